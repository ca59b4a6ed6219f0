package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What keys and indexes of PostgreSQL have and no migration says, where one changes what they include, or whether NULLs
 * are equal.
 */
class KeptBesideTheKeyTest {
    private static final UniqueConstraint KEY = unique("room_key", "code");
    private static final Index IDX = uniqueIndex("room_idx", "code", "no(te");

    private static List<Operation> table(UniqueConstraint key, Index idx, String... dropped) {
        var table = Operation.replay(
                        Schema.empty(),
                        List.of(createTable(
                                "room",
                                column("id", varchar(9)),
                                column("code", varchar(9)).nullable(),
                                column("no(te", varchar(9)).nullable(),
                                column("size", varchar(9)).nullable(),
                                column("floor", varchar(9)).nullable(),
                                primaryKey("room_pkey", "id"),
                                key,
                                idx)))
                .table("room");
        for (var name : dropped) {
            table = table.without(Column.class, name);
        }
        return List.of(new CreateTable(table));
    }

    private static List<Operation> change(List<Operation> from, List<Operation> to) {
        return SchemaDiffer.diff(Operation.replay(Schema.empty(), from), Operation.replay(Schema.empty(), to));
    }

    private static void makeByHand(TestDatabase database, String include) {
        for (var sql : List.of(
                "alter table room drop constraint room_key",
                "alter table room add constraint room_key unique (code)" + include
                        + " with (fillfactor = 50) deferrable initially deferred",
                "comment on constraint room_key on room is 'mine'",
                "drop index room_idx",
                "create unique index room_idx on room (code varchar_pattern_ops, \"no(te\")" + include
                        + " with (fillfactor = 60)",
                "comment on index room_idx is 'ours'")) {
            database.execute(sql);
        }
    }

    private static List<String> definitions(TestDatabase database) {
        return database.query("select pg_get_constraintdef(k.oid), obj_description(k.oid, 'pg_constraint'),"
                        + " array_to_string(c.reloptions, ''), pg_get_indexdef('room_idx'::regclass),"
                        + " obj_description('room_idx'::regclass, 'pg_class') from pg_constraint k"
                        + " join pg_class c on c.oid = k.conindid where k.conname = 'room_key'")
                .get(0);
    }

    private static List<String> made(String nullsOfKey, String include, String nullsOfIndex) {
        return List.of(
                "UNIQUE" + nullsOfKey + " (code)" + include + " DEFERRABLE INITIALLY DEFERRED",
                "mine",
                "fillfactor=50",
                "CREATE UNIQUE INDEX room_idx ON public.room USING btree (code varchar_pattern_ops, \"no(te\")"
                        + include + nullsOfIndex + " WITH (fillfactor='60')",
                "ours");
    }

    @Test
    void columnsAreIncluded() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var first = table(KEY, IDX);
        var second = table(KEY.include("size", "floor"), IDX.include("size", "floor"));
        var third = table(KEY.include("size"), IDX.include("size"), "floor");
        var one = sequence(first);
        var two = sequence(first, change(first, second));
        var three = sequence(first, change(first, second), change(second, third));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(one, null);
            makeByHand(database, "");

            database.migrator().migrate(two, null);
            assertThat(definitions(database)).isEqualTo(made("", " INCLUDE (size, floor)", ""));
            database.migrator().migrate(three, null);
            assertThat(definitions(database)).isEqualTo(made("", " INCLUDE (size)", ""));
            database.migrator().rollback(three, new MigrationId(3));
            database.migrator().rollback(two, new MigrationId(2));
            assertThat(definitions(database)).isEqualTo(made("", "", ""));
        }
    }

    /** What is included by hand stays as long as no migration says what is included. */
    @Test
    void nullsBecomeEqual() {
        assumeThat(TestDatabase.withEqualNulls()).contains(Dialect.POSTGRESQL);
        var first = table(KEY, IDX);
        var second = table(KEY.nullsNotDistinct(), IDX.nullsNotDistinct());
        var third = table(
                KEY.nullsNotDistinct().include("floor"), IDX.nullsNotDistinct().include("floor"));
        var two = sequence(first, change(first, second));
        var three = sequence(first, change(first, second), change(second, third));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(first), null);
            makeByHand(database, " include (size)");

            var equal = " NULLS NOT DISTINCT";
            database.migrator().migrate(two, null);
            assertThat(definitions(database)).isEqualTo(made(equal, " INCLUDE (size)", equal));
            database.migrator().migrate(three, null);
            assertThat(definitions(database)).isEqualTo(made(equal, " INCLUDE (floor)", equal));
            database.migrator().rollback(three, new MigrationId(3));
            database.migrator().rollback(two, new MigrationId(2));
            assertThat(definitions(database)).isEqualTo(made("", "", ""));
        }
    }

    @Test
    void anotherIndexOfTheSameNameGetsNothing() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var first = table(KEY, IDX);
        var second = table(KEY, index("room_idx", "code").include("size"));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(first), null);
            makeByHand(database, "");
            database.migrator().migrate(sequence(first, change(first, second)), null);

            assertThat(definitions(database).get(3))
                    .isEqualTo("CREATE INDEX room_idx ON public.room USING btree (code) INCLUDE (size)");
        }
    }
}
