package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * The table of the steps: how far a migration came on a database that commits every DDL statement. Before a
 * statement its INTENT is committed, after it DONE; what a crash leaves is an INTENT without DONE.
 */
final class StepJournal {
    private final String table;
    private final Sql sql;
    private final Clock clock;
    private final MigrationId id;

    StepJournal(HistoryTables tables, Sql sql, Clock clock, MigrationId id) {
        this.table = tables.step();
        this.sql = sql;
        this.clock = clock;
        this.id = id;
    }

    /**
     * A journalled statement.
     *
     * @param hash the fingerprint of its SQL
     * @param isDone false when it is not known whether it ran
     */
    record Step(String hash, boolean isDone) {}

    /** The steps so far, in order; only the last one can be undone. */
    List<Step> read() throws SQLException {
        return sql.query(
                "select statement_hash, state from " + table + " where migration = ? order by step",
                row -> new Step(row.getString(1), "DONE".equals(row.getString(2))),
                id.toString());
    }

    void intend(int step, String statement) throws SQLException {
        sql.update(
                "insert into " + table + " (migration, step, statement_hash, state, started_at) values (?, ?, ?, ?, ?)",
                id.toString(),
                step,
                hash(statement),
                "INTENT",
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    void done(int step) throws SQLException {
        sql.update("update " + table + " set state = ? where migration = ? and step = ?", "DONE", id.toString(), step);
    }

    /** The statement of {@code step} was refused by the database, so it did nothing. */
    void withdraw(int step) throws SQLException {
        sql.update("delete from " + table + " where migration = ? and step = ?", id.toString(), step);
    }

    void clear() throws SQLException {
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
