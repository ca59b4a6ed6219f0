package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/**
 * Creates tables in the schema for temporary objects of the session, {@code pg_temp}, in a transaction that is rolled
 * back. This schema is put before all others in the search path, so that tables and enumeration types are created there
 * under their own names, and are written without a schema's name, like those of the live tables.
 */
final class PostgresScratch extends Scratch {
    private static final String TEMPORARY_FIRST =
            "select set_config('search_path', 'pg_temp, ' || current_setting('search_path'), true)";

    PostgresScratch(Connection connection) {
        super(connection, Dialect.POSTGRESQL);
    }

    @Override
    Map<String, Table> written(Collection<Table> tables) throws SQLException {
        var wasAutoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(TEMPORARY_FIRST);
            for (var table : tables) {
                var before = connection.setSavepoint();
                if (!create(withoutForeignKeys(table))) {
                    connection.rollback(before);
                }
            }
            return byName(
                    Introspector.introspect(connection, dialect, name -> true).tables());
        } finally {
            connection.rollback();
            connection.setAutoCommit(wasAutoCommit);
        }
    }
}
