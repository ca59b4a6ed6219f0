package dev.qorm.introspect;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A CREATE TABLE statement as SQLite keeps it: the only place where it has the names of constraints, checks and
 * expressions ("CREATE TABLE" in its manual has the grammar).
 *
 * <p>Constraints without a name get the name that a model would give them.
 */
final class CreateTableText {
    private static final List<String> AFTER_TYPE = List.of(
            "constraint",
            "primary",
            "not",
            "null",
            "unique",
            "check",
            "default",
            "collate",
            "references",
            "generated",
            "as",
            ",",
            ")");
    private static final List<String> TABLE_CONSTRAINTS =
            List.of("constraint", "primary", "unique", "check", "foreign");

    private final String table;
    private final SqlTokens tokens;
    /** The names of all columns, folded. */
    private final Set<String> columnNames;

    private final Map<String, ColumnText> columns = new LinkedHashMap<>();
    private final List<UniqueConstraint> uniques = new ArrayList<>();
    private final List<CheckConstraint> checks = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final Set<String> extras = new LinkedHashSet<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable PrimaryKey primaryKey;
    private boolean isRowNumber;

    /** A foreign key; without columns of the target it goes to the primary key. */
    private record Reference(
            String name,
            List<String> columns,
            String table,
            List<String> targetColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate) {}

    /** What is known of a column so far. */
    private static final class ColumnText {
        private final String name;
        private final String type;
        private boolean isNullable = true;
        private @Nullable String defaultValue;
        private @Nullable String generatedAs;
        private boolean isStored;
        private List<String> values = List.of();

        ColumnText(String name, String type) {
            this.name = name;
            this.type = type;
        }

        Column toColumn(boolean isInKey, boolean isCounted) {
            var columnType = SqliteTypeNames.parse(type, values, isCounted);
            return new Column(
                    name,
                    columnType,
                    isNullable && !isInKey,
                    // A default of the row's number is never used: SQLite counts.
                    generatedAs == null && !isCounted ? parsedDefault(columnType) : null,
                    isCounted,
                    generatedAs,
                    null);
        }

        /** A blob of SQLite takes numbers and texts as they are: they are no bytes. Elsewhere {@code true} is a number. */
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

    private CreateTableText(String table, String sql, Set<String> columnNames) {
        this.table = table;
        this.columnNames = columnNames;
        this.tokens = new SqlTokens(sql);
    }

    /** Whether the statement creates a table of another kind, which a module keeps. */
    static boolean isVirtual(String sql) {
        var tokens = new SqlTokens(sql);
        return tokens.take("create", "virtual");
    }

    /**
     * Reads a table.
     *
     * @param table the name that it has now
     * @param sql the statement
     */
    static CreateTableText parse(String table, String sql) {
        // Twice, since an expression may read columns that come after it.
        var names = new CreateTableText(table, sql, Set.of()).read().columns.keySet();
        return new CreateTableText(table, sql, names).read();
    }

    private CreateTableText read() {
        while (!tokens.isAtEnd() && !tokens.take("(")) {
            tokens.take();
        }
        definitions();
        return this;
    }

    /** The columns of its primary key. */
    List<String> keyColumns() {
        return primaryKey == null ? List.of() : primaryKey.columns();
    }

    /** What the statement says and a schema does not have, such as collations. */
    List<String> extras() {
        return List.copyOf(extras);
    }

    /** The names of the columns' types, in lower case, by the names of the columns, folded. */
    Map<String, String> typeNames() {
        var types = new LinkedHashMap<String, String>();
        columns.forEach((name, column) -> types.put(name, column.type));
        return types;
    }

