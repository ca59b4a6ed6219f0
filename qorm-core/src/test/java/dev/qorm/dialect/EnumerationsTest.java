package dev.qorm.dialect;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A column of an enumeration, in a table with a row of each of its values. */
class EnumerationsTest {
    private static final Column STATE =
            column("state", enumeration("NEW", "DONE")).defaultValue("NEW");

    private static Driven database(Dialect dialect) {
        return new Driven(dialect)
                .create(Table.of("job", STATE))
                .run("insert into job values ('NEW')", "insert into job values ('DONE')");
    }

    private static void thereAndBack(Dialect dialect, Operation... operations) {
        try (var database = database(dialect)) {
            database.apply(operations).check();
            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"), List.of("DONE"));
            database.reverse(List.of(operations)).check();
            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"), List.of("DONE"));
        }
    }

    private static Operation to(Column column) {
        return alterColumn("job", STATE, column);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void getsAValueAtTheEnd(Dialect dialect) {
        thereAndBack(dialect, to(STATE.type(enumeration("NEW", "DONE", "GONE"))));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void getsAValueInBetweenAndInFront(Dialect dialect) {
        thereAndBack(dialect, to(STATE.type(enumeration("A", "NEW", "B", "DONE"))));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void changesItsOrder(Dialect dialect) {
        thereAndBack(dialect, to(STATE.type(enumeration("DONE", "NEW"))));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void usesANewValueAsItsDefault(Dialect dialect) {
        thereAndBack(dialect, to(STATE.type(enumeration("NEW", "DONE", "GONE")).defaultValue("GONE")));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isUsedWithItsNewValueInTheSameMigration(Dialect dialect) {
        thereAndBack(
                dialect,
                to(STATE.type(enumeration("NEW", "DONE", "GONE"))),
                addCheck("job", check("job_ck", "state <> 'GONE'")),
                runSql("update job set state = 'DONE' where state = 'GONE'").reversedBy("delete from job where 1 = 0"));
    }

    /** Beside what cannot use the value, which all that has an expression may. */
    @Test
    void aValueLeavesTheRowsOfPostgresqlWhereTheyAre() {
        var change = to(STATE.type(enumeration("NEW", "DONE", "GONE")));
        var index = createIndex("job", index("job_state_idx", "state"));
        var note = addColumn("job", column("note", varchar(9)).nullable());
        var level = column("level", enumeration("A")).defaultValue("A");

        assertThat(isWrittenAnew(change, index, note, addColumn("job", level))).isFalse();
        assertThat(isWrittenAnew(createTable("other", column("id", bigint())), change, note))
                .isFalse();
        assertThat(isWrittenAnew(change, addCheck("job", check("job_ck", "state = 'GONE' or state <> 'GONE'"))))
                .isTrue();
        assertThat(isWrittenAnew(
                        change,
                        addColumn("job", column("a", varchar(9)).nullable()).backfillSql("'' || state")))
                .isTrue();
        assertThat(isWrittenAnew(change, runSql("select 1").reversedBy(""))).isTrue();
    }

    /** Whether the file is another one when all is there, and it has to be as it was when all is taken back. */
    private static boolean isWrittenAnew(Operation... operations) {
        try (var database = database(Dialect.POSTGRESQL)) {
            var before = database.query("select pg_relation_filenode('job')");
            database.apply(operations).check();
            var isAnother =
                    !database.query("select pg_relation_filenode('job')").equals(before);
            database.run("insert into job (state) values ('GONE')", "delete from job where state = 'GONE'");
            database.reverse(List.of(operations)).check();
            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"), List.of("DONE"));
            return isAnother;
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void losesAValueThatNoRowHas(Dialect dialect) {
        try (var database = database(dialect).run("delete from job where state = 'DONE'")) {
            database.apply(to(STATE.type(enumeration("NEW")))).check();

            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void keepsAValueThatARowHas(Dialect dialect) {
        try (var database = database(dialect)) {
            assertThatThrownBy(() ->
                            database.apply(to(STATE.type(enumeration("NEW")).withDefault(null))))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"), List.of("DONE"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void comeFromTextsThatAreWrittenAsTheyAre(Dialect dialect) {
        var text = column("state", varchar(10));
        var change = alterColumn("task", text, text.type(enumeration("NEW", "it's DONE")));
        try (var database = new Driven(dialect)
                .create(Table.of("task", text))
                .run("insert into task values ('it''s DONE')", "insert into task values ('new')")) {
            assertThatThrownBy(() -> database.apply(change)).isInstanceOf(IllegalStateException.class);
        }
        try (var database =
                new Driven(dialect).create(Table.of("task", text)).run("insert into task values ('it''s DONE')")) {
            database.apply(change).check();
            assertThat(database.query("select state from task")).containsExactly(List.of("it's DONE"));
        }
    }

    /** A condition may name the type, as the catalog of PostgreSQL does; between the old and the new there is none. */
    @Test
    void areReplacedUnderConditionsThatNameTheType() {
        var wanted = "state = any (array['NEW'::\"job.state\", 'DONE'::\"job.state\"])";
        var twice = column("open", bool()).generatedAs(wanted);
        try (var database = new Driven(Dialect.POSTGRESQL)
                .create(Table.of(
                        "job",
                        STATE.type(enumeration("NEW", "DONE", "GONE")),
                        twice,
                        check("job_ck", "state <> 'DONE'::\"job.state\" or " + wanted),
                        index("job_open", "open"),
                        index("job_ix", "state").where(wanted)))
                .run("insert into job values ('NEW')", "insert into job values ('GONE')")) {
            var change = alterColumn(
                            "job",
                            STATE.type(enumeration("NEW", "DONE", "GONE")),
                            STATE.type(enumeration("DRAFT", "NEW", "DONE", "LOST")))
                    .backfill("LOST")
                    .reversedBy("GONE");
            var indexes = database.apply(change).check().statements().stream()
                    .filter(sql -> sql.startsWith("create index \"job_ix\""));

            assertThat(indexes).hasSize(1);
            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"), List.of("LOST"));
            database.reverse(List.of(change)).check();
            assertThat(database.query("select state from job")).containsExactly(List.of("NEW"), List.of("GONE"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofTwoColumnsAreApart(Dialect dialect) {
        thereAndBack(
                dialect,
                addColumn("job", column("old_state", enumeration("NEW", "X")).defaultValue("X")));
    }
}
