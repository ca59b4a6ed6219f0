package dev.qorm.introspect;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The actions of foreign keys, for a user with only the SELECT privilege: MariaDB's catalog shows such a user the
 * columns of a foreign key but not its actions; SHOW CREATE TABLE shows those that are not the default.
 */
final class HiddenActions {
    private static final String ACTION = "(CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION)";

    private final TableDefinitions definitions;

    HiddenActions(TableDefinitions definitions) {
        this.definitions = definitions;
    }

    /** The two actions of a foreign key, as in the catalog. */
    record Actions(String onDelete, String onUpdate) {}

    Actions of(String table, String foreignKey) throws SQLException {
        // Quotes within the name of a foreign key are not doubled.
        var name = "[`\"]" + Pattern.quote(foreignKey) + "[`\"]";
        var line = Pattern.compile("(?m)^ *CONSTRAINT (?:" + name + "|" + TableDefinitions.name(foreignKey)
                        + ") FOREIGN KEY \\(.*\\)(?: ON DELETE " + ACTION + ")?(?: ON UPDATE " + ACTION + ")?,?$")
                .matcher(definitions.of(table));
        if (!line.find()) {
            throw new SQLException("the user has no right to see the foreign key " + foreignKey + " of the table "
                    + table + ". Grant references on the database to the user");
        }
        return new Actions(orUsual(line.group(1)), orUsual(line.group(2)));
    }

    private static String orUsual(@Nullable String action) {
        return action == null ? "RESTRICT" : action;
    }
}