    /** What is otherwise in a column than in one of a schema. */
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
                        "may be NULL, although it is in the primary key; it is taken for one that may not");
            }
            if (column.generatedAs != null && !column.isStored) {
                found.remark(
                        table,
                        "column " + column.name,
                        "is computed when it is read; it is taken for one that is stored");
            }
        }
    }

    /** Where keys are as in standard SQL ("The WITHOUT ROWID Optimization" in the manual). */
    private boolean isWithoutRowNumber() {
        return extras.stream().anyMatch(extra -> SqlTokens.folded(extra).matches("(?s).*without\\s+rowid.*"));
    }

    /**
     * The parts of the table.
     *
     * @param tables finds the table of a name, or null
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

    private static ForeignKey foreignKey(Reference reference, @Nullable CreateTableText target) {
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
                reference.onUpdate);
    }

    /** The name of a column as it was declared; names do not distinguish case. */
    String column(String name) {
        var found = columns.get(SqlTokens.folded(name));
        return found == null ? name : found.name;
    }

    /** An expression in the form in which equal ones are equal. */
    String expression(String sql) {
        return new SqlTokens(sql).canonical(columnNames);
    }

    private void definitions() {
        while (!tokens.isAtEnd() && !tokens.take(")")) {
            if (tokens.isOneOf(TABLE_CONSTRAINTS)) {
                tableConstraint();
            } else if (tokens.isName()) {
                columnDefinition();
            } else {
                tokens.take();
            }
        }
        var options = tokens.rest();
        if (!options.isEmpty()) {
            extras.add(options);
        }
    }

    private void columnDefinition() {
        var name = tokens.take();
        var type = new StringBuilder();
        while (!tokens.isAtEnd() && !tokens.isOneOf(AFTER_TYPE)) {
            var parameters = tokens.takeParenthesised();
            if (parameters != null) {
                type.append('(').append(parameters).append(')');
            } else {
                type.append(type.length() == 0 ? "" : " ").append(tokens.take());
            }
        }
        var column = new ColumnText(name, SqlTokens.folded(type.toString()));
        columns.put(SqlTokens.folded(name), column);
        while (!tokens.isAtEnd() && !tokens.is(",") && !tokens.is(")")) {
            columnConstraint(column);
        }
    }

    private void columnConstraint(ColumnText column) {
        var name = tokens.take("constraint") ? tokens.take() : null;
        if (tokens.take("primary", "key")) {
            var isDescending = order();
            conflict();
            tokens.take("autoincrement");
            key(name, List.of(column.name), !isDescending);
        } else if (tokens.take("not", "null")) {
            column.isNullable = false;
            conflict();
        } else if (tokens.take("null")) {
            conflict();
        } else if (tokens.take("unique")) {
            conflict();
            unique(name, List.of(column.name));
        } else if (tokens.take("check")) {
            checkOf(column, name);
        } else if (tokens.take("default")) {
            column.defaultValue = defaultValue();
        } else if (tokens.take("references")) {
            reference(name, List.of(column.name));
        } else if (tokens.take("as") || tokens.take("generated", "always", "as")) {
            var expression = tokens.takeParenthesised();
            column.generatedAs = expression == null ? null : expression(expression);
            column.isStored = tokens.take("stored");
            tokens.take("virtual");
        } else {
            other();
        }
    }

    /** What a schema does not have: a collation, say. */
    private void other() {
        var word = tokens.take();
        if (word.equalsIgnoreCase("collate")) {
            extras.add("collate " + tokens.take());
        } else {
            extras.add(word);
        }
    }

    /** The check behind an enumeration is its type. */
    private void checkOf(ColumnText column, @Nullable String name) {
        var expression = tokens.takeParenthesised();
        if (expression == null) {
            return;
        }
        if (name == null && column.type.equals(SqliteTypeNames.ENUMERATION) && column.values.isEmpty()) {
            column.values = new SqlTokens(expression).strings();
        } else {
            checks.add(new CheckConstraint(name(name, "check", List.of()), expression(expression)));
        }
    }

    private @Nullable String defaultValue() {
        var expression = tokens.takeParenthesised();
        if (expression != null) {
            return expression;
        }
        var isPlus = tokens.take("+");
        return isPlus ? tokens.takeLiteral() : (tokens.take("-") ? "-" : "") + tokens.takeLiteral();
    }

    private void tableConstraint() {
        var name = tokens.take("constraint") ? tokens.take() : null;
        if (tokens.take("primary", "key")) {
            var keyColumns = columnList();
            conflict();
            key(name, keyColumns, true);
        } else if (tokens.take("unique")) {
            var uniqueColumns = columnList();
            conflict();
            unique(name, uniqueColumns);
        } else if (tokens.take("check")) {
            var expression = tokens.takeParenthesised();
            conflict();
            if (expression != null) {
                checks.add(new CheckConstraint(name(name, "check", List.of()), expression(expression)));
            }
        } else if (tokens.take("foreign", "key")) {
            var ownColumns = columnList();
            tokens.take("references");
            reference(name, ownColumns);
        } else {
            tokens.take();
        }
    }

    private List<String> columnList() {
        var list = new ArrayList<String>();
        tokens.take("(");
        while (!tokens.isAtEnd() && !tokens.take(")")) {
            list.add(column(tokens.take()));
            while (!tokens.isAtEnd() && !tokens.take(",") && !tokens.is(")")) {
                indexedColumnOption();
            }
        }
        return list;
    }

    private void indexedColumnOption() {
        if (tokens.is("asc") || tokens.is("desc")) {
            order();
        } else if (!tokens.take("autoincrement")) {
            other();
        }
    }

    private boolean order() {
        if (tokens.take("desc")) {
            extras.add("desc in the primary key");
            return true;
        }
        tokens.take("asc");
        return false;
    }

    private void conflict() {
        if (tokens.take("on", "conflict")) {
            extras.add("on conflict " + tokens.take());
        }
    }

    private void key(@Nullable String name, List<String> keyColumns, boolean canBeRowNumber) {
        primaryKey = new PrimaryKey(name(name, "pkey", List.of()), keyColumns);
        var type = columns.get(SqlTokens.folded(keyColumns.get(0)));
        isRowNumber = canBeRowNumber && keyColumns.size() == 1 && type != null && type.type.equals("integer");
    }

    private void unique(@Nullable String name, List<String> uniqueColumns) {
        uniques.add(new UniqueConstraint(name(name, "key", uniqueColumns), uniqueColumns));
    }

    private void reference(@Nullable String name, List<String> ownColumns) {
        var target = tokens.take();
        List<String> targetColumns = tokens.is("(") ? targetColumns() : List.of();
        var actions = new HashMap<String, ReferentialAction>();
        var isMore = true;
        while (isMore) {
            isMore = targetOption(actions);
        }
        references.add(new Reference(
                name(name, "fkey", ownColumns),
                ownColumns,
                target,
                targetColumns,
                actions.getOrDefault("delete", ReferentialAction.NO_ACTION),
                actions.getOrDefault("update", ReferentialAction.NO_ACTION)));
    }

    /** Passes over one of the things that may stand behind the target; false when there is none. */
    private boolean targetOption(Map<String, ReferentialAction> actions) {
        if (tokens.take("on")) {
            actions.put(SqlTokens.folded(tokens.take()), action());
            return true;
        }
        if (tokens.take("match")) {
            extras.add("match " + tokens.take());
            return true;
        }
        if (tokens.take("deferrable") || tokens.take("initially", "deferred")) {
            extras.add("deferrable");
            return true;
        }
        return tokens.take("not", "deferrable") || tokens.take("initially", "immediate");
    }

    private List<String> targetColumns() {
        var inner = tokens.takeParenthesised();
        var list = new ArrayList<String>();
        var names = new SqlTokens(inner == null ? "" : inner);
        while (!names.isAtEnd()) {
            list.add(names.take());
            names.take(",");
        }
        return list;
    }

    private ReferentialAction action() {
        if (tokens.take("cascade")) {
            return ReferentialAction.CASCADE;
        }
        if (tokens.take("restrict")) {
            return ReferentialAction.RESTRICT;
        }
        if (tokens.take("set", "null")) {
            return ReferentialAction.SET_NULL;
        }
        if (tokens.take("set", "default")) {
            extras.add("set default");
        } else {
            tokens.take("no", "action");
        }
        return ReferentialAction.NO_ACTION;
    }

    private String name(@Nullable String given, String suffix, List<String> parts) {
        if (given != null && names.add(given)) {
            return given;
        }
        var stem = table + (parts.isEmpty() ? "" : "_" + String.join("_", parts)) + "_" + suffix;
        var name = stem;
        for (var number = 2; !names.add(name); number++) {
            name = stem + number;
        }
        return name;
    }
}
