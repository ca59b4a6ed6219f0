package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a database says of a statement whose effect is there. */
class AlreadyDoneTest {
    private static boolean saysDone(TestDatabase database, String sql) {
        try (var statement = database.connection().createStatement()) {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            return AlreadyDone.says(database.dialect(), e, sql);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "create sequence s",
        "create view v as select 1 as n",
        "create schema other",
        "create domain d as int",
        "create table t (id int)",
        "create index i on t (id)",
        "alter table t add column n int",
        "alter table t add constraint c check (id > 0)"
    })
    void isToldOnH2(String sql) throws SQLException {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            if (sql.contains(" t ") && !sql.startsWith("create table")) {
                database.execute("create table t (id int)");
            }
            assertThat(saysDone(database, sql)).isFalse();
            assertThat(saysDone(database, sql)).isTrue();
        }
    }

    /** What is a note is a matter of the database. */
    @ParameterizedTest
    @CsvSource({
        "MYSQL, /*!50003 create trigger t before insert on a for each row set new.b = 1 */",
        "MARIADB, /*M!100100 alter table t add column n int */",
        "MYSQL, '# add\nalter table t add n int'",
        "H2, '// add\nalter table t add n int'",
        "H2, '-- add\n/* it */ create table t (id int)'"
    })
    void whatCommitsIsSeenBehindNotes(Dialect dialect, String sql) {
        assertThat(AlreadyDone.commits(sql, dialect)).isTrue();
        assertThat(AlreadyDone.commits("update t set n = 1; " + sql, dialect)).isFalse();
    }

    /** A name that is nowhere is no sign that what would have used it is done. */
    @ParameterizedTest
    @CsvSource({
        "alter table t add constraint c check (nme > 0)",
        "alter table t add column g int generated always as (nme + 1)",
        "create index i on t (nme)",
        "create view v as select nme from t"
    })
    void isNotToldByATypingError(String sql) {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.execute("create table t (name int)");

            assertThat(saysDone(database, sql)).isFalse();
            assertThat(saysDone(database, sql)).isFalse();
        }
    }
}
