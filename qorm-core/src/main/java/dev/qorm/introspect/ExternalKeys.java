package dev.qorm.introspect;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.function.Predicate;

/** Leaves external tables out of what was read; the foreign keys that refer to them stay. */
public final class ExternalKeys {
    private final Schema expected;
    private final Predicate<String> isExternal;

    private ExternalKeys(Schema expected, Predicate<String> isExternal) {
        this.expected = expected;
        this.isExternal = isExternal;
    }

    /**
     * Returns the schema without the external tables.
     *
     * @param live what exists
     * @param expected what should exist; its tables are never left out, and its keys say how names are spelled
     * @param externals which other tables are external, by name
     */
    public static Schema only(Schema live, Schema expected, Predicate<String> externals) {
        var keys = new ExternalKeys(expected, name -> expected.find(name) == null && externals.test(name));
        return Schema.of(live.tables().stream()
                .filter(table -> !keys.isExternal.test(table.name()))
                .map(keys::in)
                .toList());
    }

    private Table in(Table table) {
        if (table.foreignKeys().values().stream().noneMatch(key -> isExternal.test(key.referencedTable()))) {
            return table;
        }
        List<TableElement> parts = table.elements().stream()
                .map(part -> part instanceof ForeignKey key && isExternal.test(key.referencedTable())
                        ? spelled(key.external(true))
                        : part)
                .toList();
        return Table.of(table.name(), table.comment(), parts);
    }

    private ForeignKey spelled(ForeignKey key) {
        return expected.tables().stream()
                .flatMap(table -> table.foreignKeys().values().stream())
                .filter(other -> other.isExternal() && isSame(key, other))
                .findFirst()
                .map(other -> key.to(other.referencedTable(), other.referencedColumns()))
                .orElse(key);
    }

    /** Whether the keys refer to the same columns; some databases store names in another case. */
    private static boolean isSame(ForeignKey key, ForeignKey other) {
        return key.referencedTable().equalsIgnoreCase(other.referencedTable())
                && String.join(",", key.referencedColumns())
                        .equalsIgnoreCase(String.join(",", other.referencedColumns()));
    }
}
