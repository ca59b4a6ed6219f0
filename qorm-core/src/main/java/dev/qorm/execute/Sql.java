package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements over one connection. */
final class Sql {
    private final Connection connection;
    private final Dialect dialect;
    private @Nullable String schema;

    Sql(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Creates a value from a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Runs {@code sql} unchanged: without parameters and JDBC escapes, because braces and question marks may be data.
     * SQL of the user may consist of several statements: SQLite's driver runs all of them as an update, and otherwise
     * only the first one; the drivers of MariaDB and MySQL report that the second was refused only when its result is
     * requested.
     */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (dialect == Dialect.SQLITE) {
                statement.executeUpdate(sql);
            } else {
                statement.execute(sql);
                while (dialect.isMySqlFamily() && (statement.getMoreResults() || statement.getUpdateCount() >= 0)) {
                    // The results are not needed.
                }
            }
        }
    }

    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** Queries with {@code sql} unchanged, which may contain question marks, such as operators of PostgreSQL. */
    <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var rows = statement.executeQuery(sql)) {
                return read(rows, reader);
            }
        }
    }

    /** Queries with {@code sql}, whose question marks are replaced with {@code parameters}. */
    <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var rows = statement.executeQuery()) {
                return read(rows, reader);
            }
        }
    }

    private static <T> List<T> read(ResultSet rows, RowReader<T> reader) throws SQLException {
        var result = new ArrayList<T>();
        while (rows.next()) {
            result.add(reader.read(rows));
        }
        return result;
    }

    /**
     * Ends the transaction in which something was read, so that the server keeps none open meanwhile. Does nothing if
     * each statement is a transaction of its own.
     */
    void endReading() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Writes to rows. */
    interface Records {
        void write() throws SQLException;
    }

    /** Makes changes that belong together in one transaction; changes of rows can be rolled back on every database. */
    void together(Records records) throws SQLException {
        try {
            records.write();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
    }

    /** Does the same outside a migration; on SQLite, a run is already one transaction. */
    void atOnce(Records records) throws SQLException {
        if (dialect == Dialect.SQLITE) {
            records.write();
            return;
        }
        connection.setAutoCommit(false);
        try {
            together(records);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Returns the schema that unqualified names referred to at the first call; null for none. */
    @Nullable
    String schema() throws SQLException {
        if (schema == null) {
            schema = connection.getSchema(); // a request to the server
        }
        return schema;
    }

    Connection connection() {
        return connection;
    }
}
