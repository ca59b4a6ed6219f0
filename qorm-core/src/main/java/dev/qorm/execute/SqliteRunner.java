package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.introspect.SqliteLosses;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.RenameIndex;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a migration on SQLite: in the transaction that is the lock, after a savepoint. What is dropped with a table that
 * is rebuilt is created again, and before anything is committed, all foreign keys, views and triggers are checked to
 * work as before.
 */
final class SqliteRunner extends TransactionalRunner {
    private static final String SAVEPOINT = "qorm_migration";

    private final MigrationLock lock;
    private final SqliteObjects objects;
    private final SqliteStatistics statistics;
    private final List<SqliteObjects.Saved> saved = new ArrayList<>();
    private final Set<String> rebuilt = new HashSet<>();
    private final SqliteIntegrity integrity;

    SqliteRunner(
            Sql sql,
            ByHand byHand,
            MigrationHistory history,
            MigrationLock lock,
            MigrationListener listener,
            Clock clock) {
        super(sql, Dialect.SQLITE, byHand, history, listener, clock);
        this.lock = lock;
        this.objects = new SqliteObjects(sql);
        this.statistics = new SqliteStatistics(sql);
        this.integrity = new SqliteIntegrity(sql, objects);
    }

    @Override
    void begin() throws SQLException {
        sql.execute("savepoint " + SAVEPOINT);
        saved.clear();
        rebuilt.clear();
        integrity.begin();
    }

    /** A renamed index is created again, as the migrations declare it. */
    @Override
    void prepare(RenderedOperation rendered) throws SQLException {
        if (rendered.operation() instanceof HandmadeOperation) {
            rebuilt.clear(); // it may have done anything to the tables
        }
        if (rendered.operation() instanceof RenameIndex rename) {
            var made = objects.index(rename.from());
            if (made != null && SqliteLosses.isMoreThanPlain(made)) {
                throw ExecutionException.contradiction("the index " + rename.from()
                        + " must be created again under another name, and would lose what no migration has: " + made
                        + "\nNothing was changed. Keep its name in the model, with .named(\"" + rename.from()
                        + "\"), or remove the collation from the database");
            }
        }
    }

    @Override
    void execute(Statement statement) throws SQLException {
        var table = statement.replaced();
        if (table != null) {
            checkLosses(table);
            saved.addAll(objects.of(table.name()));
            statistics.keep(table.name());
        }
        super.execute(statement);
    }

    /**
     * Checks a table when it is about to be replaced, comparing it with its new version, in the state before the
     * migration.
     */
    private void checkLosses(Table table) throws SQLException {
        if (rebuilt.add(Table.key(table.name()))) {
            var losses = SqliteLosses.of(sql.connection(), table);
            if (!losses.isEmpty()) {
                throw refused(table.name(), losses);
            }
        }
    }

    private static ExecutionException refused(String table, SqliteLosses losses) {
        var lines = new ArrayList<>(losses.differences());
        lines.addAll(losses.undeclared());
        lines.addAll(losses.changed());
        var remedies = new StringBuilder();
        if (!losses.differences().isEmpty()) {
            remedies.append(
                            "\nmvn qorm:verify shows the differences: remove them from the database; or delete this migration,")
                    .append(" adopt them with mvn qorm:verify -Dqorm.adopt, and create it again.");
        }
        if (!losses.undeclared().isEmpty()) {
            var hasCollation = losses.undeclared().stream().anyMatch(line -> line.contains("'collate "));
            remedies.append(
                            hasCollation
                                    ? "\nThe model keeps a collation of SQLite itself with .collation(\"sqlite\", \"nocase\"), and"
                                            + " another one in a type: fields.nativeType(\"…\", \"text collate …\")."
                                            + " For anything else, rebuild"
                                    : "\nModels cannot declare that: rebuild")
                    .append(" the table by hand without it; or change the table by hand as the migration says, and")
                    .append(" record that with mvn qorm:migrate -Dqorm.fake.");
        }
        return ExecutionException.contradiction("the table " + table
                + " must be rebuilt for this migration, and would lose what no migration has:\n  "
                + String.join("\n  ", lines) + "\nNothing was changed." + remedies);
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
        integrity.check(run);
        sql.execute("release " + SAVEPOINT);
    }

    /**
     * If the disk is full or does not respond, SQLite itself rolls back the whole transaction ("Response To Errors
     * Within A Transaction" in its manual, "Transaction"), and with it the savepoint.
     */
    @Override
    boolean undo() {
        try {
            sql.execute("rollback to " + SAVEPOINT);
            return true;
        } catch (SQLException gone) {
            return false;
        }
    }

    /** The migrations before this one are committed. */
    @Override
    void rollBack() throws SQLException {
        sql.execute("rollback to " + SAVEPOINT);
        lock.keep();
    }
}
