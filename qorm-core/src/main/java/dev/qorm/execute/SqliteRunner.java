package dev.qorm.execute;

import dev.qorm.dialect.DdlRenderer;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.introspect.SqliteLosses;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * On SQLite: in the transaction that is the lock, behind a savepoint. What goes with a table that is built anew is made
 * again, and before anything is kept it is looked whether all foreign keys, views and triggers are as good as before.
 */
final class SqliteRunner extends TransactionalRunner {
    private static final String SAVEPOINT = "qorm_migration";
    private static final int SHOWN = 5;

    private final MigrationLock lock;
    private final SqliteObjects objects;
    private final SqliteStatistics statistics;
    private final List<SqliteObjects.Saved> saved = new ArrayList<>();
    /** What did not work before the migration; nobody else writes between those of one run. */
    private @Nullable Map<String, String> broken;
    /** Whether the migration may have left rows without what they refer to, and views without what they read. */
    private boolean mayLose;

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
    }

    @Override
    void begin() throws SQLException {
        sql.execute("savepoint " + SAVEPOINT);
        saved.clear();
        mayLose = false;
        if (broken == null) {
            broken = objects.broken();
        }
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
        var operation = rendered.operation();
        mayLose |= !(operation instanceof CreateTable || operation instanceof CreateIndex);
        statistics.restore();
    }

    /** The checks look at each table of the database, so they are made only where they can find something. */
    @Override
    void commit(Run run) throws SQLException {
        if (mayLose) {
            checkForeignKeys(run);
            checkObjects(run);
        }
        sql.execute("release " + SAVEPOINT);
    }

    private void checkObjects(Run run) throws SQLException {
        var now = objects.broken();
        var worse = new TreeMap<>(now);
        worse.keySet().removeAll(Objects.requireNonNull(broken, "broken").keySet());
        if (!worse.isEmpty()) {
            throw ExecutionException.contradiction(run.migration().id() + " would leave behind what does not work any"
                    + " more:\n  "
                    + worse.entrySet().stream()
                            .map(each -> each.getKey() + ": " + each.getValue())
                            .collect(Collectors.joining("\n  "))
                    + "\nNothing of it was kept. Drop that in the migration, with runSql(\"…\"), and create it anew");
        }
        broken = now;
    }

    private void checkForeignKeys(Run run) throws SQLException {
        var lost = sql.query(
                "pragma foreign_key_check",
                row -> "the row " + row.getLong(2) + " of " + row.getString(1) + " refers to no row of "
                        + row.getString(3));
        if (!lost.isEmpty()) {
            throw ExecutionException.contradiction(run.migration().id() + " would leave foreign keys without a target:"
                    + "\n  " + String.join("\n  ", lost.subList(0, Math.min(lost.size(), SHOWN)))
                    + (lost.size() > SHOWN ? "\n  and " + (lost.size() - SHOWN) + " more" : "")
                    + "\nNothing of it was kept. Mend the rows (pragma foreign_key_check finds them), and run the goal"
                    + " again");
        }
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
