package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.ComputedColumns;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What successive operations do to one table. If SQLite has no statement for one of them, the table is rebuilt once, at
 * their end: {@link SqliteRebuild}.
 */
final class SqliteTableChange {
    private final String name;
    private final @Nullable Table before;
    private final Set<String> indexes = new HashSet<>();
    private final Map<String, List<Value>> values = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final List<String> expressions = new ArrayList<>();
    private boolean isRebuilt;
    private boolean isLast = true;
    private int last;

    /**
     * A value for a column.
     *
     * @param sql an expression over the table as it was before
     * @param type the type of the expression
     * @param isKnown false if the expression is the user's, and may give values that do not fit the type
     */
    private record Value(String sql, ColumnType type, boolean isKnown) {
        Value(String sql, ColumnType type) {
            this(sql, type, true);
        }

        String as(ColumnType other) {
            return type.equals(other) ? sql : SqliteConversions.of(type, other, sql);
        }

        /** Whether a value of the type always belongs to the other; in SQLite, it may belong to any. */
        boolean isSafeAs(ColumnType other) {
            var family = TypeFamily.of(other);
            return isKnown
                    && ColumnTypes.widens(type, other)
                    && (family == TypeFamily.of(type) || family == TypeFamily.TEXT);
        }
    }

    /**
     * Creates a change without operations.
     *
     * @param name the table's name
     * @param before the table before, or null if it is created here
     */
    SqliteTableChange(String name, @Nullable Table before, SqliteOperationRenderer renderer) {
        this.name = name;
        this.before = before;
        this.isRebuilt = before == null;
        if (before != null) {
            indexes.addAll(before.indexes().keySet());
            before.columns().values().forEach(column -> {
                var own = new ArrayList<Value>();
                own.add(new Value(renderer.quoted(column.name()), column.type()));
                values.put(column.name(), own);
            });
        }
    }

    /** Adds the operation at {@code index} to the change. */
    void extendTo(int index) {
        last = index;
    }

    boolean endsAt(int index) {
        return last == index;
    }

    /** Must be called if SQLite has no statement for one of the operations. */
    void rebuild() {
        isRebuilt = true;
    }

    boolean isRebuilt() {
        return isRebuilt;
    }

    /** Must be called if another change of the table follows in the same migration. */
    void isNotTheLast() {
        isLast = false;
    }

    /** Whether {@code expression}, which fills a column of {@code table}, has other values after this change. */
    boolean writes(String expression, String table) {
        var isOwn = Table.key(table).equals(Table.key(name));
        return (isOwn || SqlText.hasWord(expression, name))
                && ((before == null && !isOwn)
                        || written.stream().anyMatch(column -> SqlText.mentions(expression, column)));
    }

    /**
     * Whether an expression of this change reads {@code column} of another table, or anything of it if that is null.
     */
    boolean reads(String table, @Nullable String column) {
        return !Table.key(table).equals(Table.key(name))
                && expressions.stream()
                        .anyMatch(expression -> SqlText.hasWord(expression, table)
                                && (column == null || SqlText.mentions(expression, column)));
    }

    private void write(Column column, @Nullable DefaultValue value) {
        written.addAll(before == null ? Set.of(column.name()) : ComputedColumns.changingWith(column.name(), before));
        if (value instanceof DefaultValue.Expression expression) {
            expressions.add(expression.sql());
        }
    }

    /** Whether the index exists and can be dropped; an index that these operations create exists only at their end. */
    boolean takesAway(String index) {
        return indexes.remove(index);
    }

    void add(AddColumn operation, SqliteOperationRenderer renderer) {
        isRebuilt |= !SqliteOperationRenderer.canAdd(operation);
        var column = operation.column();
        write(column, operation.backfill());
        values.put(column.name(), new ArrayList<>());
        fill(column, operation.backfill() != null ? operation.backfill() : column.defaultValue(), renderer);
    }

    void alter(AlterColumn operation, SqliteOperationRenderer renderer) {
        var from = operation.from();
        var to = operation.to();
        isRebuilt |= !Dialect.SQLITE.stored(from).equals(Dialect.SQLITE.stored(to));
        write(to, operation.backfill());
        keepWithoutValue(from);
        if (operation.replacesMisfits() && operation.backfill() != null) {
            var given = renderer.notation.sql(to.type(), operation.backfill());
            if (operation.typeChange().isSpelled()) {
                replaceAll(to, given);
            } else {
                replaceMisfits(to, given);
            }
        }
        if (from.isNullable() && !to.isNullable()) {
            fill(to, operation.backfill() != null ? operation.backfill() : to.defaultValue(), renderer);
        }
    }

