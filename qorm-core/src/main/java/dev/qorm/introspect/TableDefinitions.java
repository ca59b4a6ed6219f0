package dev.qorm.introspect;

import dev.qorm.schema.SqlText;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The results of SHOW CREATE TABLE for tables of MySQL and MariaDB, each of which is read once. */
final class TableDefinitions {
    private final Catalog catalog;
    private final Map<String, String> definitions = new HashMap<>();

    TableDefinitions(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Returns the statement that creates the table. */
    String of(String table) throws SQLException {
        if (!definitions.containsKey(table)) {
            catalog.query(
                    "show create table `" + table.replace("`", "``") + "`",
                    row -> definitions.put(table, row.getString(2)));
        }
        return definitions.getOrDefault(table, "");
    }

    /** Returns a regular expression for a name in the quotes of the session. */
    static String name(String name) {
        return "(?:" + Pattern.quote("`" + name.replace("`", "``") + "`") + "|" + Pattern.quote(SqlText.quoted(name))
                + ")";
    }
}
