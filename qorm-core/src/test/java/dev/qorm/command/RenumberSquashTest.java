package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.RenumberRequest.Keep;
import org.junit.jupiter.api.Test;

/** Numbers that two branches have used, where one of them has a squash. */
class RenumberSquashTest extends Renumbering {
    /** What stands for the first ones may be all that is left of them. */
    @Test
    void numbersGoOnAfterASquash() {
        shop.delete("shop.migrations.Migration0001").migration("Migration0001To0003", AUTHOR);
        conflict("Migration0004", EMAIL, SLUG);

        renumber(Keep.OURS);

        assertThat(operations())
                .containsExactly("Migration0004 add column author.email", "Migration0005 add column author.slug");
    }

    /** One that came in with the number of one that was squashed, and whose source is gone. */
    @Test
    void oneThatIsNotInTheSquashComesAfterIt() {
        shop.delete("shop.migrations.Migration0001")
                .migration("Migration0001To0003", AUTHOR)
                .migration("Migration0003", EMAIL);
        renumber(null, "Migration0003");
        assertThat(operations()).containsExactly("Migration0004 add column author.email");

        shop.migration("Migration0003", SLUG);
        renumber(null, "Migration0003");

        assertThat(operations())
                .containsExactly("Migration0004 add column author.email", "Migration0005 add column author.slug");
    }

    @Test
    void aSquashThatWouldStandForOthersIsNotLeftBehind() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.migration("Migration0001To0002", AUTHOR, EMAIL);

        assertThatThrownBy(() -> renumber(Keep.THEIRS))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Migration0001To0002 leaves another schema")
                .hasMessageEndingWith("Nothing was written");
        renumber(Keep.OURS);

        assertThat(shop.migrations())
                .containsExactly(
                        "Migration0001.java", "Migration0001To0002.java", "Migration0002.java", "Migration0003.java");
    }
}
