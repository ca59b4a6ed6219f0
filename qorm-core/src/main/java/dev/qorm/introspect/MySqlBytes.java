package dev.qorm.introspect;

import dev.qorm.schema.LinkedColumns;
import dev.qorm.schema.LinkedColumns.ColumnId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Columns of one byte that look like a boolean but are numbers, because they have a foreign key from or to a number: in
 * a new database, both ends must have the same type. To the server, both have the same type anyway.
 */
final class MySqlBytes {
    /** Those that are displayed with more than one digit are numbers anyway. */
    private static final String BYTES = """
            select table_name, column_name from information_schema.columns
            where table_schema = database() and data_type = 'tinyint' and column_type <> 'tinyint(1)'
              and column_type not like '%unsigned%'
            """;

    private final Catalog catalog;
    private final LinkedColumns links;
    private final Set<ColumnId> numbers = new HashSet<>();

    MySqlBytes(Catalog catalog, LinkedColumns links) {
        this.catalog = catalog;
        this.links = links;
    }

    /** Reads those that are numbers regardless of foreign keys. */
    void read() throws SQLException {
        catalog.query(BYTES, row -> numbers.add(new ColumnId(row.getString(1), row.getString(2))));
    }

    /** Whether the column, which looks like a boolean, is a number. */
    boolean isNumber(String table, String column) {
        return links.of(table, column).anyMatch(numbers::contains);
    }
}
