package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.execute.PreflightAssertions.assertNotStarted;
import static dev.qorm.execute.PreflightAssertions.migrated;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value for rows with NULL that a key or a check does not accept, where DDL commits. */
class FilledPreflightTest {
    private static final Column ID = column("id", integer());
    private static final Column V = column("v", integer()).nullable();
    private static final AlterColumn REQUIRED = alterColumn("t", V, column("v", integer()));

    private static List<Operation> before(TableElement part) {
        return List.of(
                createTable("p", ID, primaryKey("p_pkey", "id")),
                createTable("t", ID, V, primaryKey("t_pkey", "id"), part));
    }

    private static List<Operation> second(Operation operation) {
        return List.of(addColumn("t", column("note", varchar(5)).nullable()), operation);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void anotherRowHasItAlready(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = before(unique("t_v_key", "v"));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, 5), (2, null)");

            var reason = "Values of v that more than one row of t has: 1";
            assertNotStarted(database, before, second(REQUIRED.backfill(5)), reason);
            assertNotStarted(
                    database,
                    before,
                    second(alterColumn("t", V, column("v", integer()).defaultValue(5))),
                    reason);

            migrated(database, before, second(REQUIRED.backfill(6)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void severalRowsGetIt(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = before(unique("t_v_key", "v"));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, null), (2, null)");

            assertNotStarted(
                    database,
                    before,
                    List.of(
                            renameColumn("t", "v", "w"),
                            alterColumn("t", column("w", integer()).nullable(), column("w", integer()))
                                    .backfill(5)),
                    "Values of w that more than one row of t has: 1");

            // A value of its own for each row is not asked about.
            migrated(database, before, second(REQUIRED.backfillSql("id")));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void itRefersToNoRow(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = before(foreignKey("t_v_fkey", "v").references("p", "id"));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into p values (5)");
            database.execute("insert into t values (1, null), (2, 5)");

            assertNotStarted(database, before, second(REQUIRED.backfill(6)), "Rows of t that refer to no row of p: 1");

            migrated(database, before, second(REQUIRED.backfill(5)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void itViolatesACheck(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = before(check("t_check", "v > id"));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into t values (1, null), (7, null), (9, 10)");

            assertNotStarted(
                    database,
                    before,
                    second(REQUIRED.backfill(5)),
                    "Rows of t that do not satisfy the check t_check: 1");

            migrated(database, before, second(REQUIRED.backfill(8)));
        }
    }

    /** Rows that violated a key before, because nobody checked it, are not updated. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void rowsThatReferredToNothingBeforeAreNotInTheWay(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var before = before(foreignKey("t_v_fkey", "v").references("p", "id"));
            database.migrator().migrate(sequence(before), null);
            database.execute("insert into p values (5)");
            database.execute("set foreign_key_checks = 0; insert into t values (1, null), (2, 99)");

            migrated(database, before, second(REQUIRED.backfill(5)));
        }
    }
}
