package dev.qorm.command;

import dev.qorm.introspect.Remark;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.List;
import java.util.Set;

/** The tables in which Flyway and Liquibase store their histories. */
final class OtherTools {
    private static final Set<String> TABLES =
            Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock");

    private OtherTools() {}

    /** Returns the names of these tables that are in {@code schema}. */
    static List<String> tablesIn(Schema schema) {
        return schema.tables().stream()
                .map(Table::name)
                .filter(name -> TABLES.contains(Table.key(name)))
                .sorted()
                .toList();
    }

    /** Returns the remark that these tables, at least one, get no models. */
    static Remark leftOut(List<String> tables) {
        return new Remark(
                null,
                (tables.size() == 1 ? "table " : "tables ") + String.join(", ", tables),
                (tables.size() == 1 ? "is" : "are")
                        + " left out: another migration tool remembers its migrations there",
                null);
    }
}
