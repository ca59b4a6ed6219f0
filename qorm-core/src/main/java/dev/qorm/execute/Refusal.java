package dev.qorm.execute;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The message for the user if a database refuses something.
 *
 * <p>That a view is in the way, a privilege is missing or two texts have different character sets is recognized by SQL
 * states on PostgreSQL ("PostgreSQL Error Codes" in its manual), and elsewhere by the codes of MariaDB and MySQL
 * ("Server Error Message Reference"), H2 ("Error Code") and SQLite ("Result and Error Codes"), which do not overlap.
 */
final class Refusal {
    private static final String POSTGRESQL_RIGHTS = "42501";
    private static final String POSTGRESQL_DEPENDENTS = "2BP01";
    private static final String POSTGRESQL_LOCKED = "55P03";
    /** For example for an index that is built concurrently. */
    private static final String POSTGRESQL_IN_TRANSACTION = "25001";

    /** Checks of deferrable keys are pending, or a cursor is open. */
    static final String POSTGRESQL_IN_USE = "55006";

    private static final String POSTGRESQL_READ_ONLY = "25006";
    /** Also if an administrator canceled the statement, which the message shows. */
    private static final String POSTGRESQL_CANCELED = "57014";
    /**
     * For a column that a view or a trigger reads, or whose table is the type of another column: PostgreSQL cannot change
     * its type. But also for other things that it does not support.
     */
    private static final String POSTGRESQL_UNSUPPORTED = "0A000";

    private static final Pattern USED = Pattern.compile("a column used (?:by|in) a |uses its row type");

    /** An index of such a table, and on PostgreSQL 17 and before a foreign key. */
    private static final Pattern PARTITIONED =
            Pattern.compile("partitioned (?:table|index) .*concurrently|NOT VALID foreign key on partitioned table");

    private static final String NOT_CONCURRENTLY =
            "\n  PostgreSQL cannot do that concurrently to a partitioned table. Remove .concurrently() from the operation, and put"
                    + " it into a migration without concurrent ones";

    /** CASCADE, which PostgreSQL suggests, would lose the dependent objects. */
    private static final String DROP_AND_CREATE =
            "\n  Drop what depends on it in the migration, with runSql(\"…\"), and"
                    + " create it again after the change";

    private static final String DROP_BEFORE_AND_CREATE =
            "\n  Drop what depends on it in a migration before this one, with runSql(\"…\"), and create it again in"
                    + " one after it: a concurrent migration cannot contain a runSql";

    private static final String READ_ONLY =
            "\n  The server or the session is read-only, as a replica is. Set qorm.url to the address of the writable server,"
                    + " or make this one writable";

    private static final String ONE_TRANSACTION =
            "\n  A migration is one transaction here. To build or drop an index concurrently, give it a migration of its own,"
                    + " with createIndex(…).concurrently() or dropIndex(…).concurrently(). Run another statement by hand; if"
                    + " the migration makes no other change to tables, mvn qorm:migrate -Dqorm.fake records it as done";

    private static final String PENDING_CHECKS =
            "\n  Rows of the table were changed, and deferrable keys are checked later. Give each statement a runSql(\"…\") of"
                    + " its own, or put set constraints all immediate before this one";

    /** In tables that others created; qorm checks everything else that a foreign key needs before a statement runs. */
    private static final String SAME_ENDS =
            "\n  The columns at both ends of a foreign key must have the same type, and texts the same character set"
                    + " and collation: mvn qorm:inspect lists the tables that do not have qorm's, and how to convert them";

    /** For tables that were created by a version of the server before 5.7, or with certain settings. */
    private static final String OLD_ROWS =
            "\n  The table keeps its rows in an old format. Convert it to the current format by hand, and run the goal again:"
                    + " alter table … row_format = dynamic";

    /** qorm does not see these keys, since it sets {@code show_gipk_in_create_table_and_information_schema} to off. */
    private static final String GENERATED_KEY =
            "\n  If the server generated a primary key for this table (sql_generate_invisible_primary_key), drop it in"
                    + " the statement that adds another one: runSql(\"alter table … drop column my_row_id, add primary key"
                    + " (…)\").insteadOf(addPrimaryKey(…))";

