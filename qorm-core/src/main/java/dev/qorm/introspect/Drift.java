package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Difference.Kind;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The differences between a database and what it should be.
 *
 * <p>Databases rewrite definitions, so the text of an expression, a default or even a type that is read differs from
 * the one that was written. If a part of a table is not literally what was requested, the database itself is used to
 * write the requested definition ({@code Scratch}): the part differs if the result is not what exists.
 *
 * @param differences in the order of the tables; empty if there are none
 * @param live the existing schema, in the wording of the expected one wherever they mean the same
 */
public record Drift(List<Difference> differences, Schema live) {
    public Drift {
        differences = List.copyOf(differences);
    }

    /**
     * Returns the same with more differences, ignoring those in tables that are not {@code expected}. If something else
     * exists in place of a table, this replaces the difference that the table is missing.
     */
    public Drift and(List<Difference> more, Schema expected) {
        var counted = more.stream()
                .filter(each -> expected.find(each.table()) != null)
                .toList();
        var tables = counted.stream()
                .filter(each -> each.part() == null)
                .map(each -> Table.key(each.table()))
                .toList();
        var all = new ArrayList<>(differences);
        all.removeIf(
                each -> each.kind() == Kind.MISSING && each.part() == null && tables.contains(Table.key(each.table())));
        all.addAll(counted);
        return new Drift(all, live);
    }

    /** Whether there is any difference. */
    public boolean isThere() {
        return !differences.isEmpty();
    }

    /**
     * Compares the expected schema with the existing one, and leaves the database unchanged.
     *
     * @param connection to the database
     * @param dialect the kind of database
     * @param expected what should exist
     * @param live what exists, as {@link Introspector} reads it
     * @throws SQLException if the connection fails
     */
    public static Drift of(Connection connection, Dialect dialect, Schema expected, Schema live) throws SQLException {
        var renamed = ExpectedNames.of(connection, dialect, expected, live);
        var pairs = new LinkedHashMap<String, TablePair>();
        for (var table : expected.tables()) {
            var found = renamed.find(table.name());
            if (found != null) {
                pairs.put(Table.key(table.name()), TablePair.of(table, found, dialect));
            }
        }
        var unclear = pairs.values().stream()
                .filter(TablePair::isUnclear)
                .map(TablePair::expected)
                .toList();
        if (!unclear.isEmpty()) {
            var written = Scratch.of(connection, dialect).written(unclear);
            pairs.replaceAll(
                    (name, pair) -> pair.written(written.get(pair.expected().name())));
        }
        return new Drift(differences(expected, renamed, pairs), inExpectedWords(renamed, pairs));
    }

    private static List<Difference> differences(Schema expected, Schema live, Map<String, TablePair> pairs) {
        var differences = new ArrayList<Difference>();
        for (var table : expected.tables()) {
            var pair = pairs.get(Table.key(table.name()));
            if (pair == null) {
                differences.add(new Difference(table.name(), null, Kind.MISSING, null, null));
            } else {
                pair.addTo(differences);
            }
        }
        for (var table : live.tables()) {
            if (expected.find(table.name()) == null) {
                differences.add(new Difference(table.name(), null, Kind.UNEXPECTED, null, null));
            }
        }
        return differences;
    }

    private static Schema inExpectedWords(Schema live, Map<String, TablePair> pairs) {
        return Schema.of(live.tables().stream()
                .map(table -> {
                    var pair = pairs.get(Table.key(table.name()));
                    return pair == null ? table : pair.inExpectedWords();
                })
                .toList());
    }
}
