package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the user can see the triggers of the database. To a user without that privilege, the catalog of MySQL and
 * MariaDB shows no triggers, as if there were none; so this is looked up in the user's privileges ("SHOW GRANTS" in
 * their manuals), including those of the roles that are set.
 */
final class ReaderRights {
    private static final Pattern GRANT =
            Pattern.compile("GRANT (.*) ON (?:\\*|[`\"](.*?)[`\"])\\.(?:\\*|[`\"].*[`\"]) TO .*");
    private static final Pattern TRIGGER = Pattern.compile("\\b(?:TRIGGER|ALL PRIVILEGES)\\b");

    private final Sql sql;
    private final Dialect dialect;

    ReaderRights(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    boolean maySeeTriggers() throws SQLException {
        var database = String.valueOf(sql.connection().getCatalog());
        return grants().stream().anyMatch(grant -> isAboutTriggers(grant, database));
    }

    /** MariaDB includes the role that is set by default. */
    private List<String> grants() throws SQLException {
        var roles = dialect == Dialect.MYSQL
                ? sql.query("select current_role()", row -> row.getString(1)).get(0)
                : "NONE";
        var using = roles.equals("NONE") ? "" : " for current_user() using " + roles;
        return sql.query("show grants" + using, row -> row.getString(1));
    }

    static boolean isAboutTriggers(String grant, String database) {
        var parts = GRANT.matcher(grant);
        return parts.matches()
                && TRIGGER.matcher(parts.group(1)).find()
                && (parts.group(2) == null || isLike(database, parts.group(2)));
    }

    /** The name of a database in a grant is a pattern. */
    private static boolean isLike(String database, String pattern) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var character = pattern.charAt(i);
            if (character == '\\' && i + 1 < pattern.length()) {
                i++;
                regex.append(Pattern.quote(pattern.substring(i, i + 1)));
            } else {
                regex.append(
                        character == '%' ? ".*" : character == '_' ? "." : Pattern.quote(String.valueOf(character)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE)
                .matcher(database)
                .matches();
    }
}
