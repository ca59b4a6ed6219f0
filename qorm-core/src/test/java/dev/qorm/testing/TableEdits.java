package dev.qorm.testing;

import static dev.qorm.operation.Operations.primaryKey;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomEvolutions.Edit;

/** What people do to tables, as edits of a random life. */
final class TableEdits {
    private TableEdits() {}

    static Schema addTable(Life life, Edit edit, Table table) {
        var name = life.newName("table");
        return life.schema.plus(Table.of(
                name,
                edit.part() % 2 == 0
                        ? Column.of("id", ColumnTypes.bigint()).autoIncrement()
                        : Column.of("id", ColumnTypes.integer()),
                Column.of("name", ColumnTypes.varchar(30)),
                primaryKey(name + "_pkey", "id")));
    }

    static Schema dropTable(Life life, Edit edit, Table table) {
        return life.schema.minus(table.name());
    }

    static Schema switchComment(Life life, Edit edit, Table table) {
        return life.schema.replace(table.comment(table.comment() == null ? "what it's for" : null));
    }

    static Schema addTableOfTwoKeys(Life life, Edit edit, Table table) {
        var name = life.newName("pair");
        return life.schema.plus(Table.of(
                name,
                Column.of("hall", ColumnTypes.integer()),
                Column.of("number", edit.part() % 2 == 0 ? ColumnTypes.smallint() : ColumnTypes.varchar(10)),
                Column.of("name", ColumnTypes.varchar(30)).nullable(),
                edit.other() % 2 == 0
                        ? primaryKey(name + "_pkey", "hall", "number")
                        : primaryKey(name + "_pkey", "number", "hall")));
    }
}
