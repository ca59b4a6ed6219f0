package dev.qorm.execute;

import java.sql.SQLException;
import java.util.Set;

/**
 * Whether a database refuses a statement because its effect is there already. Asked only for a statement that was about
 * to run when a run was stopped, where it is not known whether it did: databases without transactional DDL make each
 * single statement atomic, so either its effect is there or it did nothing.
 *
 * <p>SQL states of H2 ("Error Code" in its documentation): a table, index, column or constraint exists already, or is
 * gone already.
 */
final class AlreadyDone {
    private static final Set<String> EXISTS = Set.of("42S01", "42S11", "42S21", "90045");
    private static final Set<String> GONE = Set.of("42S02", "42S12", "42S22", "90057", "42S03", "42S04");

    private AlreadyDone() {}

    static boolean says(SQLException refusal) {
        var state = refusal.getSQLState();
        return state != null && (EXISTS.contains(state) || GONE.contains(state));
    }
}
