package dev.qorm.execute;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The history table, which records the migrations of a database. Times are UTC in ISO 8601. */
final class MigrationHistory {
    private final String table;
    private final Sql sql;
    private final Clock clock;

    MigrationHistory(HistoryTables tables, Sql sql, Clock clock) {
        this.table = tables.history();
        this.sql = sql;
        this.clock = clock;
    }

    /** Returns what is recorded, in the order of the migrations; the table must exist. */
    List<HistoryEntry> read() throws SQLException {
        return read("finished_at", this::time);
    }

    /**
     * Returns the same without times, which take longer to parse than everything else of a thousand migrations takes to
     * read.
     */
    List<HistoryEntry> readStates() throws SQLException {
        return read("null", (migration, text) -> null);
    }

    private List<HistoryEntry> read(String finishedAt, BiFunction<String, @Nullable String, @Nullable Instant> time)
            throws SQLException {
        var entries = sql.query(
                "select migration, checksum, state, operation_count, " + finishedAt + " from " + table, row -> {
                    var name = row.getString(1);
                    return new HistoryEntry(
                            MigrationId.parse(name)
                                    .orElseThrow(() -> ExecutionException.contradiction("the table " + table
                                            + " records '" + name + "', which is not the name of a migration")),
                            row.getString(2),
                            state(name, row.getString(3)),
                            row.getInt(4),
                            time.apply(name, row.getString(5)));
                });
        entries.sort(Comparator.comparing(HistoryEntry::id));
        return entries;
    }

    private State state(String migration, String text) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> broken(migration, "state", text, "one of " + Arrays.toString(State.values())));
    }

    private @Nullable Instant time(String migration, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw broken(migration, "finished_at", text, "a time such as " + text(clock.instant()));
        }
    }

    private ExecutionException broken(String migration, String column, String value, String expected) {
        return ExecutionException.contradiction("the table " + table + " has '" + value + "' as " + column + " of "
                + migration + ", which qorm did not write. Put " + expected + " there");
    }

    /** Records that {@code migration} is applied, in one statement. */
    void recordApplied(NumberedMigration migration, Instant started) throws SQLException {
        insert(migration, State.APPLIED, started);
    }

    /** Records that {@code migration} is started. */
    void recordStart(NumberedMigration migration, Instant started) throws SQLException {
        insert(migration, State.APPLYING, started);
    }

    private void insert(NumberedMigration migration, State state, Instant started) throws SQLException {
        var finished = state == State.APPLIED ? clock.instant() : null;
        sql.update(
                "insert into " + table + " (migration, checksum, state, operation_count, started_at, finished_at,"
                        + " execution_ms, tool_version, applied_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                migration.id().toString(),
                migration.checksum(),
                state.name(),
                migration.operations().size(),
                text(started),
                finished == null ? null : text(finished),
                finished == null ? null : Duration.between(started, finished).toMillis(),
                ToolVersion.get(),
                System.getProperty("user.name", "?"));
    }

    /** Records that {@code id}, started before, is applied. */
    void recordFinish(MigrationId id, Instant started) throws SQLException {
        var finished = clock.instant();
        sql.update(
                "update " + table + " set state = ?, finished_at = ?, execution_ms = ? where migration = ?",
                State.APPLIED.name(),
                text(finished),
                Duration.between(started, finished).toMillis(),
                id.toString());
    }

    /**
     * Records that the first {@code operationCount} operations of {@code id} are being rolled back.
     *
     * @param isHalfDone whether some statements of the last of them never ran
     */
    void recordRollback(MigrationId id, int operationCount, boolean isHalfDone) throws SQLException {
        sql.update(
                "update " + table + " set state = ?, operation_count = ? where migration = ?",
                (isHalfDone ? State.ROLLING_BACK_HALF_DONE : State.ROLLING_BACK).name(),
                operationCount,
                id.toString());
    }

    /** Records that {@code id}, of which nothing could be rolled back, is applied as before. */
    void recordKept(MigrationId id) throws SQLException {
        sql.update("update " + table + " set state = ? where migration = ?", State.APPLIED.name(), id.toString());
    }

    /** Records {@code squash} in place of {@code squashed}, with the time of the last of these. */
    void recordSquash(NumberedMigration squash, List<MigrationId> squashed) throws SQLException {
        var last = squashed.get(squashed.size() - 1);
        sql.atOnce(() -> {
            for (var id : squashed.subList(0, squashed.size() - 1)) {
                remove(id);
            }
            sql.update(
                    "update " + table + " set migration = ?, checksum = ?, operation_count = ? where migration = ?",
                    squash.id().toString(),
                    squash.checksum(),
                    squash.operations().size(),
                    last.toString());
        });
    }

    /** Removes {@code id}, which is no longer applied. */
    void remove(MigrationId id) throws SQLException {
        sql.update("delete from " + table + " where migration = ?", id.toString());
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
