package dev.qorm.introspect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects the content of the catalog for each table. What a database can have and a schema cannot is left out, with
 * a remark.
 */
final class FoundTables {
    private static final String ODD_NAME =
            "has a name that is blank or contains a control character, such as a line break, which models cannot have";

    private final Map<String, List<TableElement>> elements = new LinkedHashMap<>();
    private final Map<String, String> comments = new HashMap<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();
    private final List<Difference> unenforced = new ArrayList<>();

    private final Map<ColumnId, FoundCharacters> characters = new HashMap<>();

    /** Adds the character set and collation of a column of MySQL or MariaDB. */
    void characters(String table, String column, FoundCharacters found) {
        characters.put(new ColumnId(table, column), found);
    }

    void table(String name, @Nullable String comment) {
        elements.put(name, new ArrayList<>());
        if (comment != null) {
            comments.put(name, comment);
        }
    }

    /** Adds a part to a table; the parts of a view or another kind of relation are ignored. */
    void add(String table, TableElement element) {
        var parts = elements.get(table);
        if (parts != null) {
            parts.add(element);
        }
    }

    /** Adds a remark on what a schema cannot express of a part of a table, and on what was done. */
    void remark(String table, String part, String text) {
        if (elements.containsKey(table)) {
            remarks.add(new Remark(table, part, text));
        }
    }

    /** The same with the statement that changes it to what its model declares, or with null if there is none. */
    void remark(String table, String part, String text, @Nullable String remedy) {
        if (elements.containsKey(table)) {
            remarks.add(new Remark(table, part, text, remedy));
        }
    }

    /** Adds a remark on what a new database must have before the part of a table, and on how it is created. */
    void need(String table, String part, String need, String text) {
        if (elements.containsKey(table)) {
            remarks.add(new Remark(table, part, text, null, need));
        }
    }

    /** Whether a part of a table is an auto-increment column. */
    boolean isCounted(String table, String part) {
        return elements.getOrDefault(table, List.of()).stream()
                .anyMatch(element -> element instanceof Column column
                        && column.isAutoIncrement()
                        && Words.part(column).equals(part));
    }

    /** Adds a remark on the start and the step of an auto-increment column, unless both are 1. */
    void counted(String table, String part, long start, long step) {
        if (start != 1 || step != 1) {
            remark(
                    table,
                    part,
                    "starts at " + start + " and counts by " + step
                            + "; qorm treats it as if it started at 1 and counted by 1");
        }
    }

    /** Adds a remark on why a table cannot be read, and leaves the table out. */
    void leaveOut(String table, String reason) {
        remark(table, "table", reason + "; it is left out");
        leftOut.add(table);
    }

    /**
     * Adds the difference that a part of a table is not enforced for all rows.
     *
     * @param part the part, or null for the table
     */
    void notEnforced(String table, @Nullable String part, String expected, String actual) {
        if (elements.containsKey(table)) {
            unenforced.add(new Difference(table, part, Difference.Kind.NOT_ENFORCED, expected, actual));
        }
    }

    /**
     * Adds the difference that a name that a table may have belongs to something else, so that the table cannot exist.
     *
     * @param kind what it is: {@code a view}
     */
    void otherThanPlainTable(String name, String kind) {
        unenforced.add(new Difference(name, null, Difference.Kind.NOT_ENFORCED, "a plain table", kind));
    }

    Introspection toIntrospection(Predicate<String> wanted) {
        var tables = new LinkedHashMap<String, Table>();
        elements.forEach((name, parts) -> {
            checkNames(name, parts);
            if (parts.isEmpty() && !leftOut.contains(name)) {
                leaveOut(name, "has no columns");
            }
            if (wanted.test(name) && !leftOut.contains(name)) {
                try {
                    var table = table(name, parts);
                    var other = tables.putIfAbsent(Table.key(name), table);
                    if (other != null) {
                        remark(
                                name,
                                "name of the table",
                                "differs from " + other.name() + " only in case; the table is left out");
                    }
                } catch (SchemaException e) {
                    leaveOut(name, "cannot be read: " + e.getMessage());
                }
            }
        });
        tables.replaceAll((key, table) -> withTargets(table, tables));
        remarks.removeIf(remark -> remark.table() != null && !wanted.test(remark.table()));
        unenforced.removeIf(difference -> !wanted.test(difference.table()));
        return new Introspection(Schema.of(tables.values()), remarks, unenforced, characters);
    }

    /**
     * Leaves out what has a name that no model can have: one that is blank or contains a line break or another control
     * character.
     */
    private void checkNames(String table, List<TableElement> parts) {
        if (isOdd(table)) {
            leaveOut(table, ODD_NAME);
        }
        parts.removeIf(part -> {
            var isOdd = part instanceof Column && isOdd(part.name());
            if (isOdd) {
                remark(table, Words.part(part), ODD_NAME + "; it is left out");
            }
            return isOdd;
        });
    }

    private static boolean isOdd(String name) {
        return name.isBlank() || name.chars().anyMatch(Character::isISOControl);
    }

    /** Returns the table with those of its keys and indexes that fit the columns. */
    private Table table(String name, List<TableElement> parts) {
        try {
            return Table.of(name, comments.get(name), parts);
        } catch (SchemaException e) {
            return fitting(name, parts);
        }
    }

    private Table fitting(String name, List<TableElement> parts) {
        var table = Table.of(
                name,
                comments.get(name),
                parts.stream().filter(Column.class::isInstance).toList());
        for (var part : parts) {
            if (!(part instanceof Column)) {
                try {
                    table = table.with(part);
                } catch (SchemaException e) {
                    remark(name, Words.part(part), "is not valid in a model: " + e.getMessage() + "; it is left out");
                }
            }
        }
        return table;
    }

    /** Returns the table with those of its foreign keys whose target exists. */
    private Table withTargets(Table table, Map<String, Table> tables) {
        var parts = new ArrayList<TableElement>();
        for (var part : table.elements()) {
            var kept = part instanceof ForeignKey key ? withTarget(table, key, tables) : part;
            if (kept != null) {
                parts.add(kept);
            }
        }
        return Table.of(table.name(), table.comment(), parts);
    }

    private @Nullable ForeignKey withTarget(Table table, ForeignKey key, Map<String, Table> tables) {
        var target = tables.get(Table.key(key.referencedTable()));
        if (target == null) {
            remark(
                    table.name(),
                    Words.part(key),
                    "refers to the table " + key.referencedTable()
                            + (isThere(key.referencedTable()) ? ", which is not read" : ", which is not there")
                            + "; it is left out");
            return null;
        }
        var sorted = inOrderOfKey(key, target);
        if (sorted == null) {
            remark(
                    table.name(),
                    Words.part(key),
                    "refers to " + target.name() + key.referencedColumns()
                            + ", which are neither its primary key nor a unique constraint; it is left out");
        }
        return sorted;
    }

    private boolean isThere(String table) {
        return elements.keySet().stream().anyMatch(table::equalsIgnoreCase);
    }

    /**
     * A foreign key may name its columns in another order than the key that it refers to; a schema has the order of
     * that key.
     */
    private static @Nullable ForeignKey inOrderOfKey(ForeignKey key, Table target) {
        if (target.hasKey(key.referencedColumns())) {
            return key;
        }
        return target.keys()
                .filter(columns -> columns.size() == key.columns().size()
                        && key.referencedColumns().containsAll(columns))
                .findFirst()
                .map(columns -> key.over(columns.stream()
                                .map(column -> key.columns()
                                        .get(key.referencedColumns().indexOf(column)))
                                .toList())
                        .to(key.referencedTable(), columns))
                .orElse(null);
    }
}
