package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The content of a CREATE TABLE statement as SQLite stores it: the only place where SQLite has the names of
 * constraints, checks and expressions.
 */
final class CreateTableText {
    final String table;
    /** By the names of the columns, folded. */
    final Map<String, ColumnText> columns = new LinkedHashMap<>();

    final List<UniqueConstraint> uniques = new ArrayList<>();
    final List<CheckConstraint> checks = new ArrayList<>();
    final List<ForeignKeyText> references = new ArrayList<>();
    final Set<String> extras = new LinkedHashSet<>();

    @Nullable
    PrimaryKey primaryKey;

    /** Whether the primary key is another name for the row number. */
    boolean isRowNumber;

    /** The names of all columns, folded. */
    private final Set<String> columnNames;

    /** A foreign key; without target columns, it refers to the primary key. */
    record ForeignKeyText(
            String name,
            List<String> columns,
            String table,
            List<String> targetColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            @Nullable Deferral deferral) {
        ForeignKeyText deferral(@Nullable Deferral other) {
            return new ForeignKeyText(name, columns, table, targetColumns, onDelete, onUpdate, other);
        }
    }

    /** What is known of a column so far. */
    static final class ColumnText {
        final String name;
        final String type;
        boolean isNullable = true;

        @Nullable
        String defaultValue;

        @Nullable
        String generatedAs;

        @Nullable
        String collation;

        boolean isStored;
        List<String> values = List.of();
        final Set<String> extras = new LinkedHashSet<>();

        ColumnText(String name, String type) {
            this.name = name;
            this.type = type;
        }

        Column toColumn(boolean isInKey, boolean isCounted) {
            var columnType = SqliteTypeNames.parse(type, values, isCounted);
            var column = new Column(
                    name,
                    columnType,
                    isNullable && !isInKey,
                    // A default of the row number is never used, because it is auto-increment.
                    generatedAs == null && !isCounted ? parsedDefault(columnType) : null,
                    isCounted,
                    generatedAs,
                    null);
            return collation != null && Column.canBeCollated(columnType) && !isCounted
                    ? column.collation(Dialect.SQLITE.urlName(), collation)
                    : column;
        }

        /**
         * In a blob column, SQLite stores numbers and texts unchanged, so they are not bytes. In other columns, {@code
         * true} is a number.
         */
        private @Nullable DefaultValue parsedDefault(ColumnType columnType) {
            var value = Literals.parse(name, columnType, defaultValue);
            if (value == null || defaultValue == null) {
                return value;
            }
            var isBlob = columnType instanceof ColumnType.Blob || columnType instanceof ColumnType.Binary;
            var isOther = isBlob
                    ? !defaultValue.matches("(?i)x'.*")
                    : columnType instanceof ColumnType.Native && defaultValue.matches("(?i)true|false");
            return isOther ? new DefaultValue.Expression(defaultValue) : value;
        }
    }

    /** @param columnNames the names of all columns, folded */
    CreateTableText(String table, Set<String> columnNames) {
        this.table = table;
        this.columnNames = columnNames;
    }

    /** Whether the statement creates a virtual table, which a module manages. */
    static boolean isVirtual(String sql) {
        return new SqlTokens(sql).take("create", "virtual");
    }

    /**
     * Parses a table.
     *
     * @param table its current name
     * @param sql the statement
     */
    static CreateTableText parse(String table, String sql) {
        // Twice, because an expression may read columns that come after it.
        var names = CreateTableParser.parse(table, sql, Set.of()).columns.keySet();
        return CreateTableParser.parse(table, sql, names);
    }

    /** Returns the columns of its primary key. */
    List<String> keyColumns() {
        return primaryKey == null ? List.of() : primaryKey.columns();
    }

    /** Returns what the statement contains and a schema does not have, such as collations. */
    List<String> extras() {
        return extras((column, extra) -> true);
    }

    /**
     * Returns the same, without some properties of columns.
     *
     * @param counts whether a property of a column, given by its name, is included
     */
    List<String> extras(BiPredicate<String, String> counts) {
        var all = new LinkedHashSet<>(extras);
        columns.values()
                .forEach(column -> column.extras.stream()
                        .filter(extra -> counts.test(column.name, extra))
                        .forEach(all::add));
        return List.copyOf(all);
    }

    /** Whether the column has this property. */
    boolean has(String column, String extra) {
        var found = columns.get(SqlTokens.folded(column));
        return found != null && found.extras.stream().anyMatch(extra::equalsIgnoreCase);
    }

    /** Returns the names of the columns' types, in lower case, by the names of the columns, folded. */
    Map<String, String> typeNames() {
        var types = new LinkedHashMap<String, String>();
        columns.forEach((name, column) -> types.put(name, column.type));
        return types;
    }

    /** Adds remarks on the differences between the columns and those of a schema. */
    void remarks(FoundTables found) {
        for (var column : columns.values()) {
            var isCounted = isRowNumber && keyColumns().contains(column.name);
            var loss = SqliteTypeNames.loss(column.type, SqliteTypeNames.parse(column.type, column.values, isCounted));
            if (loss != null) {
                found.remark(table, "column " + column.name, loss);
            }
            if (column.isNullable && !isCounted && keyColumns().contains(column.name) && !isWithoutRowNumber()) {
                found.remark(
                        table,
                        "column " + column.name,
                        "may be NULL although it is in the primary key; qorm treats it as NOT NULL");
            }
            if (column.generatedAs != null && !column.isStored) {
                found.remark(table, "column " + column.name, "is a virtual computed column; qorm treats it as stored");
            }
        }
    }

    /** Whether keys are as in standard SQL ("The WITHOUT ROWID Optimization" in the manual). */
    private boolean isWithoutRowNumber() {
        return extras.stream().anyMatch(extra -> SqlTokens.folded(extra).matches("(?s).*without\\s+rowid.*"));
    }

    /**
     * Returns the parts of the table.
     *
     * @param tables finds the table with a name, or null
     */
    List<TableElement> elements(Function<String, @Nullable CreateTableText> tables) {
        var elements = new ArrayList<TableElement>();
        for (var column : columns.values()) {
            var isInKey = keyColumns().contains(column.name);
            elements.add(column.toColumn(isInKey, isInKey && isRowNumber));
        }
        if (primaryKey != null) {
            elements.add(primaryKey);
        }
        elements.addAll(uniques);
        elements.addAll(checks);
        references.forEach(reference -> elements.add(foreignKey(reference, tables.apply(reference.table))));
        return elements;
    }

    private static ForeignKey foreignKey(ForeignKeyText reference, @Nullable CreateTableText target) {
        var columns = reference.targetColumns;
        if (target != null) {
            columns = columns.isEmpty()
                    ? target.keyColumns()
                    : columns.stream().map(target::column).toList();
        }
        return new ForeignKey(
                        reference.name,
                        reference.columns,
                        target == null ? reference.table : target.table,
                        columns.size() == reference.columns.size() ? columns : reference.columns,
                        reference.onDelete,
                        reference.onUpdate)
                .deferral(reference.deferral);
    }

    /** Returns the name of a column as it was declared; names are not case-sensitive. */
    String column(String name) {
        var found = columns.get(SqlTokens.folded(name));
        return found == null ? name : found.name;
    }

    /** Returns an expression in a form in which equal expressions are equal texts. */
    String expression(String sql) {
        return new SqlTokens(sql).canonical(columnNames);
    }
}
