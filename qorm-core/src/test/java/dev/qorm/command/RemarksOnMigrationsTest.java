package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of migrations that are no mistake, and may come to be one. */
class RemarksOnMigrationsTest {
    @Test
    void oneThatWaitsToBeFilledIn() {
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(Dialect.H2)) {
            project.model("Item", "fields.integer(\"stock\");");
            project.makeMigrations();
            project.migration("Migration0002", "");

            assertThat(Check.run(new CheckRequest(project.code(), null)).warnings())
                    .containsExactly(
                            "Migration0002 has no operations. If you write any into it after a database has applied"
                                    + " it, that is an edit, and the next run stops");
            assertThat(Migrate.run(project.request(database.database(), Mode.DRY_RUN))
                            .warnings())
                    .isEmpty();
            assertThat(Migrate.run(project.request(database.database(), Mode.RUN))
                            .warnings())
                    .containsExactly(
                            "Migration0002 has no operations and was applied. Before you write any into it, roll it"
                                    + " back with mvn qorm:rollback");
            assertThat(Migrate.run(project.request(database.database(), Mode.RUN))
                            .warnings())
                    .isEmpty();
        }
    }

    /** It has a key of texts whose characters take one byte each. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void oneOfWhichTheDatabaseHasWhatANewOneCannotHave(Dialect dialect) {
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(dialect)) {
            database.execute("create table page (url varchar(2000) primary key) character set latin1");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();

            assertThat(Migrate.run(project.request(database.database(), Mode.FAKE))
                            .warnings())
                    .singleElement()
                    .asString()
                    .startsWith("no new database can be created from Migration0001: 'create table page': ");
        }
    }

    /** What is recorded then is not on the shortest way. */
    @Test
    void noneWhereASquashStandsBesideThem() {
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(Dialect.H2)) {
            project.model("Item", "fields.integer(\"stock\");");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            project.model("Item", "fields.integer(\"stock\");", "fields.integer(\"price\").nullable();");
            project.makeMigrations();
            Squash.run(new SquashRequest(project.code(), project.sources(), null, null, false));
            database.execute("alter table item add price integer");

            var result = Migrate.run(project.request(database.database(), Mode.FAKE));

            assertThat(result.migrations()).containsExactly(new MigrationId(2));
            assertThat(result.warnings()).isEmpty();
        }
    }

    @Test
    void thatNoneIsAppliedIsCounted() {
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(Dialect.H2)) {
            project.model("Item", "fields.integer(\"stock\");");
            project.makeMigrations();
            var request = new VerifyRequest(project.request(database.database(), Mode.RUN), null);

            assertThat(Verify.run(request))
                    .extracting(VerifyResult::applied, VerifyResult::pending)
                    .containsExactly(0, 1);
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(Verify.run(request))
                    .extracting(VerifyResult::applied, VerifyResult::pending)
                    .containsExactly(1, 0);
        }
    }
}
