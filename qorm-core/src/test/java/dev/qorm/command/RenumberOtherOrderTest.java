package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.migration.MigrationId;
import org.junit.jupiter.api.Test;

/** Two branches whose migrations fit only in the order that is not the default. */
class RenumberOtherOrderTest extends Renumbering {
    private static final String OTHER = "-Dqorm.keep=theirs";
    private static final String RENAME = "renameColumn(\"author\", \"name\", \"title\")";
    private static final String INDEX = "createIndex(\"author\", index(\"author_name_idx\", \"name\"))";

    @Test
    void isOfferedWhereItFits() {
        conflict("Migration0002", RENAME, INDEX);

        assertThatThrownBy(() -> renumber(null))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Migration0002 of main cannot be Migration0003 after Migration0002 of"
                        + " HEAD, at 'create index author_name_idx")
                .hasMessageEndingWith("Nothing was written. In the other order they follow from each other: unless a"
                        + " database has what would move then, run mvn qorm:renumber " + OTHER);

        renumber(Keep.THEIRS);
        assertThat(operations())
                .containsExactly(
                        "Migration0002 create index author_name_idx on author(name)",
                        "Migration0003 rename column author.name to title");
    }

    @Test
    void isNotOfferedWhereItDoesNotFitEither() {
        conflict("Migration0002", EMAIL, EMAIL.replace("varchar(80)", "varchar(90)"));

        assertThatThrownBy(() -> renumber(null))
                .hasMessageContaining("Where both branches changed the same")
                .hasMessageNotContaining(OTHER);
    }

    @Test
    void isNotOfferedWhereSomebodyHasDecided() {
        conflict("Migration0002", RENAME, INDEX);

        assertThatThrownBy(() -> renumber(Keep.OURS))
                .hasMessageContaining("Where both branches changed the same")
                .hasMessageNotContaining(OTHER);
        applied.put(new MigrationId(1), "1:0");
        assertThatThrownBy(() -> renumber(null)).hasMessageNotContaining(OTHER);
    }
}
