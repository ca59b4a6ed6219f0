package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Introspector;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that no model can have, in a database that is taken over. */
class LeftOutKeysTest {
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aKeyOverPrefixesIsCalledWhatItIs(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table t (id int not null, pid text not null, note text, code text not null,"
                    + " primary key (id, pid(75)), unique key t_code (code(20)), key t_note (note(30)))");

            assertThat(InspectTest.inspect(project, database, false).remarks())
                    .extracting(Remark::toString)
                    .filteredOn(remark -> remark.contains("prefixes"))
                    .containsExactlyInAnyOrder(
                            "t: the primary key contains only prefixes of values; it is left out",
                            "t: the unique constraint t_code contains only prefixes of values; it is left out",
                            "t: the index t_note contains only prefixes of values; it is left out");
        }
    }

    /** Verify has nothing to show, and adopt nothing to adopt: the key is in no model. */
    @ParameterizedTest
    @ValueSource(strings = {"references gone", "references other", "references other (name)"})
    void aForeignKeyThatNoModelHasIsNoDifference(String reference) {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table other (name text)");
            database.execute("create table p (id integer primary key)");
            database.execute("create table t (id integer primary key, size int not null, p_id int references p,"
                    + " o_id int " + reference + ")");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(InspectTest.differences(project, database)).isEmpty();

            project.replace("shop.models.T", "fields.integer(\"size\")", "fields.bigint(\"size\")");
            project.makeMigrations();
            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.RUN)))
                    .hasMessageContaining("t has 'foreign key (o_id) to ")
                    .hasMessageContaining("', which no migration has")
                    .hasMessageContaining("Models cannot declare that: rebuild the table by hand without it")
                    .hasMessageNotContaining("qorm:verify");
        }
    }

    @Test
    void aTableThatIsNotThereIsToldFromOneThatIsNotRead() throws SQLException {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            database.execute("create table p (id integer primary key)");
            database.execute(
                    "create table t (id integer primary key, p_id int references P, g_id int references gone)");

            var found = Introspector.read(database.connection(), Dialect.SQLITE, "t"::equals);

            assertThat(found.remarks())
                    .extracting(Remark::toString)
                    .anyMatch(remark -> remark.endsWith("refers to the table p, which is not read; it is left out"))
                    .anyMatch(
                            remark -> remark.endsWith("refers to the table gone, which is not there; it is left out"));
        }
    }

    /** One that a model can have is a difference. */
    @Test
    void aForeignKeyThatWasAddedByHandIsADifference() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            database.execute("create table p (id integer primary key)");
            database.execute("create table t (id integer primary key, size int not null, p_id int)");
            InspectTest.inspect(project, database, false);
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));
            database.execute("drop table t");
            database.execute("create table t (id integer primary key, size int not null, p_id int references p)");

            project.replace("shop.models.T", "fields.integer(\"size\")", "fields.bigint(\"size\")");
            project.makeMigrations();
            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.RUN)))
                    .hasMessageContaining("the foreign key t_p_id_fkey should not be there")
                    .hasMessageContaining("mvn qorm:verify shows the differences");
        }
    }
}
