package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.testing.TestProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What makemigrations says when a migration that the next one follows was edited. */
class EditedMigrationsTest {
    private TestProject shop;

    @BeforeEach
    void projectWithAMigration() {
        shop = TestProject.empty();
        shop.model("Author", "fields.varchar(\"name\", 80);");
        shop.makeMigrations();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /** The model still has the shorter name, so that the next migration only takes the edit back. */
    @Test
    void aMigrationThatFollowsFromAnEditIsWarnedOf() {
        shop.replace("shop.migrations.Migration0001", "varchar(80)", "varchar(70)");

        var result = shop.makeMigrations();

        assertThat(result.operationLines()).containsExactly("  ~ alter column author.name: varchar(70) -> varchar(80)");
        assertThat(result.warnings())
                .containsExactly("Migration0001 was edited: its operations are not those that it was written with, and"
                        + " the new migration starts from the edited ones. Run mvn qorm:check before you keep it; if"
                        + " you restore Migration0001, delete the new migration and run mvn qorm:makemigrations again");
    }

    @Test
    void nothingIsSaidOfAMigrationThatIsAsItWasWritten() {
        shop.replace("shop.migrations.Migration0001", "List.of(", "List.of( // by hand\n");
        shop.model("Author", "fields.varchar(\"name\", 90);");

        assertThat(shop.makeMigrations().warnings()).isEmpty();
    }
}
