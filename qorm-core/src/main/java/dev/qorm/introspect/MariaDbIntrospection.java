package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.LinkedColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of MariaDB ("Information Schema" in its documentation), as far as it differs from MySQL's: texts
 * of defaults are in quotes, expressions are not escaped, and a JSON document is a text with a check of its own.
 */
final class MariaDbIntrospection extends MySqlIntrospection {
    private static final String CHECKS = "select table_name, constraint_name, check_clause, level"
            + " from information_schema.check_constraints where constraint_schema = database()";

    private static final String PERIODS = "select table_name, constraint_name, period_name"
            + " from information_schema.key_period_usage where table_schema = database()";

    private static final Pattern JSON = Pattern.compile("json_valid\\(([`\"])(.*)\\1\\)", Pattern.DOTALL);

    private final Set<List<String>> jsonColumns = new HashSet<>();

    private final MariaDbExpressions expressions;

    MariaDbIntrospection(Catalog catalog, LinkedColumns earlier) {
        super(catalog, Dialect.MARIADB, earlier);
        expressions = new MariaDbExpressions(definitions);
    }

    @Override
    void checks() throws SQLException {
        catalog.query(CHECKS, row -> {
            var json = JSON.matcher(row.getString(3));
            if ("Column".equals(row.getString(4)) && json.matches()) {
                // The check itself keeps the name that the column had when it was created.
                var quote = json.group(1);
                jsonColumns.add(List.of(row.getString(1), json.group(2).replace(quote + quote, quote)));
            } else {
                found.add(
                        row.getString(1),
                        new CheckConstraint(
                                row.getString(2), expression(row.getString(1), row.getString(2), row.getString(3))));
            }
        });
    }

    /** In MariaDB 11.4 and later; earlier versions have no catalog table for such keys. */
    @Override
    void remarks() throws SQLException {
        var places = new ArrayList<String>();
        catalog.query(
                "select table_name from information_schema.tables where table_schema = 'information_schema'"
                        + " and table_name = 'KEY_PERIOD_USAGE'",
                row -> places.add(row.getString(1)));
        if (!places.isEmpty()) {
            catalog.query(
                    PERIODS,
                    row -> found.remark(
                            row.getString(1),
                            "key " + row.getString(2),
                            "is WITHOUT OVERLAPS of the period " + row.getString(3) + "; qorm ignores that"));
        }
    }

    @Override
    ColumnType type(ResultSet row) throws SQLException {
        return jsonColumns.contains(List.of(row.getString(1), row.getString(2))) ? ColumnTypes.json() : super.type(row);
    }

    @Override
    @Nullable
    DefaultValue defaultValue(String table, String column, ColumnType type, @Nullable String text, String extra)
            throws SQLException {
        return text == null || text.equals("NULL")
                ? null
                : MySqlText.parse(column, type, expression(table, column, text));
    }

    @Override
    String expression(String table, String part, String text) throws SQLException {
        return expressions.of(table, part, text);
    }
}