    /** The classes "data exception" and "integrity constraint violation" of the SQL standard, and H2: contains null. */
    private static final Pattern OF_ROWS = Pattern.compile("2[23]|90081");

    /** SQLite: constraint. MariaDB and MySQL: NULL, a truncated value, a value of the wrong form, and on MySQL a check. */
    private static final Set<Integer> CODES_OF_ROWS = Set.of(19, 1138, 1265, 1366, 3819);

    /** The beginning of the messages of MariaDB's driver. */
    private static final String OF_MARIADB = "(conn=";

    private Refusal() {}

    /**
     * Returns the message of the driver, what its causes add to that, and what to do if that is known. Maven prints the
     * messages of causes after everything else, and thus after the remedy, unless they are already contained in the
     * message.
     */
    static String text(SQLException refusal) {
        return text(refusal, false);
    }

    /**
     * Returns the same for a statement of a migration.
     *
     * @param isConcurrent whether the migration has only concurrent operations
     */
    static String text(SQLException refusal, boolean isConcurrent) {
        var message = String.valueOf(refusal.getMessage());
        var reasons = new ArrayList<String>();
        for (var cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
            var reason = reason(cause);
            if (!message.contains(reason) && !reasons.contains(reason)) {
                reasons.add(reason);
            }
        }
        return message
                + (reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")")
                + remedy(refusal, isConcurrent ? DROP_BEFORE_AND_CREATE : DROP_AND_CREATE);
    }

    /** Whether a database refuses a statement because of values in rows: one that is wrong, or that breaks a constraint. */
    static boolean isOfRows(SQLException refusal) {
        return OF_ROWS.matcher(String.valueOf(refusal.getSQLState())).lookingAt()
                || CODES_OF_ROWS.contains(refusal.getErrorCode());
    }

    private static String remedy(SQLException refusal, String dropAndCreate) {
        var message = String.valueOf(refusal.getMessage());
        var remedy = ofState(String.valueOf(refusal.getSQLState()), message, dropAndCreate);
        return remedy.isEmpty() ? ofCode(refusal.getErrorCode(), message, dropAndCreate) : remedy;
    }

    /** Returns what to do on PostgreSQL; empty if that is not known. */
    private static String ofState(String state, String message, String dropAndCreate) {
        if (POSTGRESQL_RIGHTS.equals(state)) {
            return grant("who owns the tables and has the rights usage and create on their schema");
        }
        if (POSTGRESQL_LOCKED.equals(state)) {
            return inUse("select pid, state, query from pg_stat_activity", "options=-c%20lock_timeout=10min");
        }
        if (POSTGRESQL_READ_ONLY.equals(state)) {
            return READ_ONLY;
        }
        if (POSTGRESQL_IN_TRANSACTION.equals(state)) {
            return ONE_TRANSACTION;
        }
        if (POSTGRESQL_CANCELED.equals(state) && message.contains("statement timeout")) {
            return tookTooLong("options=-c%20statement_timeout=0");
        }
        if (POSTGRESQL_IN_USE.equals(state) && message.contains("pending trigger events")) {
            return PENDING_CHECKS;
        }
        if (PARTITIONED.matcher(message).find()) {
            return NOT_CONCURRENTLY;
        }
        var isUsed =
                POSTGRESQL_UNSUPPORTED.equals(state) && USED.matcher(message).find();
        return isUsed || POSTGRESQL_DEPENDENTS.equals(state) ? dropAndCreate : "";
    }

