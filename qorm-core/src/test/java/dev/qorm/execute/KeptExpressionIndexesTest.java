package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What indexes over expressions of PostgreSQL have and no migration says, where one makes them anew. */
class KeptExpressionIndexesTest {
    private static final Column CODE = column("code", varchar(20));

    private static String definition(TestDatabase database) {
        return database.query("select pg_get_indexdef('room_low'::regclass)")
                .get(0)
                .get(0);
    }

    @Test
    void anIndexOverAnExpressionStaysAsItWas() {
        var note = column("note", text());
        var before = index("room_low", expression("lower(note) || 'note'"));
        var after = index("room_low", expression("lower(remark) || 'note'"));
        var change = sequence(
                List.of(createTable("room", CODE, note), createIndex("room", before)),
                List.of(
                        renameColumn("room", "note", "remark"),
                        dropIndex("room", after),
                        createIndex("room", after),
                        alterColumn(
                                "room",
                                note.named("remark"),
                                note.named("remark").type(varchar(90)))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(change, change.migrations().get(0).id());
            database.execute("drop index room_low");
            database.execute("create index room_low on room ((lower(note) || 'note') text_pattern_ops) include (code)");

            database.migrator().migrate(change, null);

            assertThat(definition(database))
                    .contains("lower((remark)::text) || 'note'::text", "text_pattern_ops", "INCLUDE (code)");
            database.migrator().rollback(change, change.migrations().get(1).id());
            assertThat(definition(database))
                    .contains("lower(note) || 'note'::text", "text_pattern_ops", "INCLUDE (code)");
        }
    }

    /** In the text of the index, the type has the name of the column. */
    @Test
    void aColumnMayBeCalledAsItsType() {
        var text = column("text", varchar(20));
        var room = sequence(
                List.of(createTable(
                        "room",
                        CODE,
                        text,
                        index("room_low", expression("lower(text)")).where("code > '1'"))),
                List.of(
                        renameColumn("room", "text", "body"),
                        dropIndex(
                                "room",
                                index("room_low", expression("lower(body)")).where("code > '1'")),
                        createIndex(
                                "room",
                                index("room_low", expression("lower(body)")).where("code > '2'"))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(room, room.migrations().get(0).id());
            database.execute("drop index room_low");
            database.execute("create index room_low on room (lower(text) text_pattern_ops) where code > '1'");

            database.migrator().migrate(room, null);

            assertThat(definition(database)).contains("(lower((body)::text) text_pattern_ops) WHERE", "'2'");
        }
    }
}
