package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.SqlStatements;
import dev.qorm.dialect.Statement;
import dev.qorm.operation.HandmadeOperation;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs a migration on PostgreSQL, in one transaction. While checks of deferrable keys are pending there, PostgreSQL
 * refuses to change the tables of their rows. The checks are then made, and the statement is repeated: nobody knows
 * before whether there are any, since the keys may have been made by hand.
 */
final class RunnerOnPostgres extends TransactionalRunner {
    /** The class "integrity constraint violation" ("PostgreSQL Error Codes" in its manual). */
    private static final String VIOLATION = "23";

    /** The connection failed, or the server ended it. */
    private static final List<String> LOST = List.of("08", "57P");

    private static final String SAVEPOINT = "qorm_statement";

    private static final Pattern SAVEPOINTS = Pattern.compile("(?i)(?:savepoint|rollback|release)\\b");

    private boolean hasChangedRows;

    RunnerOnPostgres(Sql sql, ByHand byHand, MigrationHistory history, MigrationListener listener, Clock clock) {
        super(sql, Dialect.POSTGRESQL, byHand, history, listener, clock);
    }

    @Override
    void begin() throws SQLException {
        super.begin();
        hasChangedRows = false;
    }

    @Override
    void execute(Statement statement) throws SQLException {
        if (hasChangedRows && !namesSavepoint(statement)) {
            executeAfterRows(statement);
        } else {
            super.execute(statement);
        }
        hasChangedRows |= !statement.changesSchema();
    }

    /**
     * Whether it sets, releases or goes back to a savepoint of the user. Each of the two last ends the savepoints that
     * were set later, and none of them changes a table.
     */
    private static boolean namesSavepoint(Statement statement) {
        return SqlStatements.of(statement.sql(), Dialect.POSTGRESQL).stream()
                .anyMatch(sql -> SAVEPOINTS.matcher(sql).lookingAt());
    }

    private void executeAfterRows(Statement statement) throws SQLException {
        sql.execute("savepoint " + SAVEPOINT);
        try {
            super.execute(statement);
        } catch (SQLException e) {
            if (!Refusal.POSTGRESQL_IN_USE.equals(e.getSQLState())) {
                throw e;
            }
            sql.execute("rollback to savepoint " + SAVEPOINT);
            checkRows();
            super.execute(statement);
        }
        sql.execute("release savepoint " + SAVEPOINT);
    }

    private void checkRows() throws SQLException {
        try {
            sql.execute("set constraints all immediate");
        } catch (SQLException e) {
            throw new SQLException(
                    "before this statement, the deferrable keys were checked: " + e.getMessage(), e.getSQLState(), e);
        }
    }

    @Override
    void finish(RenderedOperation rendered) {
        hasChangedRows |= rendered.operation() instanceof HandmadeOperation;
    }

    @Override
    void commit(Run run) throws SQLException {
        try {
            super.commit(run);
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            if (e.getSQLState() == null || LOST.stream().anyMatch(state::startsWith)) {
                throw e; // nobody knows whether it was committed
            }
            throw ExecutionException.refused(
                    run.subject() + " failed at its end, when the "
                            + (state.startsWith(VIOLATION)
                                    ? "deferrable keys were checked"
                                    : "deferred triggers of the database ran")
                            + "\n  database:  " + Refusal.text(e) + "\n  " + run.nothingDone()
                            + " Fix the cause and run " + run.goal() + " again.",
                    e);
        }
    }
}