    /** Returns what to do on the others; empty if that is not known. */
    private static String ofCode(int code, String message, String dropAndCreate) {
        return switch (code) {
            // MariaDB and MySQL: access denied to a database, table, column, privilege or routine
            case 1044, 1142, 1143, 1227, 1370 ->
                grant(
                        "with the rights select, insert, update, delete, create, alter, drop, index, references, show view"
                                + " and trigger on the database");
            // H2: a column is referenced, something depends on what is dropped or truncated
            case 90083, 90107, 90152 -> dropAndCreate;
            // MariaDB and MySQL: a foreign key needs a column, its own or the referenced one, or the table
            case 1832, 1833, 3730 -> dropAndCreate;
            // MariaDB and MySQL: a row, or a table, is referenced
            case 1217, 1451 ->
                // For rows that others refer to, the message names the constraint; for a table, it does not.
                message.contains("CONSTRAINT")
                        ? ""
                        : "\n  Foreign keys of other tables refer to it: select constraint_name, table_schema, table_name from"
                                + " information_schema.key_column_usage where referenced_table_schema = database()"
                                + dropAndCreate;
            // MariaDB and MySQL: lock wait timeout, of a table or of a row
            case 1205 ->
                inUse("show full processlist", "sessionVariables=lock_wait_timeout=600,innodb_lock_wait_timeout=600");
            // MySQL: an UPDATE whose value reads the same table
            case 1093 ->
                "\n  MySQL needs a primary key, or a unique constraint over columns that are NOT NULL, to give rows a value"
                        + " that is read from other rows of their table";
            // MySQL: a table without a primary key
            case 3750 -> keyless("sql_require_primary_key");
            // MySQL: a table has a primary key, or an auto-increment column
            case 1068, 1075 -> message.startsWith(OF_MARIADB) ? "" : GENERATED_KEY;
            // MySQL: not supported, which has many reasons
            case 1235 ->
                message.contains("sql_generate_invisible_primary_key")
                        ? keyless("sql_generate_invisible_primary_key")
                        : "";
            // MariaDB and MySQL: a key, or a column of one, is too long
            case 1071, 1709 -> message.contains("767") ? OLD_ROWS : "";
            // MariaDB: statement timeout
            case 1969 -> tookTooLong("sessionVariables=max_statement_time=0");
            // MySQL: columns of a foreign key are incompatible
            case 3780 ->
                SAME_ENDS + ". If no model has the foreign key, and the column that it refers to changes:"
                        + dropAndCreate;
            // MariaDB: the same, among everything else that may be wrong with a table
            case 1005 -> message.contains("errno: 150") ? SAME_ENDS : "";
            // H2: not enough rights
            case 90096 -> grant("who is an administrator or has the right alter any schema");
            // SQLite: busy
            case 5 ->
                "\n  Another connection has the file of the database in use. End it, or wait until it is done and run the"
                        + " goal again; qorm.lockTimeout says how many seconds migrate and rollback wait";
            // SQLite: cannot open
            case 14 -> "\n  qorm needs to write to the file of the database and to its folder, which must exist";
            // SQLite and H2: read-only
            case 8, 90097 ->
                "\n  qorm needs to write to the file of the database and to its folder. Change their"
                        + " permissions, or the access mode in qorm.url";
            // MariaDB and MySQL: the option of the server, the transaction, or the server is read-only
            case 1290, 1792, 1836 ->
                message.toLowerCase(Locale.ROOT).matches(".*\\bread[-_ ]only\\b.*") ? READ_ONLY : "";
            default -> "";
        };
    }

    private static String inUse(String query, String limit) {
        return "\n  Other transactions have the table in use. The statement gave up, because all others that need"
                + " the table would have had to wait for it. Run the goal again when they are done: " + query + " lists"
                + " them. To wait longer, set a limit of your own in qorm.url: " + limit;
    }

    private static String keyless(String setting) {
        return "\n  The server does not allow a table without a primary key. If a table must be without one during this"
                + " migration, switch that off for the session in qorm.url: sessionVariables=" + setting
                + "=0. The user needs the privilege session_variables_admin for that; qorm.user can name another user";
    }

    private static String tookTooLong(String parameter) {
        return "\n  The server or the role limits how long a statement may take. If this one may take longer, lift the"
                + " limit in qorm.url: "
                + parameter;
    }

    private static String grant(String who) {
        return "\n  qorm needs a user " + who + ". Grant that, or set qorm.user to another user";
    }

    private static String reason(Throwable cause) {
        var message = cause.getMessage();
        if (message == null || message.isEmpty()) {
            return cause.getClass().getSimpleName();
        }
        return cause instanceof UnknownHostException ? "unknown host " + message : message;
    }
}
