package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What indexes and constraints of PostgreSQL have and no migration says, where one makes them anew. */
class KeptDefinitionsTest {
    private static final Column SIZE = column("size", integer()).nullable();
    private static final Column MOOD =
            column("mood", enumeration("a", "b", "c")).nullable();
    private static final Column CODE = column("code", varchar(20));

    private static final Operation ROOM = createTable(
            "room",
            CODE,
            SIZE,
            MOOD,
            column("note", text()).nullable(),
            primaryKey("room_pkey", "code"),
            unique("room_uq", "mood", "size"),
            check("room_ck", "size > 0 and mood <> 'c'"),
            uniqueIndex("room_size", "size", "note").where("size > 1"),
            index("room_mood", "note").where("mood <> 'b'"));

    private static final Operation BED = createTable(
            "bed",
            column("id", integer()),
            column("room_code", varchar(20)).nullable(),
            primaryKey("bed_pkey", "id"),
            foreignKey("bed_room_fkey", "room_code").references("room", "code").onDelete(ReferentialAction.SET_NULL));

    private static TestDatabase database() {
        var database = TestDatabase.fresh(Dialect.POSTGRESQL);
        database.migrator().migrate(sequence(List.of(ROOM, BED)), null);
        for (var sql : List.of(
                "drop index room_size",
                "create unique index room_size on room (size nulls first, note collate \"C\" text_pattern_ops) include (code)"
                        + " with (fillfactor = 50) tablespace pg_default where size > 1",
                "comment on index room_size is 'it''s by hand'",
                "drop index room_mood",
                "create index room_mood on room (note) include (size) where mood <> 'b'",
                "alter table room drop constraint room_uq, drop constraint room_ck",
                "alter table room add constraint room_uq unique (mood, size) include (note) with (fillfactor = 60)"
                        + " deferrable initially deferred",
                "alter table room add constraint room_ck check (size > 0 and mood <> 'c') no inherit",
                "comment on constraint room_ck on room is 'mine'",
                "alter table bed drop constraint bed_room_fkey",
                "alter table bed add constraint bed_room_fkey foreign key (room_code) references room (code) match full"
                        + " on delete set null deferrable")) {
            database.execute(sql);
        }
        if (isFrom(15, database)) {
            database.execute("alter table bed drop constraint bed_room_fkey, add constraint bed_room_fkey foreign key"
                    + " (room_code) references room (code) match full on delete set null (room_code) deferrable");
            database.execute(
                    "alter table room drop constraint room_uq, add constraint room_uq unique nulls not distinct"
                            + " (mood, size) include (note) with (fillfactor = 60) deferrable initially deferred");
        }
        return database;
    }

    private static boolean isFrom(int version, TestDatabase database) {
        var found = database.query("show server_version_num").get(0).get(0);
        return Integer.parseInt(found) >= version * 10_000;
    }

    /** All definitions and comments, with what is not a part of the definition of a constraint. */
    private static List<List<String>> definitions(TestDatabase database) {
        return database.query("select pg_get_indexdef(i.oid), obj_description(i.oid, 'pg_class') from pg_class i"
                + " join pg_index x on x.indexrelid = i.oid join pg_class t on t.oid = x.indrelid"
                + " where t.relname in ('room', 'chamber', 'bed')"
                + " union all select conname || ' ' || pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint')"
                + " from pg_constraint where conrelid::regclass::text in ('room', 'chamber', 'bed') order by 1");
    }

    private static void staysThereAndBack(Operation... operations) {
        var change = sequence(List.of(ROOM, BED), List.of(operations));
        try (var database = database()) {
            var before = definitions(database);
            assertThat(before.toString()).contains("NULLS FIRST", "NO INHERIT", "MATCH FULL");

            database.migrator().migrate(change, null);
            assertThat(definitions(database)).isEqualTo(before);

            database.migrator().rollback(change, null);
            assertThat(definitions(database)).isEqualTo(before);
        }
    }

    @Test
    void staysWhenAColumnChangesItsType() {
        staysThereAndBack(alterColumn("room", SIZE, SIZE.type(bigint())));
    }

