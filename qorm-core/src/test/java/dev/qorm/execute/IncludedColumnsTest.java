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
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.text;
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
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that indexes and unique constraints carry along, with rows in the table. */
class IncludedColumnsTest {
    private static final Column CODE = column("code", varchar(20));
    private static final Column NOTE = column("note", text()).nullable();
    private static final Column EXTRA = column("extra", json()).nullable();
    private static final Column SIZE = column("size", integer()).nullable();
    private static final UniqueConstraint KEY = unique("room_key", "code").include("note", "size");
    private static final Index IDX = index("room_idx", desc("size")).include("extra", "code");

    private static final List<Operation> TABLE = List.of(createTable(
            "room",
            column("id", bigint()),
            CODE,
            NOTE,
            EXTRA,
            SIZE,
            column("next", varchar(20)).nullable(),
            primaryKey("room_pkey", "id")));

    private static TestDatabase rooms(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(TABLE), null);
        insert(database);
        return database;
    }

    private static void insert(TestDatabase database) {
        if (database.dialect() == Dialect.SQLITE) {
            database.execute("pragma foreign_keys = on");
        }
        database.execute("insert into room (id, code, note, size) values (1, 'a', 'n', 7), (2, 'b', null, null)");
    }

    private static MigrationSequence with(Operation... operations) {
        return sequence(TABLE, List.of(operations));
    }

    private static void assertApplied(TestDatabase database, MigrationSequence migrations) {
        assertThat(database.differences(migrations.replay())).isEmpty();
        assertThat(database.query("select id, code, note, size from room order by id"))
                .containsExactly(List.of("1", "a", "n", "7"), Arrays.asList("2", "b", null, null));
    }

    private static List<List<String>> indexes(TestDatabase database) {
        return database.query("select indexdef from pg_indexes where tablename = 'room' and indexname <> 'room_pkey'"
                + " order by indexname");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void areAddedAndRemoved(Dialect dialect) {
        try (var database = rooms(dialect)) {
            var change = with(addUnique("room", KEY), createIndex("room", IDX));
            database.migrator().migrate(change, null);

            assertApplied(database, change);
            if (dialect == Dialect.POSTGRESQL) {
                assertThat(indexes(database))
                        .containsExactly(
                                List.of("CREATE INDEX room_idx ON public.room USING btree (size DESC) INCLUDE (extra,"
                                        + " code)"),
                                List.of("CREATE UNIQUE INDEX room_key ON public.room USING btree (code) INCLUDE (note,"
                                        + " size)"));
            }
            database.migrator().rollback(change, new MigrationId(2));
            assertApplied(database, sequence(TABLE));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void areInANewTableThatRefersToItself(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var table = createTable(
                    "room",
                    column("id", bigint()),
                    CODE,
                    NOTE,
                    SIZE,
                    column("next", varchar(20)).nullable(),
                    primaryKey("room_pkey", "id"),
                    unique("room_other", "code"),
                    unique("room_key", "code").include("note"),
                    foreignKey("room_fkey", "next").references("room", "code"),
                    index("room_idx", "size").include("note"));
            var migrations = sequence(List.of(table));
            database.migrator().migrate(migrations, null);
            insert(database);

            assertApplied(database, migrations);
            assertThatThrownBy(() -> database.execute("update room set next = 'c'"))
                    .isInstanceOf(IllegalStateException.class);
            database.execute("update room set next = 'a'");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void areBuiltConcurrently(Dialect dialect) {
        try (var database = rooms(dialect)) {
            var change = with(
                    addUnique("room", KEY).concurrently(),
                    createIndex("room", IDX).concurrently());
            database.migrator().migrate(change, null);

            assertApplied(database, change);
            database.migrator().rollback(change, new MigrationId(2));
            assertApplied(database, sequence(TABLE));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void followTheNameAndTheTypeOfAColumn(Dialect dialect) {
        try (var database = rooms(dialect)) {
            var change = with(
                    addUnique("room", unique("room_key", "code").include("size")),
                    createIndex("room", index("room_idx", "id").include("size", "code")),
                    renameColumn("room", "size", "select"),
                    alterColumn(
                            "room", SIZE.named("select"), SIZE.named("select").type(bigint())),
                    alterColumn("room", CODE, CODE.type(varchar(40))));
            database.migrator().migrate(change, null);

            assertThat(database.differences(change.replay())).isEmpty();
            database.migrator().rollback(change, new MigrationId(2));
            assertApplied(database, sequence(TABLE));
        }
    }

    @Test
    void aColumnIsNotDroppedBeforeItsIndex() {
        assertThatThrownBy(() -> with(createIndex("room", IDX), dropColumn("room", EXTRA))
                        .replay())
                .hasMessageContaining("index room_idx names the column extra, which is not there");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void changeWithTheirColumns(Dialect dialect) {
        try (var database = rooms(dialect)) {
            var first = with(addUnique("room", KEY), createIndex("room", IDX));
            database.migrator().migrate(first, null);
            var without = first.replay()
                    .table("room")
                    .without(UniqueConstraint.class, "room_key")
                    .without(Index.class, "room_idx")
                    .without(Column.class, "extra")
                    .with(column("floor", integer()).nullable());
            var to = Schema.empty()
                    .plus(without.with(unique("room_key", "code").include("floor"))
                            .with(index("room_idx", desc("size")).include("note")));
            var change = SchemaDiffer.diff(first.replay(), to);
            var migrations = sequence(TABLE, first.migrations().get(1).operations(), change);
            database.migrator().migrate(migrations, null);

            assertThat(change)
                    .extracting(Operation::describe)
                    .contains(
                            "drop index room_idx on room(size desc) include (extra, code)",
                            "add unique constraint room_key on room(code) include (floor)");
            assertApplied(database, migrations);
            database.migrator().rollback(migrations, new MigrationId(3));
            assertApplied(database, first);
        }
    }

    /** Only PostgreSQL has something to do. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void changeWithoutAStatement(Dialect dialect) {
        try (var database = rooms(dialect)) {
            var first = with(createIndex("room", IDX), createIndex("room", index("room_idy", "code")));
            database.migrator().migrate(first, null);
            var before = first.replay();
            var after = before.table("room")
                    .without(Index.class, "room_idx")
                    .without(Index.class, "room_idy")
                    .with(IDX.include("note"))
                    .with(index("room_idy", "code").include("id"));
            var change = SchemaDiffer.diff(before, Schema.empty().plus(after));
            var migrations = sequence(TABLE, first.migrations().get(1).operations(), change);
            var rendered = dialect.renderer().render(change, before);

            assertThat(change).hasSize(4);
            assertThat(rendered.stream()
                            .mapToInt(each -> each.statements().size())
                            .sum())
                    .isEqualTo(dialect == Dialect.POSTGRESQL ? 4 : 0);
            database.migrator().migrate(migrations, null);
            assertApplied(database, migrations);
            database.migrator().rollback(migrations, new MigrationId(3));
            assertApplied(database, first);
        }
    }

    /** A definition is tried with the columns that it reads, and with no others. */
    @Test
    void areNotTriedWithAnExpression() {
        var index = index("room_idx", expression("lower(code)")).include("note");

        assertThat(Definition.in(createIndex("room", index), sequence(TABLE).replay()))
                .singleElement()
                .satisfies(each -> assertThat(
                                Table.of("trial", null, each.elements()).columns())
                        .containsOnlyKeys("code"));
    }

    /** PostgreSQL has the foreign key depend on the index of the constraint. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void changeInAKeyThatAForeignKeyRefersTo(Dialect dialect) {
        try (var database = rooms(dialect)) {
            var stay = createTable(
                    "stay",
                    column("id", bigint()),
                    column("room", varchar(20)),
                    primaryKey("stay_pkey", "id"),
                    index("stay_idx", "room"));
            var first = List.<Operation>of(
                    addUnique("room", KEY),
                    stay,
                    addForeignKey("stay", foreignKey("stay_fkey", "room").references("room", "code")));
            var schema = sequence(TABLE, first).replay();
            var to = Schema.of(List.of(
                    schema.table("stay"),
                    schema.table("room")
                            .without(UniqueConstraint.class, "room_key")
                            .with(KEY.include("extra"))));
            var change = SchemaDiffer.diff(schema, to);
            var migrations = sequence(TABLE, first, change);
            database.migrator().migrate(sequence(TABLE, first), null);
            database.execute("insert into stay values (1, 'a')");
            database.migrator().migrate(migrations, null);

            assertApplied(database, migrations);
            assertThatThrownBy(() -> database.execute("insert into stay values (2, 'z')"))
                    .isInstanceOf(IllegalStateException.class);
            database.migrator().rollback(migrations, new MigrationId(3));
            assertApplied(database, sequence(TABLE, first));
        }
    }

    @Test
    void aComputedColumnChangesUnderItsIndex() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = rooms(Dialect.POSTGRESQL)) {
            var twice = column("twice", integer()).nullable().generatedAs("size * 2");
            var change = with(
                    addColumn("room", twice),
                    createIndex("room", index("room_idx", "id").include("twice")),
                    alterColumn("room", twice, twice.generatedAs("size * 3")));
            database.migrator().migrate(change, null);

            assertApplied(database, change);
            assertThat(database.query("select twice from room where id = 1")).containsExactly(List.of("21"));
        }
    }

    /** What was made by hand is a difference, and stays while a column changes. */
    @Test
    void thoseMadeByHandAreADifference() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var plain = with(createIndex("room", uniqueIndex("room_idx", asc("code"))));
            database.migrator().migrate(plain, null);
            database.execute("drop index room_idx; create unique index room_idx on room (code) include (size)");

            assertThat(database.differences(plain.replay()))
                    .singleElement()
                    .asString()
                    .contains("unique (code)", "unique (code) include (size)");
            var change = SchemaDiffer.diff(
                    plain.replay(),
                    Schema.empty()
                            .plus(plain.replay()
                                    .table("room")
                                    .without(Index.class, "room_idx")
                                    .with(uniqueIndex("room_idx", "code").include("note"))));
            var changed = sequence(TABLE, plain.migrations().get(1).operations(), change);
            database.migrator().migrate(changed, null);
            assertThat(database.differences(changed.replay())).isEmpty();
            assertThat(change)
                    .containsExactly(
                            dropIndex("room", uniqueIndex("room_idx", "code")),
                            createIndex("room", uniqueIndex("room_idx", "code").include("note")));
        }
    }
}
