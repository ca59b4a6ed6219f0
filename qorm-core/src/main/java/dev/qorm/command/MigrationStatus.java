package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the listing of migrations.
 *
 * @param id the migration's name
 * @param state where it stands
 * @param appliedAt when it was applied, or null when it is not
 * @param description what it is for; the empty text when nobody said, or when the project does not have it
 * @param summary its operations in few words
 */
public record MigrationStatus(
        MigrationId id, State state, @Nullable Instant appliedAt, String description, String summary) {
    /** Where a migration stands. */
    public enum State {
        /** Recorded in the database, and as it was then. */
        APPLIED,
        /** Not applied yet. */
        PENDING,
        /** Begun and not finished: a statement failed on a database that cannot take back the ones before it. */
        INCOMPLETE,
        /** Applied, and its operations have been edited since. */
        EDITED,
        /** Applied, and not in the project any more. */
        MISSING
    }
}
