package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.desc;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.StopsBefore.Stopped;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.Operations.ForeignKeyFrom;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.testing.KeptValues;
import dev.qorm.testing.OperationCases;
import dev.qorm.testing.OperationCases.Case;
import dev.qorm.testing.Rows;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A migration that stops between the statements of one of its operations, where the database cannot take DDL back, and is
 * then rolled back rather than finished.
 */
class HalfDoneTest {
    private static final MigrationId SECOND = new MigrationId(2);
    private static final Column NOTE = column("note", varchar(40)).nullable();

    static Stream<Arguments> casesOnEachDatabase() {
        var cases = new ArrayList<Case>();
        for (var type : List.of(bool(), integer(), bigint(), date(), uuid(), enumeration("a", "b"))) {
            cases.add(new Case("a text becomes " + type, List.of(empty(), alterColumn("book", NOTE, note(type)))));
        }
        cases.add(new Case(
                "a column that needs a value",
                List.of(
                        runSql("delete from book").reversedBy("update book set id = id"),
                        addColumn("book", column("stars", integer())))));
        cases.add(new Case(
                "a column with a value of its own for each row",
                List.of(addColumn("book", column("stars", integer())).backfillSql("pages + 1"))));
        cases.add(new Case(
                "a column whose way back reads one that stands above it",
                List.of(
                        dropIndex("book", index("book_pages_ix", asc("pages"), desc("note"))),
                        dropForeignKey(
                                "book",
                                new ForeignKeyFrom("book_author_fk", List.of("author_id")).references("author", "id")),
                        dropColumn("book", column("author_id", bigint()).nullable()),
                        dropColumn("book", NOTE)
                                .reversedBySql("case when author_id is null then 'none' else 'some' end"))));
        cases.add(new Case(
                "a statement in place of operations, and operations that one has the place of elsewhere",
                List.of(
                        runSql("alter table book add column stars integer")
                                .reversedBy("alter table book drop column stars")
                                .insteadOf(addColumn(
                                        "book", column("stars", integer()).nullable())),
                        runSql("…")
                                .on("sqlite")
                                .insteadOf(
                                        alterColumn("book", column("id", integer()), column("id", bigint())),
                                        alterColumn("book", NOTE, note(varchar(50)))))));
        return TestDatabase.journalled()
                .flatMap(dialect -> Stream.concat(OperationCases.on(dialect), cases.stream())
                        .map(each -> Arguments.of(dialect, each)));
    }

    private static Operation empty() {
        return runSql("update book set note = null").reversedBy("update book set id = id");
    }

