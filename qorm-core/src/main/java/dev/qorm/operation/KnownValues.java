package dev.qorm.operation;

import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tracks what a sequence of operations tells about the values of rows: which values existed before, which are new or
 * equal, and which guarantees dropped keys gave. Tables and columns have the names that they have after these
 * operations.
 */
public final class KnownValues {
    private final Map<String, Rows> tables = new HashMap<>();
    private final List<Guarantee> distinct = new ArrayList<>();
    private final Set<Link> links = new HashSet<>();

    /** Starts with the values that existed before. */
    public KnownValues() {}

    /**
     * The rows of a table.
     *
     * @param before the name that the table had before, or null if it is new
     */
    private record Rows(@Nullable String before, Map<String, Values> columns) {
        Rows(@Nullable String before) {
            this(before, new HashMap<>());
        }

        Values values(String column) {
            return columns.computeIfAbsent(column, name -> new Values(Kind.FROM_BEFORE, before == null ? null : name));
        }
    }

    private enum Kind {
        FROM_BEFORE,
        EMPTY,
        ALIKE,
        COUNTED,
        OTHER
    }

    /**
     * The values of a column. Instances are compared by identity: an operation that changes the values of rows creates
     * a new one.
     */
    private static final class Values {
        final Kind kind;
        /** The name that the column had before, or null if these are not its values from before. */
        final @Nullable String before;
        /** The value of all rows, or null if it is not known. */
        final @Nullable DefaultValue same;

        Values(Kind kind) {
            this(kind, null, null);
        }

        Values(Kind kind, @Nullable String before) {
            this(kind, before, null);
        }

        Values(Kind kind, @Nullable String before, @Nullable DefaultValue same) {
            this.kind = kind;
            this.before = before;
            this.same = same;
        }
    }

    /**
     * A key that rows satisfy.
     *
     * @param columns its columns
     * @param isForNulls whether no two rows have a NULL in the same place either
     */
    private record Guarantee(Set<Values> columns, boolean isForNulls) {}

    /** The columns of a foreign key, and the columns that they refer to. */
    private record Link(List<Values> from, List<Values> to) {}

    /** Updates the knowledge with the effect of {@code operation}. The user's SQL is assumed to change nothing. */
    public void take(Operation operation) {
        if (operation instanceof CreateTable create) {
            tables.put(Table.key(create.table().name()), new Rows(null));
        } else if (operation instanceof DropTable drop) {
            tables.remove(Table.key(drop.table().name()));
        } else if (operation instanceof RenameTable rename) {
            var rows = rows(rename.from());
            tables.remove(Table.key(rename.from()));
            tables.put(Table.key(rename.to()), rows);
        } else {
            takeColumn(operation);
            takeKey(operation);
        }
    }

    private void takeColumn(Operation operation) {
        if (operation instanceof AddColumn add) {
            rows(add.table()).columns.put(add.column().name(), added(add));
        } else if (operation instanceof DropColumn drop) {
            rows(drop.table()).columns.remove(drop.column().name());
        } else if (operation instanceof RenameColumn rename) {
            var rows = rows(rename.table());
            var values = rows.values(rename.from());
            rows.columns.remove(rename.from());
            rows.columns.put(rename.to(), values);
        } else if (operation instanceof AlterColumn alter && !alter.keepsValues()) {
            var rows = rows(alter.table());
            var isCounted = rows.values(alter.to().name()).kind == Kind.COUNTED;
            rows.columns.put(alter.to().name(), new Values(isCounted ? Kind.COUNTED : Kind.OTHER));
        }
    }

    /**
     * Updates the knowledge with what a changed column means for those that are computed from it.
     *
     * @param table with the columns that it has now
     */
    public void recompute(Table table) {
        for (var column : table.columns().values()) {
            var expression = column.generatedAs();
            if (expression != null
                    && table.columns().keySet().stream()
                            .filter(other -> !other.equals(column.name()) && SqlText.mentions(expression, other))
                            .anyMatch(other -> columnBefore(table.name(), other) == null)) {
                rows(table.name()).columns.put(column.name(), new Values(Kind.OTHER));
            }
        }
    }

