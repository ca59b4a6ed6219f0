package dev.qorm.command;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the operations so far tell of the values of rows: which are new, which equal, and what the keys that went made sure
 * of. Columns are called {@code post.title}.
 */
final class KnownValues {
    private final Set<String> created = new HashSet<>();
    private final Set<String> empty = new HashSet<>();
    private final Set<String> alike = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final List<List<String>> distinct = new ArrayList<>();
    private final List<DropForeignKey> foreignKeys = new ArrayList<>();

    void take(Operation operation) {
        if (operation instanceof CreateTable create) {
            created.add(create.table().name());
        } else if (operation instanceof AddColumn add) {
            take(add);
        } else if (operation instanceof AlterColumn alter) {
            if (!alter.keepsValues()) {
                changed.add(name(alter.table(), alter.to().name()));
            }
        } else if (operation instanceof DropPrimaryKey drop) {
            distinct.add(names(drop.table(), drop.key().columns()));
        } else if (operation instanceof DropUnique drop) {
            distinct.add(names(drop.table(), drop.unique().columns()));
        } else if (operation instanceof DropIndex drop
                && drop.index().isUnique()
                && drop.index().where() == null) {
            distinct.add(names(drop.table(), drop.index().columnNames()));
        } else if (operation instanceof DropForeignKey drop) {
            foreignKeys.add(drop);
        }
    }

    private void take(AddColumn add) {
        var column = add.column();
        var name = name(add.table(), column.name());
        var value = add.backfill() != null ? add.backfill() : column.defaultValue();
        changed.add(name);
        if (column.isAutoIncrement()) {
            counted.add(name);
        }
        if (value instanceof DefaultValue.Literal || (value == null && column.isRequired())) {
            alike.add(name);
        }
        if (value == null && column.isNullable() && column.generatedAs() == null) {
            empty.add(name);
        }
    }

    private static String name(String table, String column) {
        return table + "." + column;
    }

    private static List<String> names(String table, List<String> columns) {
        return columns.stream().map(column -> name(table, column)).toList();
    }

    /** Whether the table is new, so that it has no rows. */
    boolean isNew(String table) {
        return created.contains(table);
    }

    /** Whether no row has anything in one of these columns. */
    boolean areEmpty(String table, List<String> columns) {
        return isNew(table) || names(table, columns).stream().anyMatch(empty::contains);
    }

    /** Whether all rows have the same in these columns. */
    boolean areAlike(String table, List<String> columns) {
        return alike.containsAll(names(table, columns));
    }

    /** Whether no two rows have the same in these columns, since they are counted or a key made sure of it. */
    boolean areDistinct(String table, List<String> columns) {
        var names = names(table, columns);
        return names.stream().anyMatch(counted::contains)
                || distinct.stream()
                        .anyMatch(key -> names.containsAll(key) && key.stream().noneMatch(changed::contains));
    }

    /** Whether all rows refer to others already as {@code key} wants it, since another key made sure of it. */
    boolean areTargetsKnown(String table, ForeignKey key) {
        return foreignKeys.stream()
                        .anyMatch(drop -> drop.table().equals(table)
                                && drop.key().columns().equals(key.columns())
                                && drop.key().refersTo(key.referencedTable())
                                && drop.key().referencedColumns().equals(key.referencedColumns()))
                && names(table, key.columns()).stream().noneMatch(changed::contains)
                && names(key.referencedTable(), key.referencedColumns()).stream()
                        .noneMatch(changed::contains);
    }
}
