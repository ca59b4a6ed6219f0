package dev.qorm.introspect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Runs queries on a database's catalog. */
record Catalog(Connection connection) {
    /** Receives the rows, one by one. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    void query(String sql, RowReader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    static String[] strings(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        if (array == null) {
            return new String[0];
        }
        var values = (Object[]) array.getArray();
        var strings = new String[values.length];
        for (var i = 0; i < values.length; i++) {
            strings[i] = String.valueOf(values[i]);
        }
        return strings;
    }
}
