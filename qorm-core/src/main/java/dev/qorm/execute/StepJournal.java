package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import dev.qorm.schema.Sha256;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journal of steps: how far a migration got on a database that commits every DDL statement. Before a statement
 * runs, its INTENT is committed. The INTENT of the next one, or the end of the migration, is committed with the effect
 * of the statement, and means that the statement is done. A crash leaves an INTENT with nothing after it. When a
 * migration is applied, the INTENT of its first statement is its row in the history, so that a migration of one
 * statement has no row here.
 */
final class StepJournal {
    private static final int HASH_BYTES = 16;

    private final String table;
    private final Sql sql;
    private final Clock clock;

    private @Nullable Map<String, List<Step>> left;

    StepJournal(HistoryTables tables, Sql sql, Clock clock) {
        this.table = tables.step();
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A journalled statement.
     *
     * @param hash the fingerprint of its SQL, or null if that was not recorded
     * @param isDone false if it is not known whether it ran
     */
    record Step(@Nullable String hash, boolean isDone) {
        static Step intended(String statement) {
            return new Step(StepJournal.hash(statement), false);
        }

        Step whenDone() {
            return new Step(hash, true);
        }

        boolean isOf(String statement) {
            return hash == null || hash.equals(StepJournal.hash(statement));
        }
    }

    /**
     * Returns the steps that earlier runs recorded of a migration, in order; only the last one may be not known to be
     * done.
     */
    List<Step> left(MigrationId id) throws SQLException {
        if (left == null) {
            left = read();
        }
        return left.getOrDefault(id.toString(), List.of());
    }

    /**
     * Reads the steps of all migrations at once: there are hardly ever any, and it would take a statement for each of a
     * thousand migrations to find that out.
     */
    private Map<String, List<Step>> read() throws SQLException {
        var steps = new HashMap<String, List<Step>>();
        var unused = sql.query(
                "select migration, statement_hash, state, step from " + table + " order by migration, step", row -> {
                    var known = steps.computeIfAbsent(row.getString(1), migration -> new ArrayList<>());
                    if (known.isEmpty() && row.getInt(4) == 1) {
                        known.add(new Step(null, true));
                    }
                    known.replaceAll(Step::whenDone);
                    return known.add(new Step(row.getString(2), "DONE".equals(row.getString(3))));
                });
        return steps;
    }

    void intend(MigrationId id, int step, String statement) throws SQLException {
        insert(id, step, statement, "INTENT");
    }

    private void insert(MigrationId id, int step, String statement, String state) throws SQLException {
        sql.update(
                "insert into " + table + " (migration, step, statement_hash, state, started_at) values (?, ?, ?, ?, ?)",
                id.toString(),
                step,
                hash(statement),
                state,
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Records that {@code statement}, that of {@code step}, ran, if no step follows yet. */
    void done(MigrationId id, int step, String statement) throws SQLException {
        var known = sql.update(
                "update " + table + " set state = ? where migration = ? and step = ?", "DONE", id.toString(), step);
        if (known == 0) {
            insert(id, step, statement, "DONE");
        }
    }

    /**
     * Records that the statement of {@code step}, the last one, was refused by the database, so that it did nothing.
     *
     * @param before the statement before it, or null for the first
     */
    void withdraw(MigrationId id, int step, @Nullable String before) throws SQLException {
        sql.update("delete from " + table + " where migration = ? and step = ?", id.toString(), step);
        if (before != null) {
            done(id, step - 1, before);
        }
    }

    void clear(MigrationId id) throws SQLException {
        sql.update("delete from " + table + " where migration = ?", id.toString());
    }

    static String hash(String statement) {
        return Sha256.hex(statement, HASH_BYTES);
    }
}
