package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of the steps: how far a migration came on a database that commits every DDL statement. Before a statement its
 * INTENT is committed. The INTENT of the next one, or the end of the migration, is committed with what the statement did,
 * and says that it is done. What a crash leaves is an INTENT with nothing after it.
 */
final class StepJournal {
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
     * @param hash the fingerprint of its SQL
     * @param isDone false when it is not known whether it ran
     */
    record Step(String hash, boolean isDone) {}

    /** What earlier runs left of a migration, in order; only the last step can be one that is not known to be done. */
    List<Step> left(MigrationId id) throws SQLException {
        if (left == null) {
            left = read();
        }
        return left.getOrDefault(id.toString(), List.of());
    }

    /** Of all migrations at once: there is hardly ever one, and a statement for each of a thousand to find that out. */
    private Map<String, List<Step>> read() throws SQLException {
        var steps = new HashMap<String, List<Step>>();
        var unused = sql.query(
                "select migration, statement_hash, state from " + table + " order by migration, step", row -> {
                    var known = steps.computeIfAbsent(row.getString(1), migration -> new ArrayList<>());
                    if (!known.isEmpty()) {
                        known.set(
                                known.size() - 1,
                                new Step(known.get(known.size() - 1).hash(), true));
                    }
                    return known.add(new Step(row.getString(2), "DONE".equals(row.getString(3))));
                });
        return steps;
    }

    void intend(MigrationId id, int step, String statement) throws SQLException {
        sql.update(
                "insert into " + table + " (migration, step, statement_hash, state, started_at) values (?, ?, ?, ?, ?)",
                id.toString(),
                step,
                hash(statement),
                "INTENT",
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** The statement of {@code step} ran, and nothing comes after it yet. */
    void done(MigrationId id, int step) throws SQLException {
        sql.update("update " + table + " set state = ? where migration = ? and step = ?", "DONE", id.toString(), step);
    }

    /** The statement of {@code step}, the last one, was refused by the database, so it did nothing. */
    void withdraw(MigrationId id, int step) throws SQLException {
        sql.update("delete from " + table + " where migration = ? and step = ?", id.toString(), step);
        if (step > 0) {
            done(id, step - 1);
        }
    }

    void clear(MigrationId id) throws SQLException {
        sql.update("delete from " + table + " where migration = ?", id.toString());
    }

    static String hash(String statement) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(statement.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
