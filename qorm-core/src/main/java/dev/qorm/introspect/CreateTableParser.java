package dev.qorm.introspect;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a CREATE TABLE statement (the grammar is in "CREATE TABLE" in SQLite's manual). What a schema does not have is
 * skipped and kept in {@link CreateTableText#extras}.
 *
 * <p>Constraints without a name get the name that a model would give them.
 */
final class CreateTableParser {
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
            "deferrable",
            "generated",
            "as",
            ",",
            ")");
    /** One that SQLite itself has; an application may register others. */
    private static final Pattern COLLATION = Pattern.compile("(?i)collate (?:binary|nocase|rtrim)");

    private static final List<String> TABLE_CONSTRAINTS =
            List.of("constraint", "primary", "unique", "check", "foreign");

    private final String table;
    private final SqlTokens tokens;
    private final CreateTableText text;
    /** The names that constraints have so far. */
    private final Set<String> names = new HashSet<>();

    private CreateTableParser(String table, String sql, Set<String> columnNames) {
        this.table = table;
        this.tokens = new SqlTokens(sql);
        this.text = new CreateTableText(table, columnNames);
    }

    /**
     * Returns the content of {@code sql}.
     *
     * @param table the current name of the table
     * @param columnNames the names of its columns, folded, by which expressions distinguish names from texts
     */
    static CreateTableText parse(String table, String sql, Set<String> columnNames) {
        var parser = new CreateTableParser(table, sql, columnNames);
        while (!parser.tokens.isAtEnd() && !parser.tokens.take("(")) {
            parser.tokens.take();
        }
        parser.definitions();
        return parser.text;
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
            text.extras.add(options);
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
        var column = new CreateTableText.ColumnText(name, SqlTokens.folded(type.toString()));
        text.columns.put(SqlTokens.folded(name), column);
        while (!tokens.isAtEnd() && !tokens.is(",") && !tokens.is(")")) {
            columnConstraint(column);
        }
    }

    private void columnConstraint(CreateTableText.ColumnText column) {
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
        } else if (tokens.take("not", "deferrable")) {
            deferLast(false);
        } else if (tokens.take("deferrable")) {
            deferLast(true);
        } else if (tokens.take("as") || tokens.take("generated", "always", "as")) {
            var expression = tokens.takeParenthesised();
            column.generatedAs = expression == null ? null : text.expression(expression);
            column.isStored = tokens.take("stored");
            tokens.take("virtual");
        } else {
            var other = other();
            column.extras.add(other);
            if (COLLATION.matcher(other).matches()) {
                column.collation = other.substring("collate ".length());
            }
        }
    }

    /** Returns something that a schema does not have, such as a collation. */
    private String other() {
        var word = tokens.take();
        return word.equalsIgnoreCase("collate") ? "collate " + tokens.take() : word;
    }

    /** The check after an enumeration is part of its type. */
    private void checkOf(CreateTableText.ColumnText column, @Nullable String name) {
        var expression = tokens.takeParenthesised();
        if (expression == null) {
            return;
        }
        if (name == null && column.type.equals(SqliteTypeNames.ENUMERATION) && column.values.isEmpty()) {
            column.values = new SqlTokens(expression).strings();
        } else {
            text.checks.add(new CheckConstraint(name(name, "check", List.of()), text.expression(expression)));
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
                text.checks.add(new CheckConstraint(name(name, "check", List.of()), text.expression(expression)));
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
            list.add(text.column(tokens.take()));
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
            text.extras.add(other());
        }
    }

    private boolean order() {
        if (tokens.take("desc")) {
            text.extras.add("desc in the primary key");
            return true;
        }
        tokens.take("asc");
        return false;
    }

    private void conflict() {
        if (tokens.take("on", "conflict")) {
            text.extras.add("on conflict " + tokens.take());
        }
    }

    private void key(@Nullable String name, List<String> keyColumns, boolean canBeRowNumber) {
        text.primaryKey = new PrimaryKey(name(name, "pkey", List.of()), keyColumns);
        var type = text.columns.get(SqlTokens.folded(keyColumns.get(0)));
        text.isRowNumber = canBeRowNumber && keyColumns.size() == 1 && type != null && type.type.equals("integer");
    }

    private void unique(@Nullable String name, List<String> uniqueColumns) {
        text.uniques.add(new UniqueConstraint(name(name, "key", uniqueColumns), uniqueColumns));
    }

    private void reference(@Nullable String name, List<String> ownColumns) {
        var target = tokens.take();
        List<String> targetColumns = tokens.is("(") ? targetColumns() : List.of();
        var actions = new HashMap<String, ReferentialAction>();
        var isMore = true;
        while (isMore) {
            isMore = targetOption(actions);
        }
        text.references.add(new CreateTableText.ForeignKeyText(
                name(name, "fkey", ownColumns),
                ownColumns,
                target,
                targetColumns,
                actions.getOrDefault("delete", ReferentialAction.NO_ACTION),
                actions.getOrDefault("update", ReferentialAction.NO_ACTION),
                deferral()));
    }

    /** Behind another constraint, it counts for the last foreign key before it; SQLite ignores it if there is none. */
    private void deferLast(boolean isDeferrable) {
        var deferral = deferral(isDeferrable);
        var last = text.references.size() - 1;
        if (last >= 0) {
            text.references.set(last, text.references.get(last).deferral(deferral));
        }
    }

    /** It follows all actions. */
    private @Nullable Deferral deferral() {
        return deferral(!tokens.take("not", "deferrable") && tokens.take("deferrable"));
    }

    private @Nullable Deferral deferral(boolean isDeferrable) {
        var isDeferred = tokens.take("initially", "deferred");
        if (!isDeferred) {
            tokens.take("initially", "immediate");
        }
        if (!isDeferrable) {
            return null;
        }
        return isDeferred ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    /** Skips one of the options that may follow the target; returns false if there is none. */
    private boolean targetOption(Map<String, ReferentialAction> actions) {
        if (tokens.take("on")) {
            actions.put(SqlTokens.folded(tokens.take()), action());
            return true;
        }
        if (tokens.take("match")) {
            text.extras.add("match " + tokens.take());
            return true;
        }
        return false;
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
            text.extras.add("set default");
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
