package dev.qorm.introspect;

import dev.qorm.schema.SqlText;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of keys as H2 writes them into a script. Until the database is opened again, the catalog has the names that
 * the columns had before they were renamed (seen on 2.5.252).
 */
final class H2Script {
    private static final int NEEDS_ADMIN = 90040;

    private static final String NAME = "\"(?:[^\"]|\"\")++\"";
    private static final Pattern COLUMN = Pattern.compile(NAME);
    private static final Pattern KEY = Pattern.compile("ADD CONSTRAINT " + NAME + "\\.(?<key>" + NAME
            + ") (?:UNIQUE|PRIMARY KEY|FOREIGN KEY)[ A-Z]*\\((?<columns>" + NAME + "(?:, " + NAME + ")*)\\)");

    private H2Script() {}

    /**
     * Returns the columns of keys by the names of the keys. Empty for a user who is no administrator, and without those
     * that have a name with letters that are not ASCII.
     *
     * @param tables those of the keys, by the names of the keys
     */
    static Map<String, List<String>> columns(Map<String, String> tables, Catalog catalog) throws SQLException {
        var columns = new HashMap<String, List<String>>();
        if (tables.isEmpty()) {
            return columns;
        }
        var names = tables.values().stream().distinct().map(SqlText::quoted).collect(Collectors.joining(", "));
        try {
            catalog.query("SCRIPT NODATA NOSETTINGS TABLE " + names, row -> {
                var key = KEY.matcher(row.getString(1));
                if (key.find() && tables.containsKey(unquoted(key.group("key")))) {
                    columns.put(
                            unquoted(key.group("key")),
                            COLUMN.matcher(key.group("columns"))
                                    .results()
                                    .map(MatchResult::group)
                                    .map(name -> H2Introspection.name(unquoted(name)))
                                    .toList());
                }
            });
        } catch (SQLException e) {
            if (e.getErrorCode() != NEEDS_ADMIN) {
                throw e;
            }
        }
        return columns;
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1).replace("\"\"", "\"");
    }
}
