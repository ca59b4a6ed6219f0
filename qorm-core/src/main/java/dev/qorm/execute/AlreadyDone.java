package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.SqlStatements;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a database refuses a statement because its effect already exists. This is checked only for a statement that
 * was about to run when a run was stopped, if it is not known whether it ran: databases without transactional DDL make
 * each single statement atomic, so either its effect exists or it did nothing. A statement that changes rows commits
 * together with its record, so that there is nothing to check.
 *
 * <p>The statement creates a table, index, column, constraint or other object of the user that already exists, or drops
 * one that no longer exists. This is recognized by SQL states of H2 ("Error Code" in its documentation), and by error
 * codes of MariaDB and MySQL, whose states are less specific ("Error Codes" and "Server Error Message Reference" in
 * their manuals).
 */
final class AlreadyDone {
    private static final Set<String> EXISTS =
            Set.of("42S01", "42S11", "42S21", "90045", "90035", "90038", "90041", "90078", "90119");
    private static final Set<String> GONE =
            Set.of("42S02", "42S12", "42S22", "90057", "42S03", "42S04", "90036", "90037", "90042", "90079", "90120");

    /**
     * For a table or an index, for a column, and for a constraint or a type ("PostgreSQL Error Codes" in its manual).
     */
    private static final Set<String> POSTGRESQL_EXISTS = Set.of("42P07", "42701", "42710");

    /** SQLite has a single code for everything that is wrong with a statement. */
    private static final Pattern SQLITE_EXISTS = Pattern.compile(" already exists|duplicate column name");

    /** For a table and for a column, as in the sets below. */
    private static final Set<String> H2_MISSING = Set.of("42S02", "42S03", "42S04", "42S22");

    private static final Set<String> POSTGRESQL_MISSING = Set.of("42P01", "42703");
    private static final Pattern SQLITE_MISSING = Pattern.compile("no such (?:table|column)");
    private static final Set<Integer> MYSQL_MISSING = Set.of(1054, 1146);

    private static final Set<Integer> MYSQL_EXISTS = Set.of(1050, 1060, 1061, 1068, 1304, 1359, 1826, 3822);
    private static final Set<Integer> MYSQL_GONE = Set.of(1051, 1054, 1091, 1146, 1176, 1305, 1360, 3821, 3940);

    /**
     * MariaDB has a single code for everything that is wrong with a foreign key, and a number in the message for
     * "already exists".
     */
    private static final int MARIADB_FOREIGN_KEY = 1005;

    /**
     * The beginnings of statements that commit what was done before them: "Statements That Cause an Implicit Commit" in
     * MySQL's manual (8.4) and "SQL statements That Cause an Implicit Commit" in MariaDB's. Those of no use to a
     * migration, such as the ones on plugins and replication, are left out.
     */
    private static final Pattern COMMITS = Pattern.compile(
            "(?i)(?:alter|analyze|comment|create|drop|flush|grant|lock|optimize|rename|repair|revoke|truncate|unlock)\\b");

    /**
     * A statement that drops nothing cannot find its object already dropped, but may name something that never existed;
     * and the reverse.
     */
    private static final Pattern TAKES_AWAY = Pattern.compile("(?i)\\b(?:drop|rename|change)\\b");

    private static final Pattern MAKES = Pattern.compile("(?i)\\b(?:add|create|rename|change)\\b");

    private AlreadyDone() {}

    static boolean says(Dialect dialect, SQLException refusal, String statement) {
        return commits(statement, dialect)
                && ((MAKES.matcher(statement).find() && saysExists(dialect, refusal))
                        || (TAKES_AWAY.matcher(statement).find() && saysGone(dialect, refusal)));
    }

    /**
     * Whether {@code statement}, or the first one if it is several, commits by itself, before it is recorded that it
     * ran.
     */
    static boolean commits(String statement, Dialect dialect) {
        var statements = SqlStatements.of(statement, dialect);
        return !statements.isEmpty() && COMMITS.matcher(statements.get(0)).lookingAt();
    }

    /** Whether what a statement creates already exists, whoever created it. */
    static boolean saysExists(Dialect dialect, SQLException refusal) {
        var state = String.valueOf(refusal.getSQLState());
        var message = String.valueOf(refusal.getMessage());
        return switch (dialect) {
            case H2 -> EXISTS.contains(state);
            case POSTGRESQL -> POSTGRESQL_EXISTS.contains(state);
            case SQLITE -> SQLITE_EXISTS.matcher(message).find();
            case MARIADB, MYSQL ->
                MYSQL_EXISTS.contains(refusal.getErrorCode())
                        || (refusal.getErrorCode() == MARIADB_FOREIGN_KEY && message.contains("errno: 121"));
        };
    }

    /** Whether a table or column that a query reads does not exist. */
    static boolean saysMissing(Dialect dialect, SQLException refusal) {
        return switch (dialect) {
            case H2 -> H2_MISSING.contains(String.valueOf(refusal.getSQLState()));
            case POSTGRESQL -> POSTGRESQL_MISSING.contains(String.valueOf(refusal.getSQLState()));
            case SQLITE ->
                SQLITE_MISSING.matcher(String.valueOf(refusal.getMessage())).find();
            case MARIADB, MYSQL -> MYSQL_MISSING.contains(refusal.getErrorCode());
        };
    }

    private static boolean saysGone(Dialect dialect, SQLException refusal) {
        return dialect.isMySqlFamily()
                ? MYSQL_GONE.contains(refusal.getErrorCode())
                : refusal.getSQLState() != null && GONE.contains(refusal.getSQLState());
    }
}
