package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over one connection. */
final class Sql {
    private final Connection connection;
    private final Dialect dialect;
    private @Nullable String schema;

    Sql(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Makes a value of a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Runs {@code sql} as it stands: no parameters and no JDBC escapes, since braces and question marks may be data. What a
     * person wrote may be several statements: SQLite's driver runs all of them as an update, else the first one only;
     * MariaDB's and MySQL's tell that the second was refused only when they are asked for its result.
     */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (dialect == Dialect.SQLITE) {
                statement.executeUpdate(sql);
            } else {
                statement.execute(sql);
                while (dialect.isMySqlFamily() && (statement.getMoreResults() || statement.getUpdateCount() >= 0)) {
                    // Nobody wants the results.
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

    /** Asks {@code sql} as it stands, which may hold question marks, as operators of PostgreSQL do. */
    <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var rows = statement.executeQuery(sql)) {
                return read(rows, reader);
            }
        }
    }

    /** Asks {@code sql}, whose question marks stand for {@code parameters}. */
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

    /** What is written to rows. */
    interface Records {
        void write() throws SQLException;
    }

    /** Changes that belong together; rows are what every database takes back. */
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

    /** The same outside of a migration; on SQLite a run is one transaction already. */
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

    /** The schema that unqualified names meant when it was first asked for; null for none. */
    @Nullable
    String schema() throws SQLException {
        if (schema == null) {
            schema = connection.getSchema(); // a question to the server
        }
        return schema;
    }

    Connection connection() {
        return connection;
    }
}
