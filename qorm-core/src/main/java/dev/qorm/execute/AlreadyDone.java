package dev.qorm.execute;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a database refuses a statement because its effect is there already. Asked only for a statement that was about
 * to run when a run was stopped, where it is not known whether it did: databases without transactional DDL make each
 * single statement atomic, so either its effect is there or it did nothing. A statement that changes rows commits
 * together with its record, so that there is nothing to ask.
 *
 * <p>SQL states of H2 ("Error Code" in its documentation): a table, index, column or constraint exists already, or is
 * gone already.
 */
final class AlreadyDone {
    private static final Set<String> EXISTS = Set.of("42S01", "42S11", "42S21", "90045");
    private static final Set<String> GONE = Set.of("42S02", "42S12", "42S22", "90057", "42S03", "42S04");

    private static final Pattern DDL = Pattern.compile("(?i)\\s*(?:create|alter|drop|comment)\\b");

    private AlreadyDone() {}

    static boolean says(SQLException refusal, String statement) {
        var state = refusal.getSQLState();
        return DDL.matcher(statement).lookingAt() && state != null && (EXISTS.contains(state) || GONE.contains(state));
    }
}