    /** A column that was added without a default does not get one that is set later. */
    private void keepWithoutValue(Column column) {
        var sources = values.get(column.name());
        if (sources != null && sources.isEmpty() && column.generatedAs() == null && !column.isAutoIncrement()) {
            sources.add(new Value("null", column.type()));
        }
    }

    /** Rows with a value get what {@code replacement} spells. */
    private void replaceAll(Column column, String replacement) {
        var sources = values.getOrDefault(column.name(), List.of());
        if (!sources.isEmpty()) {
            var value = combined(sources, column.type());
            var replaced = new ArrayList<Value>();
            replaced.add(new Value(
                    "case when (" + value + ") is not null then " + replacement + " end", ColumnTypes.text(), false));
            values.put(column.name(), replaced);
        }
    }

    /** Rows whose current value does not fit the column get {@code replacement}. */
    private void replaceMisfits(Column column, String replacement) {
        var sources = values.getOrDefault(column.name(), List.of());
        if (sources.isEmpty()) {
            return;
        }
        var value = combined(sources, column.type());
        // The constants of an enumeration differ in case, whatever the collation of the column was.
        var compared = "(" + value + ")" + (column.type() instanceof ColumnType.Enumeration ? " collate binary" : "");
        var fits = column.type().accept(new SqliteFit(compared));
        var replaced = new ArrayList<Value>();
        replaced.add(new Value(
                "case when (" + value + ") is null or " + fits + " then " + value + " else " + replacement + " end",
                column.type(),
                false));
        values.put(column.name(), replaced);
    }

    private static String combined(List<Value> sources, ColumnType type) {
        var converted = sources.stream().map(source -> source.as(type)).toList();
        return converted.size() == 1 ? converted.get(0) : "coalesce(" + String.join(", ", converted) + ")";
    }

    void drop(DropColumn operation) {
        isRebuilt = true;
        write(operation.column(), null);
        values.remove(operation.column().name());
    }

    /** Rows that have NULL so far get {@code value}. */
    private void fill(Column column, @Nullable DefaultValue value, SqliteOperationRenderer renderer) {
        if (value != null) {
            values.computeIfAbsent(column.name(), name -> new ArrayList<>())
                    .add(new Value(renderer.notation.sql(column.type(), value), column.type()));
        }
    }

    /** Returns the statements at the end of the change, which result in the table as it is in {@code schema}. */
    List<Statement> statements(Schema schema) {
        var after = schema.find(name);
        var renderer = new SqliteOperationRenderer(schema);
        var statements = new ArrayList<Statement>();
        if (after == null) {
            if (before != null) {
                statements.add(new Statement(renderer.ddl.dropTable(before.name())));
            }
            return statements;
        }
        if (before == null) {
            statements.add(new Statement(renderer.createTable(after.name(), after)));
        } else {
            var rebuild = new SqliteRebuild(renderer, before, after, isLast);
            after.columns().values().forEach(column -> copy(column, rebuild));
            number(after, rebuild);
            statements.addAll(rebuild.statements());
        }
        after.indexes()
                .values()
                .forEach(index -> statements.add(new Statement(renderer.ddl.createIndex(after.name(), index))));
        return statements;
    }

    /**
     * A new auto-increment column numbers the rows as soon as it is the key; before that, it gets SQLite's row numbers.
     */
    private void number(Table after, SqliteRebuild rebuild) {
        var counted = SqliteOperationRenderer.hasCounter(after) ? null : SqliteOperationRenderer.counted(after);
        if (counted != null && values.getOrDefault(counted.name(), List.of()).isEmpty()) {
            rebuild.copy(counted, "_rowid_", true);
        }
    }

    /** A computed column is not copied, and one without a value gets the default of SQLite. */
    private void copy(Column column, SqliteRebuild rebuild) {
        var sources = values.getOrDefault(column.name(), List.of());
        if (sources.isEmpty() || column.generatedAs() != null) {
            return;
        }
        rebuild.copy(
                column,
                combined(sources, column.type()),
                sources.stream().allMatch(source -> source.isSafeAs(column.type())));
    }
}
