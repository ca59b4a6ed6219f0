package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the catalog of SQLite: a table that contains the statements with which tables and indexes were created. */
final class SqliteIntrospection {
    /** The catalog of the database, and that of objects that only the session sees. */
    static final String LIVE = "sqlite_master";

    static final String TEMPORARY = "sqlite_temp_master";

    private static final Pattern DIRECTION = Pattern.compile("(?i)\\b(asc|desc)\\s*\\z");

    private final Map<String, Stored> tables = new LinkedHashMap<>();
    /** Other objects that share the namespace of tables, by name. */
    private final Map<String, String> others = new LinkedHashMap<>();
    /** By table. */
    private final Map<String, List<Stored>> indexes = new HashMap<>();

    /** A created object with its statement; a table is parsed when it is needed. */
    private static final class Stored {
        private final String name;
        private final String table;
        private final String sql;
        private @Nullable CreateTableText text;

        Stored(String name, String table, String sql) {
            this.name = name;
            this.table = table;
            this.sql = sql;
        }

        CreateTableText text() {
            if (text == null) {
                text = CreateTableText.parse(name, sql);
            }
            return text;
        }
    }

    /** @param source {@link #LIVE} or {@link #TEMPORARY} */
    SqliteIntrospection(Catalog catalog, String source) throws SQLException {
        catalog.query(
                "select type, name, tbl_name, sql from " + source + " where sql is not null"
                        + " and name not like 'sqlite@_%' escape '@' order by name",
                row -> {
                    var stored = new Stored(row.getString(2), row.getString(3), row.getString(4));
                    switch (row.getString(1)) {
                        case "table" -> tables.put(Table.key(stored.name), stored);
                        case "index" ->
                            indexes.computeIfAbsent(Table.key(stored.table), table -> new ArrayList<>())
                                    .add(stored);
                        case "view" -> others.put(stored.name, "a view");
                        default -> {} // triggers
                    }
                });
        SqliteModules.tables(catalog).forEach((name, kind) -> {
            tables.remove(Table.key(name));
            others.put(name, "a " + kind);
        });
    }

    FoundTables read() {
        var found = new FoundTables();
        others.forEach(found::otherThanPlainTable);
        for (var stored : tables.values()) {
            found.table(stored.name, null);
            try {
                read(stored, found);
            } catch (SchemaException e) {
                found.leaveOut(stored.name, "cannot be read: " + e.getMessage());
            }
        }
        return found;
    }

    private void read(Stored stored, FoundTables found) {
        var elements = stored.text().elements(this::find);
        elements.forEach(element -> found.add(stored.name, element));
        stored.text()
                .extras((column, extra) -> elements.stream().noneMatch(element -> isCollation(extra, element, column)))
                .forEach(extra -> found.remark(stored.name, "table", "has '" + extra + "'; qorm ignores that"));
        stored.text().remarks(found);
        for (var index : indexes.getOrDefault(Table.key(stored.name), List.of())) {
            add(index, stored, found);
        }
    }

    /** Whether what a statement says of a column is the collation that was read. */
    private static boolean isCollation(String extra, TableElement element, String name) {
        return element instanceof Column column
                && column.name().equals(name)
                && extra.equalsIgnoreCase("collate " + column.collation(Dialect.SQLITE.urlName()));
    }

    private static void add(Stored index, Stored table, FoundTables found) {
        var part = "index " + index.name;
        found.add(table.name, index(index, table.text()));
        if (hasCollation(index.sql)) {
            found.remark(table.name, part, "is treated as a plain index; its definition is " + index.sql);
        }
    }

    /** Whether an index has a collation for a column, which a schema does not have. */
    static boolean hasCollation(String sql) {
        var tokens = new SqlTokens(sql);
        toColumns(tokens);
        return items(tokens).stream().anyMatch(item -> isColumn(item) && new SqlTokens(item).has("collate"));
    }

    /** Skips the beginning of a statement; returns whether the index is unique. */
    private static boolean toColumns(SqlTokens tokens) {
        var isUnique = false;
        while (!tokens.isAtEnd() && !tokens.is("(")) {
            isUnique |= tokens.is("unique");
            tokens.take();
        }
        return isUnique;
    }

    /** Skips the columns and expressions of an index, and returns them with their collations and directions. */
    private static List<String> items(SqlTokens tokens) {
        var list = new SqlTokens(Objects.requireNonNullElse(tokens.takeParenthesised(), ""));
        var items = new ArrayList<String>();
        while (!list.isAtEnd()) {
            items.add(list.takeItem());
        }
        return items;
    }

    /** Whether it is a column; whatever else there is in its place is an expression. */
    private static boolean isColumn(String item) {
        var tokens = new SqlTokens(item);
        if (!tokens.isName()) {
            return false;
        }
        tokens.take();
        if (tokens.take("collate")) {
            tokens.take();
        }
        if (!tokens.take("desc")) {
            tokens.take("asc");
        }
        return tokens.isAtEnd();
    }

    /** Whether two statements create the same index of a table, except for what a schema does not have. */
    boolean areAlike(String table, String one, String other) {
        var text = find(table);
        return text != null
                && Objects.equals(
                        index(new Stored("index", table, one), text), index(new Stored("index", table, other), text));
    }

    /** Returns the table with a name, whatever its case, or null. */
    @Nullable
    CreateTableText find(String table) {
        var stored = tables.get(Table.key(table));
        return stored == null ? null : stored.text();
    }

    /** The grammar is in "CREATE INDEX" in SQLite's manual. */
    private static Index index(Stored stored, CreateTableText table) {
        var tokens = new SqlTokens(stored.sql);
        var isUnique = toColumns(tokens);
        var columns = items(tokens).stream().map(item -> column(item, table)).toList();
        var where = tokens.take("where") ? table.expression(tokens.rest()) : null;
        return new Index(stored.name, columns, isUnique, where);
    }

    private static IndexColumn column(String item, CreateTableText table) {
        var direction = DIRECTION.matcher(item);
        var isDescending = direction.find() && direction.group(1).equalsIgnoreCase("desc");
        return isColumn(item)
                ? new IndexColumn(table.column(new SqlTokens(item).take()), isDescending)
                : new IndexColumn(table.expression(direction.replaceFirst("")), isDescending, true);
    }
}