    @Test
    void staysWhenTheTypeOfConstantsIsMadeAnew() {
        staysThereAndBack(alterColumn("room", MOOD, MOOD.type(enumeration("c", "b", "a"))));
    }

    @Test
    void staysWhereRowsGetAnotherValueOnTheWay() {
        staysThereAndBack(
                alterColumn("room", MOOD, MOOD.type(enumeration("x", "b", "c"))).backfill("x"));
    }

    @Test
    void staysWithAForeignKeyThatStepsAside() {
        staysThereAndBack(
                alterColumn("room", CODE, CODE.type(text())),
                alterColumn(
                        "bed",
                        column("room_code", varchar(20)).nullable(),
                        column("room_code", text()).nullable()));
    }

    /** As where a column that it is over is dropped and added in between. */
    @Test
    void staysWhereTheMigrationDropsAndCreatesIt() {
        var index = uniqueIndex("room_size", "size", "note").where("size > 1");
        staysThereAndBack(dropIndex("room", index), createIndex("room", index));
    }

    /** As the differ finds it where a model has another action. */
    @Test
    void staysWhereTheActionsOfAForeignKeyChange() {
        var key = foreignKey("bed_room_fkey", "room_code")
                .references("room", "code")
                .onDelete(ReferentialAction.SET_NULL);
        var change = sequence(
                List.of(ROOM, BED),
                List.of(
                        dropForeignKey("bed", key),
                        addForeignKey(
                                "bed",
                                foreignKey("bed_room_fkey", "room_code")
                                        .references("room", "code")
                                        .onDelete(ReferentialAction.RESTRICT)
                                        .onUpdate(ReferentialAction.CASCADE))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(List.of(ROOM, BED)), null);
            database.execute("alter table bed drop constraint bed_room_fkey");
            database.execute(
                    "alter table bed add constraint bed_room_fkey foreign key (room_code) references room (code)"
                            + " match full on delete set null deferrable initially deferred");
            database.execute("comment on constraint bed_room_fkey on bed is 'mine'");
            var before = foreignKeys(database);

            database.migrator().migrate(change, null);
            assertThat(foreignKeys(database))
                    .containsExactly(List.of(
                            "FOREIGN KEY (room_code) REFERENCES room(code) MATCH FULL ON UPDATE CASCADE ON DELETE RESTRICT"
                                    + " DEFERRABLE INITIALLY DEFERRED",
                            "mine"));

            database.migrator().rollback(change, null);
            assertThat(foreignKeys(database)).isEqualTo(before);
        }
    }

