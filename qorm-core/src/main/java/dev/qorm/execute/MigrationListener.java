package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.util.List;

/** Is told what happens to a database, as it happens. Typed events; the texts are the listener's matter. */
public interface MigrationListener {
    /** Says nothing. */
    MigrationListener SILENT = new MigrationListener() {};

    /** What the operations of {@code id}, which are about to run, take away for good; only when they do. */
    default void losing(MigrationId id, Direction direction, List<String> losses) {}

    /**
     * What no migration knows and the database takes away with what the operations of {@code id} change: an index that
     * somebody made by hand goes with its column; only where there is any.
     */
    default void losingUnknown(MigrationId id, Direction direction, List<String> losses) {}

    /** The statements of {@code id} are about to run, or in a dry run to be told. */
    default void starting(MigrationId id, Direction direction) {}

    /** {@code sql} is about to run, or in a dry run would. */
    default void statement(MigrationId id, String sql) {}

    /**
     * {@code sql}, in which an earlier run of {@code id} was stopped, is refused since what it makes is there, or what it takes
     * away is gone: it is taken for done.
     */
    default void alreadyDone(MigrationId id, String sql) {}

    /**
     * In a dry run: what is there would stop {@code id}, by its operations: rows, with the queries that find them, and on MySQL
     * and MariaDB views and triggers.
     */
    default void obstructed(MigrationId id, Direction direction, List<String> obstacles) {}

    /**
     * The database does not tell which rows are in the way of {@code operation}: an expression of it cannot be evaluated, or
     * the user may not read the table. The migration goes on, and the database decides when the statement runs.
     *
     * @param reason what the database says
     */
    default void unanswered(MigrationId id, Direction direction, String operation, String reason) {}

    /** {@code id} is applied or rolled back, recorded, and stays so whatever happens to the ones after it. */
    default void finished(MigrationId id, Direction direction) {}

    /** The history now has {@code squash} in place of {@code squashed}, all of which the database has. */
    default void squashed(MigrationId squash, List<MigrationId> squashed) {}

    /** Another runner holds the lock; this one waits. */
    default void waitingForLock(String holder) {}

    /** Which way. */
    enum Direction {
        /** The migration is applied. */
        APPLY,
        /** The migration is rolled back. */
        ROLL_BACK
    }
}
