package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Difference;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** H2 stores {@code NAME} for a column called name and for one called NAME; each is what the migrations call it. */
class CapitalNamesTest {
    private static TestProject shop() {
        return TestProject.empty()
                .model(
                        "Person",
                        "fields.table().name(\"PERSON\").comment(\"who\");",
                        "fields.varchar(\"name\", 10).column(\"NAME\").defaultValue(\"Ada\").indexed();",
                        "fields.integer(\"born\").column(\"BORN\").unique();",
                        "fields.unique(\"name\", \"born\").named(\"PERSON_UK\");",
                        "fields.index(\"born\", \"name\").named(\"PERSON_IX\").descending(\"name\");",
                        "fields.check(\"PERSON_CK\", \"\\\"BORN\\\" > 1800\");")
                .model(
                        "Letter",
                        "fields.varchar(\"code\", 10).column(\"CODE\").primaryKey();",
                        "fields.manyToOne(\"author\", Person.class).references(\"born\").column(\"AUTHOR\")"
                                + ".constraint(\"LETTER_FK\");")
                .model("Stamp", "fields.varchar(\"name\", 10);", "fields.manyToOne(\"letter\", Letter.class);");
    }

    private static List<Difference> differences(TestProject project, TestDatabase database) {
        return Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                .differences();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void areNoDifference(Dialect dialect) {
        areNoDifference(TestDatabase.fresh(dialect));
    }

    @Test
    void areNoDifferenceWhereTablesAreStoredInLowerCase() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.MARIADB);
        areNoDifference(TestDatabase.freshInLowerCase());
    }

    private static void areNoDifference(TestDatabase fresh) {
        try (var project = shop();
                var database = fresh) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));

            assertThat(differences(project, database)).isEmpty();

            database.execute("delete from qorm_history");
            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(differences(project, database)).isEmpty();
        }
    }

    @Test
    void hideNoDifference() {
        try (var project = shop();
                var database = TestDatabase.fresh(Dialect.H2)) {
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            database.execute("alter table person alter column name set default 'Eve'");
            database.execute("alter table person alter column born rename to \"Born\"");
            database.execute("drop index person_ix");
            database.execute("create table friend (born int primary key references person (\"Born\"))");

            assertThat(differences(project, database))
                    .extracting(Difference::toString)
                    .contains(
                            "PERSON: the column NAME should be default 'Ada' but is default 'Eve'",
                            "PERSON: the index PERSON_IX is missing, it should be (BORN, NAME desc)",
                            "letter: the foreign key LETTER_FK should be (AUTHOR) to PERSON(BORN) but is (AUTHOR) to"
                                    + " PERSON(Born)");
        }
    }

    @Test
    void comeAndGoWithARename() {
        try (var project = TestProject.empty()
                        .migration(
                                "Migration0001",
                                "createTable(\"Person\", column(\"Name\", varchar(10)), column(\"Born\", integer()),"
                                        + " unique(\"Person_key\", \"Born\"), index(\"Person_idx\", \"Born\", \"Name\"))")
                        .migration(
                                "Migration0002",
                                "renameTable(\"Person\", \"PERSON\")",
                                "renameColumn(\"PERSON\", \"Name\", \"NAME\")",
                                "renameConstraint(\"PERSON\", \"Person_key\", \"PERSON_KEY\")",
                                "renameIndex(\"PERSON\", \"Person_idx\", \"PERSON_IDX\")");
                var database = TestDatabase.fresh(Dialect.H2)) {
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(differences(project, database)).isEmpty();

            project.migration(
                    "Migration0003",
                    "renameTable(\"PERSON\", \"person\")",
                    "renameColumn(\"person\", \"NAME\", \"name\")",
                    "renameConstraint(\"person\", \"PERSON_KEY\", \"person_key\")",
                    "renameIndex(\"person\", \"PERSON_IDX\", \"person_idx\")");
            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(differences(project, database)).isEmpty();
        }
    }
}