    /** Outside a transaction, the key steps aside for the index that it depends on. */
    @Test
    void staysWhereAnIndexIsDroppedConcurrently() {
        var index = uniqueIndex("room_code", "code");
        var change = sequence(
                List.of(ROOM, createIndex("room", index), BED),
                List.of(dropIndex("room", index).concurrently()));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(change, new MigrationId(1));
            database.execute("alter table bed drop constraint bed_room_fkey");
            // With the primary key away, the foreign key comes to depend on the index.
            database.execute("alter table room drop constraint room_pkey");
            database.execute(
                    "alter table bed add constraint bed_room_fkey foreign key (room_code) references room (code)"
                            + " on delete set null deferrable");
            database.execute("alter table room add constraint room_pkey primary key (code)");
            database.execute("comment on constraint bed_room_fkey on bed is 'mine'");
            var before = foreignKeys(database);

            database.migrator().migrate(change, null);

            assertThat(foreignKeys(database)).isEqualTo(before);
        }
    }

    private static List<List<String>> foreignKeys(TestDatabase database) {
        return database.query("select pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint')"
                + " from pg_constraint where contype = 'f'");
    }

    @Test
    void hasTheNamesThatTheMigrationGives() {
        var change = sequence(
                List.of(ROOM, BED),
                List.of(
                        renameTable("room", "chamber"),
                        renameColumn("chamber", "size", "width"),
                        renameColumn("chamber", "code", "room code"),
                        alterColumn(
                                "chamber",
                                SIZE.named("width"),
                                SIZE.named("width").type(bigint()))));
        try (var database = database()) {
            database.migrator().migrate(change, null);

            assertThat(definitions(database))
                    .contains(List.of(
                            "CREATE UNIQUE INDEX room_size ON public.chamber USING btree (width NULLS FIRST, note"
                                    + " COLLATE \"C\" text_pattern_ops) INCLUDE (\"room code\") WITH (fillfactor='50')"
                                    + " WHERE (width > 1)",
                            "it's by hand"));
        }
    }

    /** Then it is another one. */
    @Test
    void goesWhereTheMigrationSaysOtherColumns() {
        var change = sequence(
                List.of(ROOM, BED),
                List.of(
                        dropIndex(
                                "room", uniqueIndex("room_size", "size", "note").where("size > 1")),
                        createIndex("room", uniqueIndex("room_size", "note").where("size > 1"))));
        try (var database = database()) {
            database.migrator().migrate(change, null);

            assertThat(definitions(database).toString())
                    .contains("CREATE UNIQUE INDEX room_size ON public.room USING btree (note) WHERE (size > 1)");
        }
    }

    @Test
    void isToldByADryRun() {
        var change = sequence(List.of(ROOM, BED), List.of(alterColumn("room", SIZE, SIZE.type(bigint()))));
        try (var database = database()) {
            var statements = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void statement(MigrationId id, String sql) {
                    statements.add(sql);
                }
            });
            migrator.dryRun(change, null, Direction.APPLY);

            assertThat(statements)
                    .contains(
                            "create unique index \"room_size\" on \"room\" USING btree (size NULLS FIRST, note COLLATE \"C\""
                                    + " text_pattern_ops) INCLUDE (code) WITH (fillfactor='50') where size > 1",
                            "comment on index \"room_size\" is 'it''s by hand'");
            var told = List.copyOf(statements);
            statements.clear();
            migrator.migrate(change, null);
            assertThat(statements).isEqualTo(told);
        }
    }

    /** The migration drops what the index included, so it cannot be as it was. */
    @Test
    void anIndexComesWithoutAColumnThatTheMigrationDrops() {
        var room = createTable("room", CODE, SIZE, column("note", text()).nullable(), index("room_size", "size"));
        var change = List.<Operation>of(
                dropIndex("room", index("room_size", "size")),
                dropColumn("room", column("note", text()).nullable()),
                createIndex("room", index("room_size", "size")));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(List.of(room)), null);
            database.execute("drop index room_size");
            database.execute("create index room_size on room (size) include (note)");

            database.migrator().migrate(sequence(List.of(room), change), null);

            assertThat(indexes(database)).containsExactly("CREATE INDEX room_size ON public.room USING btree (size)");
        }
    }

    /** Words of PostgreSQL as names before and after, and a check of the same name. */
    @Test
    void columnsMayBeCalledAsWordsOfPostgresql() {
        var first = column("first", integer()).nullable();
        var room = createTable(
                "room", column("id", integer()), first, check("room_first", "first > 0"), index("room_first", "first"));
        var change = List.<Operation>of(
                runSql("alter table room rename first to \"desc\"").insteadOf(renameColumn("room", "first", "desc")),
                alterColumn(
                        "room",
                        column("desc", integer()).nullable(),
                        column("desc", bigint()).nullable()),
                renameColumn("room", "desc", "last"),
                alterColumn(
                        "room",
                        column("last", bigint()).nullable(),
                        column("last", integer()).nullable()));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(List.of(room)), null);
            database.execute("comment on constraint room_first on room is 'mine'");
            database.execute("drop index room_first");
            database.execute("create index room_first on room (first nulls first) include (id)");

            database.migrator().migrate(sequence(List.of(room), change), null);

            assertThat(indexes(database))
                    .containsExactly(
                            "CREATE INDEX room_first ON public.room USING btree (last NULLS FIRST) INCLUDE (id)");
        }
    }

    private static List<String> indexes(TestDatabase database) {
        return database.query("select indexdef from pg_indexes where tablename = 'room'").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
