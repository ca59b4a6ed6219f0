package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a database records about a migration.
 *
 * @param id its name
 * @param checksum the fingerprint of its operations when it was applied
 * @param state its state
 * @param operationCount the number of its operations that the state applies to: all of them, or fewer if a migration
 *     that was applied in part is being rolled back
 * @param finishedAt when it was applied; null if that is not finished, or was not requested
 */
public record HistoryEntry(
        MigrationId id,
        String checksum,
        State state,
        int operationCount,
        @Nullable Instant finishedAt) {
    /** The state of a migration in a database. */
    public enum State {
        /** All its operations are done. */
        APPLIED,
        /** Started; the journal of steps or the catalog of PostgreSQL shows how far it got. */
        APPLYING,
        /** Being rolled back; the journal of steps or the catalog of PostgreSQL shows how far that got. */
        ROLLING_BACK,
        /** Being rolled back, and some statements of the last of its operations never ran. */
        ROLLING_BACK_HALF_DONE;

        /** Whether it is being rolled back. */
        boolean isRollingBack() {
            return this == ROLLING_BACK || this == ROLLING_BACK_HALF_DONE;
        }
    }
}
