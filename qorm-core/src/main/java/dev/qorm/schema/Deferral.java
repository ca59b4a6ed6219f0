package dev.qorm.schema;

import org.jspecify.annotations.Nullable;

/**
 * When a deferrable key is checked. One that is not deferrable is checked by each statement; a deferrable one can wait
 * until the transaction ends.
 */
public enum Deferral {
    /** At the end of each statement, unless a transaction defers it ({@code set constraints … deferred}). */
    INITIALLY_IMMEDIATE("deferrable initially immediate"),
    /** When the transaction ends, unless it asks for that earlier ({@code set constraints … immediate}). */
    INITIALLY_DEFERRED("deferrable initially deferred");

    private final String sql;

    Deferral(String sql) {
        this.sql = sql;
    }

    /** Returns what follows the definition of a key in SQL, and in messages: empty if it is not deferrable. */
    public static String words(@Nullable Deferral deferral) {
        return deferral == null ? "" : " " + deferral.sql;
    }
}
