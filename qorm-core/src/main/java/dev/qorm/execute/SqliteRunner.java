package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.introspect.SqliteLosses;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * On SQLite: in the transaction that is the lock, behind a savepoint. What goes with a table that is built anew is made
 * again, and before anything is kept it is looked whether all foreign keys, views and triggers are as good as before.
 */
final class SqliteRunner extends TransactionalRunner {
    private static final String SAVEPOINT = "qorm_migration";

    private final MigrationLock lock;
    private final SqliteObjects objects;
    private final SqliteStatistics statistics;
    private final List<SqliteObjects.Saved> saved = new ArrayList<>();
    private final SqliteIntegrity integrity;

    SqliteRunner(
            Sql sql,
            DdlRenderer renderer,
            MigrationHistory history,
            MigrationLock lock,
            MigrationListener listener,
            Clock clock) {
        super(sql, renderer, history, listener, clock);
        this.lock = lock;
        this.objects = new SqliteObjects(sql);
        this.statistics = new SqliteStatistics(sql);
        this.integrity = new SqliteIntegrity(sql, objects);
    }

    @Override
    void begin() throws SQLException {
        sql.execute("savepoint " + SAVEPOINT);
        saved.clear();
        integrity.begin();
    }

    @Override
    void execute(Statement statement) throws SQLException {
        var table = statement.replaced();
        if (table != null) {
            var losses = SqliteLosses.of(sql.connection(), table);
            if (!losses.isEmpty()) {
                throw ExecutionException.contradiction("the table " + table.name()
                        + " has to be built anew for this migration, and would lose what no migration knows of:\n  "
                        + String.join("\n  ", losses)
                        + "\nNothing was changed. Take it out of the database, or into the models: mvn qorm:verify"
                        + " shows the differences");
            }
            saved.addAll(objects.of(table.name()));
            statistics.keep(table.name());
        }
        super.execute(statement);
    }

    @Override
    void finish(RenderedOperation rendered) throws SQLException {
        objects.restore(saved);
        saved.clear();
        statistics.restore();
        integrity.remember(rendered.operation());
    }

    @Override
    void commit(Run run) throws SQLException {
        integrity.check(run.migration().id());
        sql.execute("release " + SAVEPOINT);
    }

    /**
     * When the disk is full or does not answer, SQLite takes back the whole transaction by itself ("Response To Errors Within
     * A Transaction" in its manual, "Transaction"), and with it the savepoint.
     */
    @Override
    boolean keepsThoseBefore() {
        try {
            sql.execute("rollback to " + SAVEPOINT);
            return true;
        } catch (SQLException gone) {
            return false;
        }
    }

    /** The migrations before this one stay. */
    @Override
    void takeBack() throws SQLException {
        sql.execute("rollback to " + SAVEPOINT);
        lock.keep();
    }
}
