package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Indexes over expressions, with rows in the table. */
class ExpressionIndexTest {
    private static final Column EMAIL = column("email", varchar(20));
    private static final Column LOGINS = column("logins", integer());
    private static final Index KEY = uniqueIndex("account_key", asc("tenant"), expression("lower(email)"));

    private static final List<Operation> TABLE = List.of(createTable(
            "account",
            column("id", bigint()),
            column("tenant", integer()),
            EMAIL,
            LOGINS,
            primaryKey("account_pkey", "id")));

    private static TestDatabase accounts(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(TABLE), null);
        database.execute("insert into account values (1, 1, 'Ada@x', 1), (2, 1, 'bob@x', 2), (3, 2, 'ADA@x', 3)");
        return database;
    }

    private static MigrationSequence with(Operation... operations) {
        return sequence(TABLE, List.of(operations));
    }

    private static void assertRefused(TestDatabase database, String values) {
        assertThatThrownBy(() -> database.execute("insert into account values (" + values + ")"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void keepsValuesApart(Dialect dialect) {
        try (var database = accounts(dialect)) {
            database.migrator().migrate(with(createIndex("account", KEY)), null);

            assertRefused(database, "4, 1, 'ADA@X', 1");
            database.execute("insert into account values (4, 3, 'ADA@X', 1)");
        }
    }

    /** MySQL keeps the type that the expression had, and refuses values that do not fit into it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void takesTheValuesOfAWiderType(Dialect dialect) {
        try (var database = accounts(dialect)) {
            var change = with(
                    createIndex("account", KEY),
                    createIndex("account", index("account_next", expression("logins + 1"))),
                    alterColumn("account", EMAIL, EMAIL.type(varchar(60))),
                    alterColumn("account", LOGINS, LOGINS.type(bigint())));
            database.migrator().migrate(change, null);

            var email = "A".repeat(60);
            database.execute("insert into account values (4, 1, '" + email + "', 9000000000)");
            assertRefused(database, "5, 1, '" + email.toLowerCase(Locale.ROOT) + "', 1");
            assertThat(database.differences(change.replay())).isEmpty();
        }
    }

    /** MySQL commits each statement: values must not be rounded before the index refuses them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void rowsStayAsTheyAreIfTheirNewValuesAreEqual(Dialect dialect) {
        assumeThat(dialect).as("SQLite does not round").isNotEqualTo(Dialect.SQLITE);
        try (var database = TestDatabase.fresh(dialect)) {
            var price = column("price", decimal(5, 2));
            var key = uniqueIndex("offer_key", expression("abs(price)"));
            var table = List.<Operation>of(
                    createTable("offer", column("id", bigint()), price, primaryKey("offer_pkey", "id"), key));
            var change = List.<Operation>of(alterColumn("offer", price, price.type(decimal(5, 0))));
            database.migrator().migrate(sequence(table), null);
            database.execute("insert into offer values (1, 1.20), (2, 1.40)");

            assertThatThrownBy(() -> database.migrator().migrate(sequence(table, change), null))
                    .isInstanceOf(ExecutionException.class);
            assertThat(database.query("select price from offer order by id"))
                    .containsExactly(List.of("1.20"), List.of("1.40"));
            assertThatThrownBy(() -> database.execute("insert into offer values (3, -1.20)"))
                    .isInstanceOf(IllegalStateException.class);

            database.execute("update offer set price = 2 where id = 2");
            database.migrator().migrate(sequence(table, change), null);
            assertThat(database.query("select price from offer order by id"))
                    .containsExactly(List.of("1"), List.of("2"));
            assertThat(database.differences(sequence(table, change).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void followsTheNameOfAColumn(Dialect dialect) {
        try (var database = accounts(dialect)) {
            var change = with(createIndex("account", KEY), renameColumn("account", "email", "group"));
            database.migrator().migrate(change, null);

            assertRefused(database, "4, 1, 'ADA@X', 1");
            assertThat(database.differences(change.replay())).isEmpty();
            database.migrator().rollback(change, new MigrationId(2));
            assertThat(database.differences(sequence(TABLE).replay())).isEmpty();
        }
    }

    /** MySQL renames a column of a foreign key only without copying the table, as an index over an expression needs it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void followsTheNameOfAForeignKeysColumnAndOfTheTable(Dialect dialect) {
        try (var database = accounts(dialect)) {
            var change = with(
                    createIndex("account", KEY),
                    addColumn("account", column("boss", bigint()).nullable()),
                    addForeignKey(
                            "account", foreignKey("account_boss_fk", "boss").references("account", "id")),
                    createIndex("account", index("account_boss", expression("boss + 1"), asc("boss"))),
                    renameColumn("account", "boss", "chief"),
                    renameColumn("account", "tenant", "client"),
                    renameTable("account", "login"));
            database.migrator().migrate(change, null);

            assertThat(database.differences(change.replay())).isEmpty();
            database.migrator().rollback(change, new MigrationId(2));
            assertThat(database.differences(sequence(TABLE).replay())).isEmpty();
        }
    }

    /** Where DDL commits, rows that are in the way are found before the first statement. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void rowsThatAreInTheWayAreFoundBefore(Dialect dialect) {
        var change = with(
                addColumn("account", column("note", varchar(9)).nullable()),
                addColumn("account", column("kind", varchar(9))).backfill("Any"),
                createIndex(
                        "account",
                        uniqueIndex(
                                "account_key", expression("lower(email)"), asc("kind"), expression("upper(kind)"))));
        try (var database = accounts(dialect)) {
            assertThat(DryRun.obstacles(database, change))
                    .singleElement()
                    .asString()
                    .contains("Values of lower(email), kind, upper(kind) that more than one row of account has: 1");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageStartingWith(
                            dialect.hasTransactionalDdl()
                                    ? "Migration0002 failed at"
                                    : "Migration0002 was not started, because rows are in the way:\n");
            assertThat(database.differences(sequence(TABLE).replay())).isEmpty();

            database.execute("update account set email = 'eve' where id = 3");
            assertThat(DryRun.obstacles(database, change)).isEmpty();
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** On PostgreSQL while others write, and outside a transaction. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void isBuiltAndDroppedConcurrently(Dialect dialect) {
        var change = sequence(
                TABLE,
                List.of(createIndex("account", uniqueIndex("account_key", expression("lower(email)")))
                        .concurrently()));
        try (var database = accounts(dialect)) {
            if (dialect == Dialect.POSTGRESQL) {
                assertThatThrownBy(() -> database.migrator().migrate(change, null))
                        .hasMessageContaining("Values of lower(email) that more than one row of account has: 1");
            }
            database.execute("delete from account where id = 3");
            database.migrator().migrate(change, null);
            assertThat(database.differences(change.replay())).isEmpty();
            database.migrator().rollback(change, new MigrationId(2));
            assertThat(database.differences(sequence(TABLE).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withExpressionIndexes")
    void whatTheMigrationChangesIsNotAskedAbout(Dialect dialect) {
        try (var database = accounts(dialect)) {
            var change = with(
                    alterColumn("account", EMAIL, EMAIL.type(varchar(60))),
                    addColumn("account", column("nick", varchar(20))).backfillSql("concat('n', id)"),
                    createIndex("account", uniqueIndex("account_nick", expression("lower(nick)"))),
                    renameColumn("account", "email", "mail"),
                    createIndex("account", uniqueIndex("account_mail", asc("tenant"), expression("lower(mail)"))));

            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** It refuses an expression that has the type of a large object, and one with a function that it does not know. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void whatMySqlRefusesIsFoundBefore(Dialect dialect) {
        assumeThat(dialect).isEqualTo(Dialect.MYSQL);
        var note = addColumn("account", column("note", varchar(9)).nullable());
        try (var database = accounts(dialect)) {
            assertNotStarted(
                    database, with(note, createIndex("account", index("ix", expression("no_function(email)")))));
            assertNotStarted(
                    database,
                    with(
                            note,
                            addColumn("account", column("body", text()).nullable()),
                            createIndex("account", index("ix", expression("lower(body)")))));
            assertNotStarted(
                    database, with(createIndex("account", KEY), alterColumn("account", EMAIL, EMAIL.type(text()))));
        }
    }

    private static void assertNotStarted(TestDatabase database, MigrationSequence change) {
        assertThatThrownBy(() -> database.migrator().migrate(change, null))
                .hasMessageStartingWith(
                        "Migration0002 was not started: MySQL does not accept these types or expressions:");
        assertThat(database.differences(sequence(TABLE).replay())).isEmpty();
    }

    /** What messages propose where there are no indexes over expressions. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aKeyOverAComputedColumnDoesTheSameEverywhere(Dialect dialect) {
        try (var database = accounts(dialect)) {
            var change = with(
                    addColumn(
                            "account",
                            column("email_key", varchar(20)).nullable().generatedAs("lower(email)")),
                    addUnique("account", unique("account_key", "tenant", "email_key")));
            database.migrator().migrate(change, null);

            assertThatThrownBy(() -> database.execute(
                            "insert into account (id, tenant, email, logins) values (4, 1, 'ADA@X', 1)"))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(database.differences(change.replay())).isEmpty();
        }
    }
}
