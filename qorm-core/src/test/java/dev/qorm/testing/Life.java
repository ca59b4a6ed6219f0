package dev.qorm.testing;

import dev.qorm.diff.Rename;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A random life of a schema, as far as it has come. */
final class Life {
    /** As the step found it. */
    Schema before;

    /** As it is now. */
    Schema schema;

    /** Those of the step. */
    final List<Rename> renames = new ArrayList<>();

    /** The columns that got another type, by name. */
    final Set<String> converted = new HashSet<>();

    /** The columns that referred to others in a step before, by name: a row that is lost leaves them without a value. */
    final Set<String> linked = new HashSet<>();

    private int names;

    Life(Schema first) {
        this.before = first;
        this.schema = first;
    }

    void beginStep() {
        before = schema;
        renames.clear();
        for (var table : schema.tables()) {
            table.foreignKeys().values().forEach(key -> linked.addAll(key.columns()));
        }
    }

    /** A name that no table and no column has or had. */
    String newName(String stem) {
        return stem + ++names;
    }

    /** The name that the step found for what is called {@code name} now, or null for what is new. */
    @Nullable
    String former(@Nullable String table, String name) {
        for (var rename : renames) {
            if (Objects.equals(rename.table(), table) && rename.to().equals(name)) {
                return rename.from();
            }
        }
        return renames.stream()
                        .anyMatch(rename -> Objects.equals(rename.table(), table)
                                && rename.from().equals(name))
                ? null
                : name;
    }

    /** The table as the step found it, or null for a new one. */
    private @Nullable Table former(String table) {
        var name = former(null, table);
        return name == null ? null : before.find(name);
    }

    boolean isOld(Table table) {
        return former(table.name()) != null;
    }

    boolean isOld(Table table, Column column) {
        var old = former(table.name());
        var name = former(table.name(), column.name());
        return old != null && name != null && old.columns().containsKey(name);
    }

    /** Notes which old tables are called otherwise from now on, all at once. */
    void renameTables(Map<String, String> names) {
        var old = new LinkedHashMap<String, String>();
        names.forEach((from, to) -> old.put(to, Objects.requireNonNull(former(null, from))));
        renames.removeIf(rename -> rename.table() == null && names.containsKey(rename.to()));
        renames.replaceAll(rename -> rename.table() == null || !names.containsKey(rename.table())
                ? rename
                : new Rename(names.get(rename.table()), rename.from(), rename.to()));
        old.forEach((to, from) -> renames.add(new Rename(null, from, to)));
        renames.removeIf(rename -> rename.from().equals(rename.to()));
    }

    /** Notes which old columns are called otherwise from now on, all at once. */
    void renameColumns(String table, Map<String, String> names) {
        var old = new LinkedHashMap<String, String>();
        names.forEach((from, to) -> old.put(to, Objects.requireNonNull(former(table, from))));
        renames.removeIf(rename -> table.equals(rename.table()) && names.containsKey(rename.to()));
        old.forEach((to, from) -> renames.add(new Rename(table, from, to)));
        renames.removeIf(rename -> rename.from().equals(rename.to()));
        for (var marked : List.of(converted, linked)) {
            if (names.keySet().stream().anyMatch(marked::contains)) {
                marked.addAll(names.values());
            }
        }
    }

    Schema with(Table table, TableElement part) {
        return schema.replace(table.with(part));
    }

    /** The action of a foreign key may write it: not every database lets it be NOT NULL then, or read by an expression. */
    static boolean isReference(Column column, Table table) {
        return table.foreignKeys().values().stream()
                .anyMatch(key -> key.columns().contains(column.name()));
    }

    /** Whether the name means the same without quotes in every SQL. */
    static boolean isPlain(Column column) {
        return column.name().matches("[a-z_0-9]+") && !Set.of("group", "value").contains(column.name());
    }
}
