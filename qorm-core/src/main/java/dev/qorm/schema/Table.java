package dev.qorm.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table. Its parts are checked against each other: no key over a column that does not exist, no duplicate names.
 *
 * <p>The columns keep the order of their creation. This order is ignored by {@code equals}, since a database appends
 * new columns. All other parts are sorted by name.
 *
 * @param name its name in the database
 * @param columns by name, at least one
 * @param primaryKey its primary key, or null for none
 * @param uniques its unique constraints by name
 * @param foreignKeys its foreign keys by name
 * @param indexes its indexes by name
 * @param checks its checks by name
 * @param comment its comment in the catalog, or null
 */
public record Table(
        String name,
        Map<String, Column> columns,
        @Nullable PrimaryKey primaryKey,
        Map<String, UniqueConstraint> uniques,
        Map<String, ForeignKey> foreignKeys,
        Map<String, Index> indexes,
        Map<String, CheckConstraint> checks,
        @Nullable String comment) {
    public Table {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        uniques = sorted(uniques);
        foreignKeys = sorted(foreignKeys);
        indexes = sorted(indexes);
        checks = sorted(checks);
        comment = comment == null || comment.isEmpty() ? null : comment;
        new TableRules(name, columns).check(primaryKey, uniques, foreignKeys, indexes);
    }

    /**
     * Returns a table that consists of these parts.
     *
     * @throws SchemaException if a name occurs twice or a key names a column that does not exist
     */
    public static Table of(String name, TableElement... elements) {
        return of(name, null, List.of(elements));
    }

    /**
     * Returns a table that consists of these parts.
     *
     * @throws SchemaException if a name occurs twice or a key names a column that does not exist
     */
    public static Table of(String name, @Nullable String comment, Collection<? extends TableElement> elements) {
        var columns = pick(name, elements, Column.class);
        var keys = pick(name, elements, PrimaryKey.class);
        if (keys.size() > 1) {
            throw new SchemaException("table " + name + " has more than one primary key: " + keys.keySet());
        }
        return new Table(
                name,
                columns,
                keys.isEmpty() ? null : keys.values().iterator().next(),
                pick(name, elements, UniqueConstraint.class),
                pick(name, elements, ForeignKey.class),
                pick(name, elements, Index.class),
                pick(name, elements, CheckConstraint.class),
                comment);
    }

    private static <T extends TableElement> Map<String, T> pick(
            String table, Collection<? extends TableElement> elements, Class<T> kind) {
        var byName = new LinkedHashMap<String, T>();
        for (var element : elements) {
            if (kind.isInstance(element) && byName.put(element.name(), kind.cast(element)) != null) {
                throw new SchemaException("table " + table + " has two parts named " + element.name());
            }
        }
        return byName;
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /**
     * Returns all parts: the columns, the primary key, then unique constraints, foreign keys, indexes and checks by
     * name.
     */
    public List<TableElement> elements() {
        var all = new ArrayList<TableElement>(columns.values());
        if (primaryKey != null) {
            all.add(primaryKey);
        }
        all.addAll(uniques.values());
        all.addAll(foreignKeys.values());
        all.addAll(indexes.values());
        all.addAll(checks.values());
        return all;
    }

    /** @throws SchemaException if there is no such column */
    public Column column(String column) {
        var found = columns.get(column);
        if (found == null) {
            throw new SchemaException(
                    "table " + name + " has no column " + column + "; it has " + String.join(", ", columns.keySet()));
        }
        return found;
    }

    /**
     * Returns the columns of each key that a foreign key may refer to: the primary key, and the unique constraints that
     * are not deferrable.
     */
    public Stream<List<String>> keys() {
        return Stream.concat(
                Stream.ofNullable(primaryKey).map(PrimaryKey::columns),
                uniques.values().stream()
                        .filter(unique -> unique.deferral() == null)
                        .map(UniqueConstraint::columns));
    }

    /** Whether a foreign key may refer to these columns. */
    public boolean hasKey(List<String> keyColumns) {
        return keys().anyMatch(key -> key.equals(keyColumns));
    }

    /** Whether this table also has each key of {@code other} that a foreign key may refer to. */
    boolean hasAllKeysOf(Table other) {
        return other.keys().allMatch(this::hasKey);
    }

    /** Returns the key of the table in a schema: table names are not case-sensitive. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns this table with {@code part} added.
     *
     * @throws SchemaException if there is already a part of that kind and name
     */
    public Table with(TableElement part) {
        var all = elements();
        if (part instanceof PrimaryKey && primaryKey != null) {
            throw new SchemaException("table " + name + " has a primary key already: " + primaryKey.name());
        }
        all.add(part);
        return of(name, comment, all);
    }

    /**
     * Returns this table without the part of this kind and name.
     *
     * @throws SchemaException if there is none, or another part of the table needs it
     */
    public Table without(Class<? extends TableElement> kind, String part) {
        var all = elements();
        if (!all.removeIf(element -> kind.isInstance(element) && element.name().equals(part))) {
            throw new SchemaException("table " + name + " has no "
                    + kind.getSimpleName()
                            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                            .toLowerCase(Locale.ROOT)
                    + " " + part);
        }
        return of(name, comment, all);
    }

    /**
     * Returns this table with the column of the same name replaced, in its place.
     *
     * @throws SchemaException if there is no such column
     */
    public Table withColumn(Column column) {
        column(column.name());
        var changed = new LinkedHashMap<>(columns);
        changed.put(column.name(), column);
        return new Table(name, changed, primaryKey, uniques, foreignKeys, indexes, checks, comment);
    }

    /** Returns this table with the given comment, or without one. */
    public Table comment(@Nullable String text) {
        return new Table(name, columns, primaryKey, uniques, foreignKeys, indexes, checks, text);
    }

    /** Returns this table with another name. */
    public Table renamed(String newName) {
        return new Table(newName, columns, primaryKey, uniques, foreignKeys, indexes, checks, comment);
    }

    /**
     * Returns this table with a column renamed, in its place and in everything that is defined over it: keys, indexes,
     * checks and computed columns.
     *
     * @throws SchemaException if there is no such column or the new name is taken
     */
    public Table renameColumn(String from, String to) {
        column(from);
        if (columns.containsKey(to)) {
            throw new SchemaException(
                    "the column " + name + "." + from + " cannot be renamed: there is a column " + to);
        }
        return of(
                name,
                comment,
                elements().stream()
                        .map(element -> new ColumnRenaming(from, to).in(element))
                        .toList());
    }

    /**
     * Returns this table with a key, check or index renamed.
     *
     * @throws SchemaException if there is no such part or the new name is taken
     */
    public Table renamePart(Class<? extends TableElement> kind, String from, String to) {
        var all = elements();
        var part = all.stream()
                .filter(element -> kind.isInstance(element) && element.name().equals(from))
                .findFirst()
                .orElseThrow(() -> new SchemaException("table " + name + " has no part named " + from));
        all.set(all.indexOf(part), part.named(to));
        return of(name, comment, all);
    }
}
