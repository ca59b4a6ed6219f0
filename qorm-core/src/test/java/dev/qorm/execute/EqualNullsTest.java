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
import static dev.qorm.operation.Operations.desc;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Unique indexes and constraints that take NULLs for equal, with rows in the table. */
class EqualNullsTest {
    private static final Column A = column("a", integer()).nullable();
    private static final Column B = column("b", varchar(10)).nullable();
    private static final UniqueConstraint KEY = unique("seat_key", "a", "b").nullsNotDistinct();

    private static final List<Operation> TABLE =
            List.of(createTable("seat", column("id", bigint()), A, B, primaryKey("seat_pkey", "id")));

    static Stream<Dialect> others() {
        var having = TestDatabase.withEqualNulls().toList();
        return TestDatabase.dialects().filter(dialect -> !having.contains(dialect));
    }

    private static TestDatabase seats(Dialect dialect, String... rows) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(TABLE), null);
        for (var row : rows) {
            database.execute("insert into seat values (" + row + ")");
        }
        return database;
    }

    private static MigrationSequence with(Operation... operations) {
        return sequence(TABLE, List.of(operations));
    }

    private static void assertRefused(TestDatabase database, String row) {
        assertThatThrownBy(() -> database.execute("insert into seat values (" + row + ")"))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void keepNullsApartInAConstraint(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null", "2, null, null", "3, null, 'x'")) {
            var change = with(addUnique("seat", KEY));
            database.migrator().migrate(change, null);

            assertRefused(database, "4, 1, null");
            assertRefused(database, "4, null, null");
            database.execute("insert into seat values (4, 2, null)");
            assertThat(database.differences(change.replay())).isEmpty();
            assertThat(database.introspect()).isEqualTo(change.replay());
            database.migrator().rollback(change, new MigrationId(2));
            assertThat(database.introspect()).isEqualTo(sequence(TABLE).replay());
            database.execute("insert into seat values (5, 1, null)");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void keepNullsApartInAnIndex(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null", "2, null, null")) {
            var change = with(createIndex(
                    "seat", uniqueIndex("seat_idx", asc("a"), desc("b")).nullsNotDistinct()));
            database.migrator().migrate(change, null);

            assertRefused(database, "4, 1, null");
            assertThat(database.introspect()).isEqualTo(change.replay());
            database.migrator().rollback(change, new MigrationId(2));
            assertThat(database.introspect()).isEqualTo(sequence(TABLE).replay());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void areInANewTableThatRefersToItself(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var migrations = sequence(List.of(createTable(
                    "seat",
                    column("id", bigint()),
                    A,
                    B,
                    primaryKey("seat_pkey", "id"),
                    column("next", varchar(10)).nullable(),
                    unique("seat_key", "b").nullsNotDistinct(),
                    foreignKey("seat_fkey", "next").references("seat", "b"),
                    uniqueIndex("seat_idx", "a").nullsNotDistinct())));
            database.migrator().migrate(migrations, null);
            database.execute("insert into seat (id, a, b, next) values (1, null, null, null), (2, 1, 'x', 'x')");

            assertThat(database.introspect()).isEqualTo(migrations.replay());
            assertThatThrownBy(() -> database.execute("insert into seat (id, a, b) values (3, null, 'z')"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> database.execute("insert into seat (id, a, b) values (3, 3, null)"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void areBuiltConcurrently(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null")) {
            var change = with(
                    addUnique("seat", KEY).concurrently(),
                    createIndex("seat", uniqueIndex("seat_idx", "b").nullsNotDistinct())
                            .concurrently());
            database.migrator().migrate(change, null);

            assertRefused(database, "2, 1, null");
            assertRefused(database, "2, 2, null");
            assertThat(database.introspect()).isEqualTo(change.replay());
        }
    }

    @Test
    void rowsAreCountedBeforeTheyAreBuiltConcurrently() {
        assumeThat(TestDatabase.withEqualNulls()).contains(Dialect.POSTGRESQL);
        try (var database = seats(Dialect.POSTGRESQL, "1, 1, null", "2, 1, null")) {
            var change = with(addUnique("seat", KEY).concurrently());

            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("Values of a, b that more than one row of seat has: 1");
            assertThat(database.introspect()).isEqualTo(sequence(TABLE).replay());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void areSetAndUnset(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null", "2, 1, null")) {
            var plain = unique("seat_key", "a", "b");
            var first = sequence(TABLE, List.of(addUnique("seat", plain)));
            database.migrator().migrate(first, null);
            var change = SchemaDiffer.diff(
                    first.replay(),
                    Schema.empty()
                            .plus(first.replay()
                                    .table("seat")
                                    .without(UniqueConstraint.class, "seat_key")
                                    .with(KEY)));
            assertThat(change).containsExactly(dropUnique("seat", plain), addUnique("seat", KEY));
            var migrations = sequence(TABLE, List.of(addUnique("seat", plain)), change);

            assertThatThrownBy(() -> database.migrator().migrate(migrations, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining(
                            dialect == Dialect.H2
                                    ? "Values of a, b that more than one row of seat has: 1"
                                    : "Key (a, b)=(1, null) is duplicated");
            assertThat(database.introspect()).as("nothing was done").isEqualTo(first.replay());

            database.execute("delete from seat where id = 2");
            database.migrator().migrate(migrations, null);
            assertRefused(database, "2, 1, null");
            assertThat(database.introspect()).isEqualTo(migrations.replay());
            database.migrator().rollback(migrations, new MigrationId(3));
            database.execute("insert into seat values (2, 1, null)");
            assertThat(database.introspect()).isEqualTo(first.replay());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void rowsWithANewColumnAreCounted(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null", "2, 1, 'x'")) {
            var migrations = with(
                    addColumn("seat", column("c", integer()).nullable()),
                    addUnique("seat", unique("seat_key", "a", "c").nullsNotDistinct()));

            assertThatThrownBy(() -> database.migrator().migrate(migrations, null))
                    .hasMessageContaining(
                            dialect == Dialect.H2
                                    ? "Values of a, c that more than one row of seat has: 1"
                                    : "Key (a, c)=(1, null) is duplicated");
            assertThat(database.introspect()).isEqualTo(sequence(TABLE).replay());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void followTheNameAndTheTypeOfAColumn(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null")) {
            var change = with(
                    addUnique("seat", KEY),
                    createIndex("seat", uniqueIndex("seat_idx", "b").nullsNotDistinct()),
                    renameColumn("seat", "b", "order"),
                    alterColumn("seat", A, A.type(bigint())),
                    alterColumn("seat", B.named("order"), B.named("order").type(varchar(99))),
                    addColumn("seat", column("c", integer()).nullable()));
            database.migrator().migrate(change, null);

            assertRefused(database, "2, 1, null, 1");
            assertRefused(database, "2, 2, null, 1");
            assertThat(database.introspect()).isEqualTo(change.replay());
            database.migrator().rollback(change, new MigrationId(2));
            assertThat(database.introspect()).isEqualTo(sequence(TABLE).replay());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void aForeignKeyMayReferToThem(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null", "2, 2, 'x'")) {
            var change = with(
                    addUnique("seat", KEY),
                    createTable(
                            "ticket",
                            column("id", bigint()),
                            column("x", integer()).nullable(),
                            column("y", varchar(10)).nullable(),
                            primaryKey("ticket_pkey", "id")),
                    addForeignKey("ticket", foreignKey("ticket_fkey", "x", "y").references("seat", "a", "b")));
            database.migrator().migrate(change, null);
            database.execute("insert into ticket values (1, 2, 'x'), (2, 7, null)");

            assertThatThrownBy(() -> database.execute("insert into ticket values (3, 7, 'x')"))
                    .isInstanceOf(IllegalStateException.class);
            var back = SchemaDiffer.diff(
                    change.replay(),
                    Schema.of(List.of(
                            change.replay().table("ticket"),
                            change.replay()
                                    .table("seat")
                                    .without(UniqueConstraint.class, "seat_key")
                                    .with(unique("seat_key", "a", "b")))));
            var all = sequence(TABLE, change.migrations().get(1).operations(), back);
            database.migrator().migrate(all, null);
            assertThat(database.differences(all.replay())).isEmpty();
            database.execute("insert into seat values (3, 1, null)");
            database.execute("delete from seat where id = 3");
            database.migrator().rollback(all, new MigrationId(2));
            assertThat(database.introspect()).isEqualTo(sequence(TABLE).replay());
        }
    }

    /** H2 lets constraints over the same columns share an index, and keeps it while one of them is there. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#withEqualNulls")
    void anotherKeyOverTheSameColumnsStaysAsItIs(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null")) {
            var change = with(
                    addUnique("seat", KEY), addUnique("seat", unique("seat_two", "a", "b")), dropUnique("seat", KEY));
            database.migrator().migrate(change, null);

            database.execute("insert into seat values (2, 1, null)");
            database.execute("insert into seat values (3, 1, 'x')");
            assertRefused(database, "4, 1, 'x'");
            assertThat(database.introspect()).isEqualTo(change.replay());
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void areRefusedBeforeAnythingRuns(Dialect dialect) {
        try (var database = seats(dialect)) {
            var change = with(addColumn("seat", column("c", integer())), addUnique("seat", KEY));
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining(
                            dialect == Dialect.POSTGRESQL
                                    ? "Migration0002 was not started: only PostgreSQL 15 and later take NULLs for equal in a"
                                            + " unique index or constraint"
                                    : "the unique constraint seat_key of seat for which NULLs are equal (nulls not distinct), which "
                                            + dialect.displayName() + " does not support")
                    .hasMessageContaining(remedy(dialect));
            assertThat(database.differences(sequence(TABLE).replay())).isEmpty();
        }
    }

    private static String remedy(Dialect dialect) {
        return switch (dialect) {
            case MARIADB -> "generatedAs(\"coalesce(a, …)\")";
            case POSTGRESQL -> "fields.index(\"a\", \"coalesce(b, …)\").unique()";
            default -> "fields.index(\"coalesce(a, …)\", \"coalesce(b, …)\").unique()";
        };
    }

    /** The remedy that the refusal names. */
    @ParameterizedTest
    @MethodSource("others")
    void aValueInPlaceOfNullDoesTheSame(Dialect dialect) {
        try (var database = seats(dialect, "1, 1, null", "2, null, 'x'")) {
            var change = dialect == Dialect.MARIADB
                    ? with(
                            addColumn("seat", column("a_", integer()).nullable().generatedAs("coalesce(a, -1)")),
                            addColumn(
                                    "seat", column("b_", varchar(10)).nullable().generatedAs("coalesce(b, '')")),
                            addUnique("seat", unique("seat_key", "a_", "b_")))
                    : with(createIndex(
                            "seat",
                            uniqueIndex("seat_key", expression("coalesce(a, -1)"), expression("coalesce(b, '')"))));
            database.migrator().migrate(change, null);

            for (var row : List.of("1, null", "null, 'x'")) {
                assertThatThrownBy(() -> database.execute("insert into seat (id, a, b) values (3, " + row + ")"))
                        .isInstanceOf(IllegalStateException.class);
            }
            database.execute("insert into seat (id, a, b) values (3, null, null)");
            assertThat(database.differences(change.replay())).isEmpty();
        }
    }

    @Test
    void anIndexThatIsNotUniqueCannotBe() {
        assertThatThrownBy(() -> index("seat_idx", "a").nullsNotDistinct())
                .isInstanceOf(SchemaException.class)
                .hasMessage("index seat_idx is nulls not distinct, which only a unique index can be; add unique(), or"
                        + " leave out nullsNotDistinct()");
    }
}
