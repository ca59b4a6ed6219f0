package dev.qorm.testing;

import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What people do to keys, indexes and checks, as edits of a random life. */
final class KeyEdits {
    private KeyEdits() {}

    static boolean canBeKey(Column column) {
        return !(column.type() instanceof ColumnType.Text
                || column.type() instanceof ColumnType.Json
                || column.type() instanceof ColumnType.Blob);
    }

    static Schema addIndex(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        var key = new IndexColumn(column.name(), edit.other() % 2 == 0);
        return canBeKey(column)
                ? life.with(table, new Index(life.newName(table.name() + "_idx"), List.of(key), false, null))
                : life.schema;
    }

    static Schema addUnique(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return canBeKey(column)
                ? life.with(table, unique(life.newName(table.name() + "_key"), column.name()))
                : life.schema;
    }

    static Schema addUniqueIndex(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        var key = new IndexColumn(column.name(), false);
        return canBeKey(column)
                ? life.with(table, new Index(life.newName(table.name() + "_uq"), List.of(key), true, null))
                : life.schema;
    }

    /** Indexes and unique constraints, but for the last key over columns that a reference needs. */
    private static List<TableElement> freeKeys(Life life, Table table) {
        return table.elements().stream()
                .filter(part -> part instanceof Index
                        || (part instanceof UniqueConstraint unique && !isNeeded(life.schema, table, unique)))
                .toList();
    }

    static Schema dropKey(Life life, Edit edit, Table table) {
        var keys = freeKeys(life, table);
        if (keys.isEmpty()) {
            return life.schema;
        }
        var key = edit.of(keys, edit.part());
        return life.schema.replace(table.without(key.getClass(), key.name()));
    }

    private static boolean isNeeded(Schema schema, Table table, UniqueConstraint unique) {
        return schema.referencesTo(table.name())
                .anyMatch(reference -> reference.key().referencedColumns().equals(unique.columns()));
    }

    /** Up to three columns that an index can have. */
    private static List<Column> several(Edit edit, Table table) {
        var possible =
                table.columns().values().stream().filter(KeyEdits::canBeKey).toList();
        var start = possible.isEmpty() ? 0 : edit.part() % possible.size();
        return possible.subList(start, Math.min(possible.size(), start + 2 + edit.other() % 2));
    }

    static Schema addWideIndex(Life life, Edit edit, Table table) {
        var keys = new ArrayList<IndexColumn>();
        several(edit, table)
                .forEach(column -> keys.add(new IndexColumn(column.name(), edit.other() % 3 == keys.size())));
        return keys.isEmpty()
                ? life.schema
                : life.with(
                        table, new Index(life.newName(table.name() + "_wide_idx"), keys, edit.other() % 5 == 0, null));
    }

    static Schema addWideUnique(Life life, Edit edit, Table table) {
        var names = several(edit, table).stream().map(Column::name).toArray(String[]::new);
        return names.length == 0
                ? life.schema
                : life.with(table, unique(life.newName(table.name() + "_wide_key"), names));
    }

    static Schema switchCheck(Life life, Edit edit, Table table) {
        if (!table.checks().isEmpty()) {
            return life.schema.replace(table.without(
                    CheckConstraint.class, table.checks().keySet().iterator().next()));
        }
        var column = edit.column(table);
        return Life.isPlain(column) && !column.isNullable() && !column.isAutoIncrement()
                ? life.with(table, check(life.newName(table.name() + "_check"), column.name() + " is not null"))
                : life.schema;
    }

    /** Of a table that nothing refers to. */
    static Schema switchPrimaryKey(Life life, Edit edit, Table table) {
        var key = table.primaryKey();
        if (key == null) {
            return table.columns().containsKey("id") && !table.column("id").isNullable()
                    ? life.with(table, primaryKey(life.newName(table.name() + "_pkey"), "id"))
                    : life.schema;
        }
        var isTarget = life.schema.tables().stream()
                .flatMap(other -> other.foreignKeys().values().stream())
                .anyMatch(reference -> reference.refersTo(table.name()));
        var isCounted =
                key.columns().stream().anyMatch(column -> table.column(column).isAutoIncrement());
        return isTarget || isCounted ? life.schema : life.schema.replace(table.without(PrimaryKey.class, key.name()));
    }

    /** What an index or a unique constraint carries along, and whether NULLs are equal for it. */
    static Schema changeMore(Life life, Edit edit, Table table) {
        var keys = table.elements().stream()
                .filter(part -> part instanceof Index || part instanceof UniqueConstraint)
                .toList();
        if (keys.isEmpty()) {
            return life.schema;
        }
        var key = edit.of(keys, edit.part());
        var others = table.columns().keySet().stream()
                .filter(name -> !key.columnNames().contains(name))
                .toList();
        var areEqual = edit.other() % 8 == 0;
        var included =
                others.isEmpty() || edit.other() % 5 == 0 ? List.<String>of() : List.of(edit.of(others, edit.other()));
        if (key instanceof UniqueConstraint unique) {
            return life.schema.replace(table.without(UniqueConstraint.class, key.name())
                    .with(new UniqueConstraint(key.name(), unique.columns(), included, areEqual, unique.deferral())));
        }
        var index = (Index) key;
        return life.schema.replace(table.without(Index.class, key.name())
                .with(new Index(
                        key.name(),
                        index.columns(),
                        index.isUnique(),
                        index.where(),
                        included,
                        areEqual && index.isUnique())));
    }

    /** To other columns, under the same name or another. */
    static Schema movePrimaryKey(Life life, Edit edit, Table table) {
        var key = table.primaryKey();
        var columns = table.columns().values().stream()
                .filter(column -> canBeKey(column) && !column.isNullable() && column.generatedAs() == null)
                .map(Column::name)
                .toList();
        if (key == null
                || columns.isEmpty()
                || table.columns().values().stream().anyMatch(Column::isAutoIncrement)) {
            return life.schema;
        }
        var start = edit.part() % columns.size();
        var some = columns.subList(start, Math.min(columns.size(), start + 1 + edit.other() % 2));
        var name = edit.other() % 3 == 0 ? life.newName(table.name() + "_pkey") : key.name();
        return life.schema.replace(table.without(PrimaryKey.class, key.name()).with(new PrimaryKey(name, some)));
    }

    /** The columns of a key or an index in another order, or another direction. */
    static Schema turnKey(Life life, Edit edit, Table table) {
        var keys = freeKeys(life, table);
        if (keys.isEmpty()) {
            return life.schema;
        }
        var key = edit.of(keys, edit.part());
        var without = table.without(key.getClass(), key.name());
        if (key instanceof UniqueConstraint unique) {
            var columns = new ArrayList<>(unique.columns());
            Collections.reverse(columns);
            return life.schema.replace(without.with(unique.over(columns)));
        }
        var index = (Index) key;
        var columns = new ArrayList<IndexColumn>();
        index.columns()
                .forEach(column ->
                        columns.add(0, new IndexColumn(column.name(), !column.isDescending(), column.isExpression())));
        return life.schema.replace(without.with(new Index(
                key.name(), columns, edit.other() % 2 == 0 ? index.isUnique() : !index.isUnique(), index.where())));
    }
}
