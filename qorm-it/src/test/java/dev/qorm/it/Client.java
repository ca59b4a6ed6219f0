package dev.qorm.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A database, looked into as a person would with any client. */
final class Client implements AutoCloseable {
    private final Connection connection;

    private Client(Connection connection) {
        this.connection = connection;
    }

    /** The file that a project uses when nothing is configured. */
    static Client of(Project project) {
        return at("jdbc:h2:file:" + project.path(".qorm/database").toAbsolutePath());
    }

    static Client at(String url) {
        try {
            return new Client(DriverManager.getConnection(url));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The values of the first column. */
    List<String> query(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    List<String> tables() {
        return lowerCase("select table_name from information_schema.tables where table_type = 'BASE TABLE'");
    }

    List<String> columns(String table) {
        return lowerCase("select column_name from information_schema.columns where lower(table_name) = '" + table
                + "' order by ordinal_position");
    }

    private List<String> lowerCase(String sql) {
        return query(sql).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
