package dev.qorm.schema;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database. Immutable. The tables are sorted by name; their names are not case-sensitive.
 *
 * <p>The rules between tables hold at every step: a foreign key refers to an existing table and to a key of that table,
 * unless the table is external, and nothing that a foreign key needs can be removed.
 */
public final class Schema {
    private static final Schema EMPTY = new Schema(TableMap.EMPTY);

    private final TableMap tables;

    private Schema(TableMap tables) {
        this.tables = tables;
    }

    /** Returns a schema without tables. */
    public static Schema empty() {
        return EMPTY;
    }

    /**
     * Returns the schema of these tables, which may refer to each other in circles.
     *
     * @throws SchemaException if two tables have the same name or a foreign key has no target
     */
    public static Schema of(Collection<Table> tables) {
        var all = TableMap.EMPTY;
        for (var table : tables) {
            var other = all.get(Table.key(table.name()));
            if (other != null) {
                throw new SchemaException("there are two tables named " + other.name() + " and " + table.name()
                        + "; names of tables do not distinguish case");
            }
            all = all.with(Table.key(table.name()), table);
        }
        var schema = new Schema(all);
        tables.forEach(schema::checkTargets);
        return schema;
    }

    /** The tables, sorted by name. */
    public Collection<Table> tables() {
        return tables.values();
    }

    /** Returns the table of this name, or null. */
    public @Nullable Table find(String name) {
        return tables.get(Table.key(name));
    }

    /** @throws SchemaException if there is no such table */
    public Table table(String name) {
        var found = find(name);
        if (found == null) {
            throw new SchemaException("there is no table " + name);
        }
        return found;
    }

    /** Returns the foreign keys that refer to {@code table}, each with the table that it belongs to. */
    public Stream<Reference> referencesTo(String table) {
        return tables.values().stream()
                .flatMap(from -> from.foreignKeys().values().stream()
                        .filter(key -> key.refersTo(table))
                        .map(key -> new Reference(from, key)));
    }

    /** Returns the foreign keys that refer to {@code column}, alone or among others. */
    public Stream<Reference> referencesTo(String table, String column) {
        return referencesTo(table)
                .filter(reference -> reference.key().referencedColumns().contains(column));
    }

    /** Returns the foreign keys that refer to a unique constraint that includes {@code column}. */
    public Stream<Reference> referencesIncluding(String table, String column) {
        var including = table(table).uniques().values().stream()
                .filter(unique -> unique.include().contains(column))
                .map(UniqueConstraint::columns)
                .collect(Collectors.toSet());
        return referencesTo(table)
                .filter(reference -> including.contains(reference.key().referencedColumns()));
    }

    /**
     * A foreign key and the table that it belongs to.
     *
     * @param table the referencing table
     * @param key its foreign key
     */
    public record Reference(Table table, ForeignKey key) {}

    /**
     * Returns this schema with one more table.
     *
     * @throws SchemaException if there is a table of that name already or one of its foreign keys has no target
     */
    public Schema plus(Table table) {
        if (find(table.name()) != null) {
            throw new SchemaException("the table " + table.name() + " already exists");
        }
        var next = new Schema(tables.with(Table.key(table.name()), table));
        next.checkTargets(table);
        return next;
    }

    /**
     * Returns this schema without the table of this name.
     *
     * @throws SchemaException if there is no such table or another one refers to it
     */
    public Schema minus(String name) {
        var table = table(name);
        var next = new Schema(tables.without(Table.key(name)));
        for (var other : next.tables()) {
            for (var key : other.foreignKeys().values()) {
                if (key.refersTo(table.name())) {
                    throw new SchemaException("the table " + table.name() + " cannot be dropped: the foreign key "
                            + key.name() + " of " + other.name() + " refers to it");
                }
            }
        }
        return next;
    }

    /**
     * Returns this schema with the table of the same name replaced.
     *
     * @throws SchemaException if there is none, or a foreign key loses its target
     */
    public Schema replace(Table table) {
        var old = table(table.name());
        var next = new Schema(tables.with(Table.key(table.name()), table));
        if (!old.foreignKeys().equals(table.foreignKeys())) {
            next.checkTargets(table);
        }
        if (!table.hasAllKeysOf(old)) {
            next.referencesTo(table.name()).forEach(reference -> next.checkTarget(reference.table(), reference.key()));
        }
        return next;
    }

    /**
     * Returns this schema with a table renamed, also in the foreign keys that refer to it.
     *
     * @throws SchemaException if there is no such table or the new name is taken
     */
    public Schema renameTable(String from, String to) {
        var table = table(from);
        if (!Table.key(from).equals(Table.key(to)) && find(to) != null) {
            throw new SchemaException("the table " + from + " cannot be renamed: there is a table " + to);
        }
        var next = tables.without(Table.key(from)).with(Table.key(to), table.renamed(to));
        for (var reference : referencesTo(from).toList()) {
            var key = reference.key();
            var retargeted = key.to(to, key.referencedColumns());
            var owner = Table.key(reference.table().name());
            next = replaceKey(next, owner.equals(Table.key(from)) ? Table.key(to) : owner, retargeted);
        }
        return new Schema(next);
    }

    /**
     * Returns this schema with a column renamed, also in everything that is defined over it and in the foreign keys
     * that refer to it.
     *
     * @throws SchemaException if there is no such column or the new name is taken
     */
    public Schema renameColumn(String table, String from, String to) {
        var renaming = new ColumnRenaming(from, to);
        var next = tables.with(Table.key(table), table(table).renameColumn(from, to));
        for (var reference : new Schema(next).referencesTo(table).toList()) {
            next = replaceKey(next, Table.key(reference.table().name()), renaming.referenced(reference.key()));
        }
        return new Schema(next);
    }

    private static TableMap replaceKey(TableMap tables, String owner, ForeignKey key) {
        var table = tables.get(owner);
        return table == null
                ? tables
                : tables.with(owner, table.without(ForeignKey.class, key.name()).with(key));
    }

    private void checkTargets(Table table) {
        table.foreignKeys().values().forEach(key -> checkTarget(table, key));
    }

    private void checkTarget(Table table, ForeignKey key) {
        if (key.isExternal()) {
            return;
        }
        var target = find(key.referencedTable());
        if (target == null) {
            throw new SchemaException("the foreign key " + key.name() + " of " + table.name() + " refers to the table "
                    + key.referencedTable() + ", which is not there");
        }
        if (!target.hasKey(key.referencedColumns())) {
            var isUnique = target.uniques().values().stream()
                    .anyMatch(unique -> unique.columns().equals(key.referencedColumns()));
            throw new SchemaException("the foreign key " + key.name() + " of " + table.name() + " refers to "
                    + target.name() + key.referencedColumns()
                    + (isUnique
                            ? ", a deferrable unique constraint, to which no foreign key can refer"
                            : ", which is neither its primary key nor unique"));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema schema && tables.equals(schema.tables);
    }

    @Override
    public int hashCode() {
        return tables.hashCode();
    }

    @Override
    public String toString() {
        return "Schema" + List.copyOf(tables.values());
    }
}
