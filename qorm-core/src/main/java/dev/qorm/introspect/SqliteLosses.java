package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.SqliteNames;
import dev.qorm.introspect.SqliteTypeNames.Affinity;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What would be lost when SQLite rebuilds a table as the migrations know it. Its indexes and triggers are not included,
 * because they are created again.
 *
 * @param differences what differs from the migrations, a sentence each
 * @param undeclared what neither migrations nor models can express, a sentence each
 * @param changed what the new table would store in another form than the old one, a sentence each
 */
public record SqliteLosses(List<String> differences, List<String> undeclared, List<String> changed) {
    public SqliteLosses {
        differences = List.copyOf(differences);
        undeclared = List.copyOf(undeclared);
        changed = List.copyOf(changed);
    }

    /**
     * Checks a table whose replacement already exists, under its temporary name.
     *
     * @param known the table as the migrations know it
     */
    public static SqliteLosses of(Connection connection, Table known) throws SQLException {
        var catalog = new SqliteIntrospection(new Catalog(connection), SqliteIntrospection.LIVE);
        var text = catalog.find(known.name());
        if (text == null) {
            return new SqliteLosses(List.of("there is no table " + known.name()), List.of(), List.of());
        }
        var elements = new ArrayList<>(text.elements(catalog::find));
        var leftOut = leftOut(connection, known, elements);
        elements.removeAll(leftOut);
        var expected = withoutIndexes(known.name(), known.elements());
        var pair = TablePair.of(expected, withoutIndexes(known.name(), elements), Dialect.SQLITE);
        if (pair.isUnclear()) {
            pair = pair.written(Scratch.of(connection, Dialect.SQLITE)
                    .written(List.of(expected))
                    .get(known.name()));
        }
        var differences = new ArrayList<Difference>();
        pair.addTo(differences);
        var successor = catalog.find(SqliteNames.temporary(known.name()));
        var extras = new ArrayList<>(text.extras((column, extra) ->
                !isDeclared(known, column, extra) && (successor == null || !successor.has(column, extra))));
        leftOut.forEach(key -> extras.add("foreign key " + Words.of(key)));
        return new SqliteLosses(
                differences.stream().map(Difference::toString).toList(),
                extras.stream()
                        .map(extra -> known.name() + " has '" + extra + "', which no migration has")
                        .toList(),
                successor == null ? List.of() : changed(connection, known.name(), text, successor));
    }

    /** Whether nothing is lost. */
    public boolean isEmpty() {
        return differences.isEmpty() && undeclared.isEmpty() && changed.isEmpty();
    }

    /** Whether an index has properties that a schema does not have. */
    public static boolean isMoreThanPlain(String indexSql) {
        return SqliteIntrospection.hasCollation(indexSql);
    }

    /**
     * Whether an index was created again as a migration knows it, and so lost what only its old statement contains.
     *
     * @param sql the old statement
     * @param made the new one
     */
    public static boolean isPlainer(Connection connection, String table, String sql, String made) throws SQLException {
        return isMoreThanPlain(sql)
                && !sql.equals(made)
                && new SqliteIntrospection(new Catalog(connection), SqliteIntrospection.LIVE)
                        .areAlike(table, sql, made);
    }

    /**
     * Whether the migrations say this of a column. A type that only SQLite has may contain a collation, such as {@code
     * text collate nocase}.
     */
    private static boolean isDeclared(Table known, String column, String extra) {
        return known.columns().values().stream()
                .anyMatch(each -> each.name().equalsIgnoreCase(column)
                        && (extra.equalsIgnoreCase("collate " + each.collation(Dialect.SQLITE.urlName()))
                                || (each.type() instanceof ColumnType.Native type
                                        && SqlTokens.folded(type.name()).endsWith(" " + SqlTokens.folded(extra)))));
    }

    /** Returns the foreign keys that no model can have, such as one to a table that does not exist. */
    private static List<ForeignKey> leftOut(Connection connection, Table known, List<TableElement> elements)
            throws SQLException {
        var unknown = elements.stream()
                .filter(ForeignKey.class::isInstance)
                .map(ForeignKey.class::cast)
                .filter(key -> !known.foreignKeys().containsKey(key.name()))
                .toList();
        if (unknown.isEmpty()) {
            return List.of();
        }
        var read = Introspector.introspect(connection, Dialect.SQLITE, table -> true)
                .find(known.name());
        return unknown.stream()
                .filter(key -> read != null && !read.foreignKeys().containsKey(key.name()))
                .toList();
    }

    /** Returns the table without indexes. The statement of a table does not say which of the others are external. */
    private static Table withoutIndexes(String name, List<TableElement> elements) {
        return Table.of(
                name,
                null,
                elements.stream()
                        .filter(element -> !(element instanceof Index))
                        .map(element -> element instanceof ForeignKey key ? key.external(false) : element)
                        .toList());
    }

    /** Returns columns that the migration does not mention, and whose numbers would be stored in another form. */
    private static List<String> changed(
            Connection connection, String table, CreateTableText before, CreateTableText after) throws SQLException {
        var changed = new ArrayList<String>();
        var types = types(before);
        var newTypes = types(after);
        for (var each : before.typeNames().entrySet()) {
            var column = before.column(each.getKey());
            var newName = after.typeNames().get(each.getKey());
            if (newName != null
                    && Objects.equals(types.get(each.getKey()), newTypes.get(each.getKey()))
                    && Affinity.of(each.getValue()) != Affinity.of(newName)
                    && (hasNumbers(connection, table, column)
                            || hasNumbers(connection, SqliteNames.temporary(table), column))) {
                changed.add(table + ": the column " + column + " contains numbers, which the type '" + each.getValue()
                        + "' stores in another form than '" + newName
                        + "'. To keep the type, write fields.nativeType(\"" + column + "\", \""
                        + each.getValue() + "\") in the model");
            }
        }
        return changed;
    }

    private static Map<String, ColumnType> types(CreateTableText text) {
        var types = new HashMap<String, ColumnType>();
        for (var element : text.elements(table -> null)) {
            if (element instanceof Column column) {
                types.put(SqlTokens.folded(column.name()), column.type());
            }
        }
        return types;
    }

    private static boolean hasNumbers(Connection connection, String table, String column) throws SQLException {
        var found = new ArrayList<Boolean>();
        new Catalog(connection)
                .query(
                        "select 1 from " + SqlText.quoted(table) + " where typeof(" + SqlText.quoted(column)
                                + ") in ('integer', 'real') limit 1",
                        row -> found.add(true));
        return !found.isEmpty();
    }
}
