package dev.qorm.execute;

import dev.qorm.migration.MigrationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a database remembers of a migration.
 *
 * @param id its name
 * @param checksum the fingerprint of its operations when it was applied
 * @param state where it stands
 * @param operationCount how many of its operations the state is about: all of them, or fewer when a migration that was
 *     applied in part is being rolled back
 * @param finishedAt when it was applied; null when that is not finished, or was not asked for
 */
public record HistoryEntry(
        MigrationId id,
        String checksum,
        State state,
        int operationCount,
        @Nullable Instant finishedAt) {
    /** Where a migration stands in a database. */
    public enum State {
        /** All its operations are done. */
        APPLIED,
        /** Begun; the journal of steps says how far it came, or the catalogue of PostgreSQL. */
        APPLYING,
        /** Being undone; the journal of steps says how far that came, or the catalogue of PostgreSQL. */
        ROLLING_BACK,
        /** The same, and some statements of the last of its operations never ran. */
        ROLLING_BACK_HALF_DONE;

        /** Whether it is being undone. */
        boolean isRollingBack() {
            return this == ROLLING_BACK || this == ROLLING_BACK_HALF_DONE;
        }
    }
}
