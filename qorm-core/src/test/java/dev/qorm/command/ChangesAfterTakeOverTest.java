package dev.qorm.command;

import static dev.qorm.command.TakenOver.change;
import static dev.qorm.command.TakenOver.migrateToAnEmptyOne;
import static dev.qorm.command.TakenOver.rollBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration changes a MariaDB, MySQL or H2 database that was taken over: what it does not mention stays. */
class ChangesAfterTakeOverTest {
    @Test
    void aCheckInTheDefinitionOfAColumnOnMariaDb() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, price int check (price > 0))");
            change(database, project, "fields.integer(\"price\")", "fields.bigint(\"price\").comment(\"EUR\")");

            assertThatThrownBy(() -> database.execute("insert into t values (1, -5)"))
                    .hasMessageContaining("price");
            rollBack(database, project);
            assertThatThrownBy(() -> database.execute("insert into t values (1, -5)"))
                    .hasMessageContaining("price");
        }
    }

    @Test
    void aCheckInTheDefinitionOfAColumnGoes() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, price int check (price > 0))");
            change(database, project, "fields.check(\"price\", \"\\\"price\\\" > 0\");", "");

            database.execute("insert into t values (1, -5)");
        }
    }

    /** A new name is no other expression, whatever quotes the catalog has around the old one. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void expressionsFollowAColumnThatIsRenamed(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute(
                    "create table t (id int not null primary key, price int not null, twice int generated always"
                            + " as (price + price) stored, constraint t_positive check (price > 0))");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            var model = project.read("shop.models.T");
            project.write(
                    "shop.models.T",
                    model.replace("\\\"price\\\"", "cost")
                            .replace("fields.integer(\"price\")", "fields.integer(\"cost\").renamedFrom(\"price\")"));

            assertThat(project.makeMigrations().operationLines()).hasSize(1);
        }
    }

    @Test
    void aColumnThatTheServerSetsOnEachUpdate() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, a tinyint(1), changed timestamp not null"
                    + " default current_timestamp on update current_timestamp)");
            database.execute("insert into t values (1, 1, '2001-02-03 04:05:06')");
            change(database, project, "fields.bool(\"a\")", "fields.varchar(\"a\", 9)");

            assertThat(database.query("select a, changed from t"))
                    .containsExactly(List.of("true", "2001-02-03 04:05:06"));
        }
    }

    @Test
    void aNumberWithMoreDigitsThanQormHas() {
        try (var database = TestDatabase.fresh(Dialect.MARIADB);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null primary key, a decimal(40,35), b char(0), c char(36)"
                    + " character set ascii, d int)");
            change(database, project, "fields.integer(\"d\")", "fields.bigint(\"d\")");
            database.execute("insert into t (id, c) values (1, 'no uuid')");
        }
    }

    /** Which the catalog of H2 has as it stores them. */
    @Test
    void expressionsOfH2HaveTheNamesOfTheModel() {
        try (var database = TestDatabase.fresh(Dialect.H2);
                var project = TestProject.empty()) {
            database.execute("create table t (id int primary key, twice int as (age * 2), age int, \"Odd\" int,"
                    + " constraint grown check (age > 0 and \"Odd\" <> 5))");
            database.execute("insert into t (id, age, \"Odd\") values (1, 20, 7)");
            change(database, project, "fields.integer(\"age\")", "fields.bigint(\"age\")");

            assertThat(project.read("shop.models.T"))
                    .contains(".generatedAs(\"age * 2\")")
                    .contains("\"(age > 0) AND (\\\"Odd\\\" <> 5)\"");
            assertThat(database.query("select age, twice from t")).containsExactly(List.of("20", "40"));
            rollBack(database, project);
            migrateToAnEmptyOne(project, Dialect.H2);
            migrateToAnEmptyOne(project, Dialect.POSTGRESQL);

            var model = project.read("shop.models.T");
            project.write(
                    "shop.models.T",
                    model.replace("fields.bigint(\"age\")", "fields.bigint(\"years\").renamedFrom(\"age\")"));
            assertThatThrownBy(project::makeMigrations).hasMessageContaining("age is renamed to years");
        }
    }
}
