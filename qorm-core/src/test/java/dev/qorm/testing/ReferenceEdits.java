package dev.qorm.testing;

import static dev.qorm.operation.Operations.unique;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.util.ArrayList;
import java.util.List;

/** What people do to foreign keys, as edits of a random life. */
final class ReferenceEdits {
    private ReferenceEdits() {}

    /** A column that refers to another one: of its type, and with its collations. */
    private static Column like(Column target, String name) {
        return Column.of(name, target.type()).nullable().collations(target.collations());
    }

    static Schema addReference(Life life, Edit edit, Table table) {
        var target = edit.of(List.copyOf(life.schema.tables()), edit.other());
        var key = target.primaryKey();
        if (key == null || key.columns().size() > 1) {
            return life.schema;
        }
        var name = life.newName("ref");
        var action = edit.of(List.of(ReferentialAction.values()), edit.part());
        return life.schema.replace(table.with(like(target.column(key.columns().get(0)), name))
                .with(new ForeignKey(
                        table.name() + "_" + name + "_fkey",
                        List.of(name),
                        target.name(),
                        key.columns(),
                        action,
                        edit.of(List.of(ReferentialAction.values()), edit.part() / 4))));
    }

    /** To a column that is written as it is by whoever inserts a row. */
    static Schema addReferenceToUnique(Life life, Edit edit, Table table) {
        var target = edit.of(List.copyOf(life.schema.tables()), edit.other());
        var columns = target.uniques().values().stream()
                .filter(unique -> unique.columns().size() == 1)
                .map(unique -> target.column(unique.columns().get(0)))
                .filter(column -> column.generatedAs() == null && !column.isAutoIncrement())
                .filter(column -> !(column.type() instanceof ColumnType.Enumeration))
                .toList();
        if (columns.isEmpty()) {
            return life.schema;
        }
        var column = edit.of(columns, edit.part());
        var name = life.newName("ref");
        return life.schema.replace(table.with(like(column, name))
                .with(new ForeignKey(
                        table.name() + "_" + name + "_fkey",
                        List.of(name),
                        target.name(),
                        List.of(column.name()),
                        ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION)));
    }

    static Schema dropReference(Life life, Edit edit, Table table) {
        return table.foreignKeys().isEmpty()
                ? life.schema
                : life.schema.replace(table.without(
                        ForeignKey.class,
                        edit.of(List.copyOf(table.foreignKeys().keySet()), edit.part())));
    }

    /** What happens to rows when others go or change. */
    static Schema changeActions(Life life, Edit edit, Table table) {
        if (table.foreignKeys().isEmpty()) {
            return life.schema;
        }
        var key =
                table.foreignKeys().get(edit.of(List.copyOf(table.foreignKeys().keySet()), edit.part()));
        var actions = List.of(ReferentialAction.values());
        return life.schema.replace(table.without(ForeignKey.class, key.name())
                .with(new ForeignKey(
                        key.name(),
                        key.columns(),
                        key.referencedTable(),
                        key.referencedColumns(),
                        edit.of(actions, edit.other()),
                        edit.of(actions, edit.other() / 4))));
    }

    /** To several columns that are unique together, under names of its own. */
    static Schema addReferenceToWideUnique(Life life, Edit edit, Table table) {
        var target = edit.of(List.copyOf(life.schema.tables()), edit.other());
        var keys = target.uniques().values().stream()
                .filter(unique -> unique.columns().size() > 1)
                .filter(unique -> unique.columns().stream()
                        .map(target::column)
                        .noneMatch(column -> column.generatedAs() != null
                                || column.isAutoIncrement()
                                || column.type() instanceof ColumnType.Enumeration))
                .toList();
        if (keys.isEmpty()) {
            return life.schema;
        }
        var key = edit.of(keys, edit.part());
        var names = new ArrayList<String>();
        var referring = table;
        for (var column : key.columns()) {
            var name = life.newName("ref");
            names.add(name);
            referring = referring.with(like(target.column(column), name));
        }
        return life.schema.replace(referring.with(new ForeignKey(
                life.newName("wide_fkey"),
                names,
                target.name(),
                key.columns(),
                ReferentialAction.NO_ACTION,
                ReferentialAction.NO_ACTION)));
    }

    static Schema addWideReference(Life life, Edit edit, Table table) {
        var targets = life.schema.tables().stream()
                .filter(other -> other.primaryKey() != null
                        && other.primaryKey().columns().size() > 1)
                .toList();
        if (targets.isEmpty()) {
            return life.schema;
        }
        var target = edit.of(targets, edit.other());
        var stem = life.newName("ref");
        var names = new ArrayList<String>();
        var referring = table;
        for (var key : target.primaryKey().columns()) {
            names.add(stem + "_" + key);
            referring = referring.with(like(target.column(key), stem + "_" + key));
        }
        return life.schema.replace(referring.with(new ForeignKey(
                table.name() + "_" + stem + "_fkey",
                names,
                target.name(),
                target.primaryKey().columns(),
                edit.of(List.of(ReferentialAction.values()), edit.part()),
                ReferentialAction.NO_ACTION)));
    }
}
