package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the list of migrations.
 *
 * @param id the migration's name
 * @param state its state
 * @param appliedAt when it was applied, or null if it is not applied
 * @param description its purpose; an empty text if none was given, or if the project does not have the migration
 * @param summary its operations in a few words
 */
public record MigrationStatus(
        MigrationId id, State state, @Nullable Instant appliedAt, String description, String summary) {
    /** The state of a migration. */
    public enum State {
        /** Recorded in the database, and unchanged since. */
        APPLIED,
        /** Not applied yet. */
        PENDING,
        /** Started but not finished: a statement failed on a database that cannot roll back the ones before it. */
        INCOMPLETE,
        /** Applied, but its operations have been edited since. */
        EDITED,
        /** Applied, but no longer in the project. */
        MISSING
    }
}
