package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.execute.MigrationListener.Direction;
import java.sql.SQLException;
import java.time.Clock;

/** On a database with transactional DDL: the statements and the record commit together, or nothing happened. */
final class TransactionalRunner implements MigrationRunner {
    private final Sql sql;
    private final DdlRenderer renderer;
    private final MigrationHistory history;
    private final MigrationListener listener;
    private final Clock clock;

    TransactionalRunner(
            Sql sql, DdlRenderer renderer, MigrationHistory history, MigrationListener listener, Clock clock) {
        this.sql = sql;
        this.renderer = renderer;
        this.history = history;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public void run(Run run) throws SQLException {
        var started = clock.instant();
        var connection = sql.connection();
        connection.setAutoCommit(false);
        try {
            statements(run);
            if (run.direction() == Direction.APPLY) {
                history.recordApplied(run.migration(), started);
            } else {
                history.remove(run.migration().id());
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private void statements(Run run) {
        for (var operation : run.render(renderer)) {
            for (var statement : operation.statements()) {
                listener.statement(run.migration().id(), statement.sql());
                try {
                    sql.execute(statement.sql());
                } catch (SQLException e) {
                    throw run.failure(
                            operation,
                            statement.sql(),
                            e,
                            run.direction() == Direction.APPLY
                                    ? "Nothing of this migration is applied; the ones before it are. Mend the cause and"
                                            + " run mvn qorm:migrate again."
                                    : "Nothing of this migration is rolled back. Mend the cause and run"
                                            + " mvn qorm:rollback again.");
                }
            }
        }
    }

    private void rollBack(Exception failure) {
        try {
            sql.connection().rollback();
            sql.connection().setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
            failure.addSuppressed(e);
        }
    }
}