    private static Values added(AddColumn add) {
        var column = add.column();
        var value = add.backfill() != null ? add.backfill() : column.defaultValue();
        if (column.isAutoIncrement()) {
            return new Values(Kind.COUNTED);
        }
        if (value instanceof DefaultValue.Literal || (value == null && column.isRequired())) {
            return new Values(Kind.ALIKE, null, value);
        }
        return new Values(
                value == null && column.isNullable() && column.generatedAs() == null ? Kind.EMPTY : Kind.OTHER);
    }

    private void takeKey(Operation operation) {
        if (operation instanceof DropPrimaryKey drop) {
            guarantee(drop.table(), drop.key(), true);
        } else if (operation instanceof DropUnique drop) {
            guarantee(drop.table(), drop.unique(), drop.unique().isNullsNotDistinct());
        } else if (operation instanceof DropIndex drop
                && drop.index().isUnique()
                && drop.index().isOverColumns()) {
            guarantee(drop.table(), drop.index(), drop.index().isNullsNotDistinct());
        } else if (operation instanceof DropForeignKey drop) {
            links.add(link(drop.table(), drop.key()));
        }
    }

    private void guarantee(String table, TableElement key, boolean isForNulls) {
        distinct.add(new Guarantee(Set.copyOf(values(table, key.columnNames())), isForNulls));
    }

    /** A table that no operation has mentioned is unchanged. */
    private Rows rows(String table) {
        return tables.computeIfAbsent(Table.key(table), key -> new Rows(table));
    }

    private List<Values> values(String table, List<String> columns) {
        return columns.stream().map(rows(table)::values).toList();
    }

    private Link link(String table, ForeignKey key) {
        return new Link(values(table, key.columns()), values(key.referencedTable(), key.referencedColumns()));
    }

    /** Returns the name that the table had before, or null if it is new. */
    public @Nullable String tableBefore(String table) {
        return rows(table).before;
    }

    /** Returns the name that the column had before, or null if its values are not those from before. */
    public @Nullable String columnBefore(String table, String column) {
        return rows(table).values(column).before;
    }

    /** Whether the table is new, so that it has no rows. */
    public boolean isNew(String table) {
        return tableBefore(table) == null;
    }

    /** Whether all rows have NULL in one of these columns, or there are no rows. */
    public boolean areEmpty(String table, List<String> columns) {
        return isNew(table) || isAny(Kind.EMPTY, table, columns);
    }

    /** Whether all rows have the same values in these columns of {@code key}, for which NULLs may be equal. */
    public boolean areAlike(String table, List<String> columns, TableElement key) {
        return values(table, columns).stream()
                .allMatch(
                        values -> values.kind == Kind.ALIKE || (key.isNullsNotDistinct() && values.kind == Kind.EMPTY));
    }

    /** Returns the value of all rows in the column, or null if they have none or it is not known. */
    public @Nullable DefaultValue valueOfAll(String table, String column) {
        return rows(table).values(column).same;
    }

    /** Whether one of these columns is new and numbers the rows. */
    public boolean areCounted(String table, List<String> columns) {
        return isAny(Kind.COUNTED, table, columns);
    }

    /**
     * Whether no two rows have the same values in the columns of {@code key}, because a column numbers the rows or a
     * dropped key guaranteed it.
     */
    public boolean areDistinct(String table, TableElement key) {
        var values = Set.copyOf(values(table, key.columnNames()));
        return areCounted(table, key.columnNames())
                || distinct.stream()
                        .filter(each -> each.isForNulls || !key.isNullsNotDistinct())
                        .anyMatch(each -> values.containsAll(each.columns));
    }

    /** Whether all rows already refer to existing rows as {@code key} requires, because a dropped key guaranteed it. */
    public boolean areTargetsKnown(String table, ForeignKey key) {
        return links.contains(link(table, key));
    }

    private boolean isAny(Kind kind, String table, List<String> columns) {
        return values(table, columns).stream().anyMatch(values -> values.kind == kind);
    }
}
