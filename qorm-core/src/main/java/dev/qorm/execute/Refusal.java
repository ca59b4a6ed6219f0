package dev.qorm.execute;

import java.net.UnknownHostException;
import java.sql.SQLException;

/** What a database says when it refuses, for a person. */
final class Refusal {
    private Refusal() {}

    /** The message of the driver, and the reason where the driver knows one that it does not say. */
    static String text(SQLException refusal) {
        var message = String.valueOf(refusal.getMessage());
        var reason = reason(refusal);
        return message.contains(reason) ? message : message + " (" + reason + ")";
    }

    private static String reason(Throwable refusal) {
        var innermost = refusal;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage();
        if (message == null || message.isBlank()) {
            return innermost.getClass().getSimpleName();
        }
        return innermost instanceof UnknownHostException ? "unknown host " + message : message;
    }
}
