package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Creates tables beside the live ones in the schema, so that they and their parts need other names. On H2, they are
 * local temporary tables, which no other session sees and which end with this one. The catalog of MySQL and MariaDB
 * does not contain temporary tables: there, the tables are real, and are dropped again; a run that is killed in between
 * leaves tables called {@code qorm_scratch_…} behind.
 */
final class NeighbourScratch extends Scratch {
    private final String prefix = "qorm_scratch_" + UUID.randomUUID().toString().replace('-', '_') + "_";

    NeighbourScratch(Connection connection, Dialect dialect) {
        super(connection, dialect);
    }

    @Override
    Map<String, Table> written(Collection<Table> tables) throws SQLException {
        var created = new LinkedHashMap<String, Table>();
        try {
            var number = 0;
            for (var table : tables) {
                var name = prefix + number++;
                if (create(renamed(table, name))) {
                    created.put(name, table);
                }
            }
            var expected = Schema.of(created.entrySet().stream()
                    .map(each -> renamed(each.getValue(), each.getKey()))
                    .toList());
            var found =
                    Introspector.read(connection, dialect, created::containsKey).schema(expected, dialect);
            var written = new HashMap<String, Table>();
            created.forEach((name, table) -> written.put(table.name(), original(found.table(name), table)));
            return written;
        } finally {
            drop(created.keySet());
        }
    }

    private Table renamed(Table table, String name) {
        var elements = new ArrayList<TableElement>();
        for (var element : withoutForeignKeys(table).elements()) {
            elements.add(element instanceof Column ? element : element.named(name + "_" + elements.size()));
        }
        return Table.of(name, table.comment(), elements);
    }

    private Table original(Table written, Table original) {
        var names = new HashMap<String, String>();
        var number = 0;
        for (var element : withoutForeignKeys(original).elements()) {
            names.put(written.name() + "_" + number++, element.name());
        }
        var named = Table.of(
                original.name(),
                written.comment(),
                written.elements().stream()
                        .map(element -> element instanceof Column
                                ? element
                                : element.named(names.getOrDefault(element.name(), element.name())))
                        .toList());
        return dialect == Dialect.H2 ? ExpectedNames.ofH2(original).of(named) : named;
    }

    private void drop(Collection<String> names) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var name : names) {
                statement.execute("drop table if exists " + name);
            }
        }
    }
}
