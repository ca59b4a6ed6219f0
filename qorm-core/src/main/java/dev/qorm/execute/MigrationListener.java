package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.util.List;

/** Receives what happens to a database, as it happens, as typed events; the listener writes the texts. */
public interface MigrationListener {
    /** Ignores all events. */
    MigrationListener SILENT = new MigrationListener() {};

    /** The operations of {@code id}, which are about to run, lose data for good; called only if they do. */
    default void losing(MigrationId id, Direction direction, List<String> losses) {}

    /**
     * The database also removes something that no migration knows when the operations of {@code id} make their changes,
     * such as an index that was created by hand and is dropped with its column; called only if there is any.
     */
    default void losingUnknown(MigrationId id, Direction direction, List<String> losses) {}

    /**
     * Procedures, functions or events of PostgreSQL, MySQL or MariaDB read what the operations of {@code id} drop or rename, by
     * operation; called only if there are any. The database does not refuse that.
     */
    default void breaking(MigrationId id, Direction direction, List<String> broken) {}

    /** The statements of {@code id} are about to run, or to be listed in a dry run. */
    default void starting(MigrationId id, Direction direction) {}

    /** {@code sql} is about to run, or would run if this were not a dry run. */
    default void statement(MigrationId id, String sql) {}

    /**
     * {@code sql}, at which an earlier run of {@code id} was stopped, is refused because what it creates already
     * exists, or what it drops no longer does: it is considered done.
     */
    default void alreadyDone(MigrationId id, String sql) {}

    /**
     * In a dry run: {@code id} would be refused because of the current state of the database, by operation: rows, with
     * the queries that find them, and on MySQL and MariaDB views and triggers.
     */
    default void obstructed(MigrationId id, Direction direction, List<String> obstacles) {}

    /**
     * The database does not tell which rows are in the way of {@code operation}: an expression of it cannot be
     * evaluated, or the user may not read the table. The migration continues, and the database decides when the
     * statement runs.
     *
     * @param reason the message of the database
     */
    default void unanswered(MigrationId id, Direction direction, String operation, String reason) {}

    /** {@code id} is applied or rolled back, and recorded; this stays so whatever happens to the following ones. */
    default void finished(MigrationId id, Direction direction) {}

    /** The history now has {@code squash} in place of {@code squashed}, all of which the database has. */
    default void squashed(MigrationId squash, List<MigrationId> squashed) {}

    /** Another runner holds the lock; this one waits. */
    default void waitingForLock(String holder) {}

    /** The direction of a migration. */
    enum Direction {
        /** The migration is applied. */
        APPLY,
        /** The migration is rolled back. */
        ROLL_BACK
    }
}
