package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.command.MakeMigrationsRequest.Update;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration that a database has is not written anew; what one has is asked before sources are changed. */
class AppliedMigrationsTest {
    private static final String HISTORY = "shop_history";

    private final TestProject shop = TestProject.empty();

    @BeforeEach
    void twoMigrationsAndAChange() {
        shop.model("Item", "fields.varchar(\"name\", 80);");
        shop.makeMigrations();
        shop.model("Item", "fields.varchar(\"name\", 90);");
        shop.makeMigrations();
        shop.model("Item", "fields.varchar(\"name\", 100);");
    }

    @AfterEach
    void delete() {
        shop.close();
    }

    private MakeMigrationsResult update(Mode mode, Database database) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(),
                shop.sources(),
                null,
                null,
                Answers.NONE,
                mode,
                null,
                false,
                new Update(database, HISTORY)));
    }

    private void refused(Mode mode, Database database, String... words) {
        assertThatThrownBy(() -> update(mode, database))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.isForUserToMend()).isTrue())
                .hasMessageContainingAll(words);
        assertThat(shop.read("shop.migrations.Migration0002")).contains("varchar(90)");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void itIsRolledBackFirst(Dialect dialect) {
        try (var test = TestDatabase.fresh(dialect)) {
            var database = test.database();
            Migrate.run(shop.request(database, HISTORY, MigrateRequest.Mode.RUN));

            for (var mode : new Mode[] {Mode.WRITE, Mode.DRY_RUN}) {
                refused(
                        mode,
                        database,
                        "Migration0002 cannot be rewritten",
                        database.displayUrl() + " has Migration0002",
                        "mvn qorm:rollback");
            }
            test.execute("update " + HISTORY + " set state = 'APPLYING' where migration = 'Migration0002'");
            refused(Mode.WRITE, database, "has a part of Migration0002");
            test.execute("update " + HISTORY + " set state = 'APPLIED' where migration = 'Migration0002'");

            Rollback.run(shop.request(database, HISTORY, MigrateRequest.Mode.RUN));
            var result = update(Mode.WRITE, database);

            assertThat(result.warnings()).noneMatch(line -> line.contains("Whether"));
            assertThat(shop.read("shop.migrations.Migration0002")).contains("varchar(100)");
            assertThat(Migrate.run(shop.request(database, HISTORY, MigrateRequest.Mode.RUN))
                            .migrations())
                    .hasToString("[Migration0002]");
        }
    }

    @Test
    void aLaterOneOfAnotherBranchCountsAsWell() {
        try (var test = TestDatabase.fresh(Dialect.H2)) {
            Migrate.run(shop.request(test.database(), HISTORY, MigrateRequest.Mode.RUN));
            test.execute("update " + HISTORY + " set migration = 'Migration0003' where migration = 'Migration0002'");

            refused(Mode.WRITE, test.database(), "has Migration0003");
        }
    }

    @Test
    void aDatabaseThatCannotBeReadIsNamed() throws SQLException {
        var nowhere = "jdbc:postgresql://localhost:1/shop?connectTimeout=5";
        var database = new Database(nowhere, "shop", null, DriverManager.getDriver(nowhere));

        assertThat(update(Mode.WRITE, database).warnings())
                .singleElement()
                .asString()
                .contains(
                        "Whether " + database.displayUrl() + " has Migration0002 is not known",
                        "mvn qorm:migrations says why");
        assertThat(shop.read("shop.migrations.Migration0002")).contains("varchar(100)");
    }

    @Test
    void aFileThatIsNotThereIsNotMade(@TempDir Path folder) throws SQLException {
        for (var url : new String[] {"jdbc:h2:file:" + folder + "/shop", "jdbc:sqlite:" + folder + "/shop.db"}) {
            var database = new Database(url, null, null, DriverManager.getDriver(url));

            update(Mode.DRY_RUN, database);
            assertThat(Renumber.applied(database, HISTORY)).isEmpty();
        }

        assertThat(folder).isEmptyDirectory();
    }
}