    private static Column note(ColumnType type) {
        return column("note", type).nullable();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOnEachDatabase")
    void isRolledBack(Dialect dialect, Case given) {
        var sequence = sequence(given.operations());
        var before = sequence.states().get(1);
        var there = new NumberedMigration(SECOND, given.operations()).forDatabase(dialect.urlName());
        var andBack = new ArrayList<>(given.operations());
        andBack.addAll(there.reversed());
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database, Integer.MAX_VALUE).migrate(sequence, new MigrationId(1));
            OperationCases.ROWS.forEach(database::execute);
            var rows = rows(database, before);
            var statement = 1;
            for (; isStopped(database, sequence, statement); statement++) {
                migrator(database, Integer.MAX_VALUE).rollback(sequence, SECOND);

                assertThat(database.differences(before))
                        .as("stopped before statement %s", statement)
                        .isEmpty();
                if (given.operations().stream()
                        .noneMatch(operation -> operation.isDestructive() || operation instanceof RunSql)) {
                    KeptValues.assertKept(rows, rows(database, before), andBack);
                }
            }
            assertThat(statement).as("statements before which it can stop").isGreaterThan(1);
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    /** The values, sorted: a table that is copied may have its rows in another order. */
    private static Map<String, List<List<String>>> rows(TestDatabase database, Schema schema) {
        var rows = new Rows(database).read(schema.tables());
        rows.replaceAll((column, values) ->
                values.stream().sorted(Comparator.comparing(Object::toString)).toList());
        return rows;
    }

    /** Whether the run did not get to its end. */
    private static boolean isStopped(TestDatabase database, MigrationSequence sequence, int statement) {
        try {
            migrator(database, statement).migrate(sequence, null);
            return false;
        } catch (Stopped e) {
            return true;
        }
    }

    /** The rows do not fit, and the index that the key needs is there already. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aForeignKeyThatTheRowsRefuse(Dialect dialect) {
        var key = new ForeignKeyFrom("book_pages_fk", List.of("id")).references("author", "id");
        takesBackAndGoesOn(
                dialect,
                "insert into book (id, pages) values (99, 1)",
                "delete from book where id > 2",
                List.of(
                        alterColumn("book", column("id", integer()), column("id", bigint())),
                        new AddForeignKey("book", key)));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void aTypeThatTheRowsRefuse(Dialect dialect) {
        takesBackAndGoesOn(
                dialect,
                "update book set note = '99999999999'",
                "update book set note = '9'",
                List.of(alterColumn("book", NOTE, note(integer()))));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void whatWasNotDroppedYetStays(Dialect dialect) {
        var sequence = sequence(List.of(
                dropCheck("book", check("book_pages_ck", "pages > 0")),
                dropIndex("book", index("book_pages_ix", asc("pages"), desc("note"))),
                dropColumn("book", NOTE),
                new DropTable(OperationCases.BOOK
                        .without(CheckConstraint.class, "book_pages_ck")
                        .without(Index.class, "book_pages_ix")
                        .without(Column.class, "note"))));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database, Integer.MAX_VALUE).migrate(sequence, new MigrationId(1));
            OperationCases.ROWS.forEach(database::execute);
            var notes = database.query("select note from book order by id");
            assertThat(isStopped(database, sequence, 3)).isTrue();
            migrator(database, Integer.MAX_VALUE).rollback(sequence, SECOND);
            assertThat(database.query("select note from book order by id")).isEqualTo(notes);

            assertThat(isStopped(database, sequence, 4)).isTrue();
            migrator(database, Integer.MAX_VALUE).rollback(sequence, SECOND);
            assertThat(database.query("select pages from book")).hasSize(3);
        }
    }

    private static void takesBackAndGoesOn(Dialect dialect, String spoil, String mend, List<Operation> operations) {
        var sequence = sequence(operations);
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database, Integer.MAX_VALUE).migrate(sequence, new MigrationId(1));
            OperationCases.ROWS.forEach(database::execute);
            database.execute(spoil);
            var failure = catchThrowableOfType(
                    ExecutionException.class,
                    () -> migrator(database, Integer.MAX_VALUE).migrate(sequence, null));
            // The first statement of a migration leaves nothing behind when it is refused.
            var isStarted = migrator(database, Integer.MAX_VALUE).history().size() > 1;
            assertThat(failure)
                    .hasMessageContaining(isStarted ? "mvn qorm:rollback" : "None of this migration is applied");

            if (isStarted) {
                migrator(database, Integer.MAX_VALUE).rollback(sequence, SECOND);
            }
            assertThat(database.differences(sequence.states().get(1))).isEmpty();

            database.execute(mend);
            migrator(database, Integer.MAX_VALUE).migrate(sequence, null);
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    /** The rollback itself stops before each of its statements, and the next one finishes it. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOnEachDatabase")
    void isRolledBackInTwoRuns(Dialect dialect, Case given) {
        var sequence = sequence(given.operations());
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database, Integer.MAX_VALUE).migrate(sequence, new MigrationId(1));
            OperationCases.ROWS.forEach(database::execute);
            for (var statement = 2; isStopped(database, sequence, statement); statement++) {
                try {
                    migrator(database, statement / 2).rollback(sequence, SECOND);
                } catch (Stopped e) {
                    expireLease(database);
                    migrator(database, Integer.MAX_VALUE).rollback(sequence, SECOND);
                }
                assertThat(database.differences(sequence.states().get(1)))
                        .as("stopped before statement %s", statement)
                        .isEmpty();
            }
        }
    }

    private static MigrationSequence sequence(List<Operation> operations) {
        return MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(new CreateTable(OperationCases.AUTHOR), new CreateTable(OperationCases.BOOK))),
                new NumberedMigration(SECOND, operations)));
    }

    /** @param stop the number of the statement before which the run stops, from 1 */
    private static Migrator migrator(TestDatabase database, int stop) {
        expireLease(database);
        return new Migrator(
                database.database(),
                database.dialect(),
                Duration.ofSeconds(5),
                new StopsBefore(stop),
                Clock.systemUTC());
    }

    private static void expireLease(TestDatabase database) {
        if (database.dialect() == Dialect.H2 && !database.query("show tables").isEmpty()) {
            database.execute("update " + HistoryTables.DEFAULT.lock() + " set expires_at = 0");
        }
    }
}
