package dev.qorm.execute;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * What a database says when it refuses, for a person.
 *
 * <p>That a right is missing is told by SQL state 42501 ("PostgreSQL Error Codes" in its manual) and by the codes of
 * MariaDB and MySQL ("Server Error Message Reference"), H2 ("Error Code") and SQLite ("Result and Error Codes"), of which
 * none has a code of another.
 */
final class Refusal {
    private static final String POSTGRESQL_RIGHTS = "42501";

    private Refusal() {}

    /**
     * The message of the driver, what its causes say beyond that, and which rights are missing. Maven prints what causes say
     * behind all else, where a remedy would be in front of it, unless it is said already.
     */
    static String text(SQLException refusal) {
        var message = String.valueOf(refusal.getMessage());
        var reasons = new ArrayList<String>();
        for (var cause = refusal.getCause(); cause != null; cause = cause.getCause()) {
            var reason = reason(cause);
            if (!message.contains(reason) && !reasons.contains(reason)) {
                reasons.add(reason);
            }
        }
        return message + (reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")") + rights(refusal);
    }

    private static String rights(SQLException refusal) {
        if (POSTGRESQL_RIGHTS.equals(refusal.getSQLState())) {
            return grant("who owns the tables and has the rights usage and create on their schema");
        }
        return switch (refusal.getErrorCode()) {
            case 1044, 1142, 1143, 1227, 1370 ->
                grant("with the rights select, insert, update, delete, create, alter, drop, index and references on the"
                        + " database");
            case 90096 -> grant("who is an administrator or has the right alter any schema");
            case 8 ->
                "\n  qorm needs to write to the file of the database and to the folder that it is in. Change their"
                        + " permissions";
            default -> "";
        };
    }

    private static String grant(String who) {
        return "\n  qorm needs a user " + who + ". Grant that, or give another user with qorm.user";
    }

    private static String reason(Throwable cause) {
        var message = cause.getMessage();
        if (message == null || message.isEmpty()) {
            return cause.getClass().getSimpleName();
        }
        return cause instanceof UnknownHostException ? "unknown host " + message : message;
    }
}
