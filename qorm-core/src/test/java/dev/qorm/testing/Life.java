package dev.qorm.testing;

import dev.qorm.diff.Rename;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    private int names;

    Life(Schema first) {
        this.before = first;
        this.schema = first;
    }

    void beginStep() {
        before = schema;
        renames.clear();
    }

    /** A name that no table and no column has or had. */
    String newName(String stem) {
        return stem + ++names;
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
