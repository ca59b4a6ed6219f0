package dev.qorm.introspect;

import org.jspecify.annotations.Nullable;

/**
 * A difference between a database and its migrations.
 *
 * @param table the table
 * @param part the part of it: {@code column title}, {@code index post_title_idx}; or null for the table as a whole
 * @param kind how it differs
 * @param expected what it should be; or null if it should not exist
 * @param actual what it is; or null if it does not exist
 */
public record Difference(
        String table,
        @Nullable String part,
        Kind kind,
        @Nullable String expected,
        @Nullable String actual) {
    /** How a part differs. */
    public enum Kind {
        /** It should exist but does not. */
        MISSING,
        /** It exists but should not. */
        UNEXPECTED,
        /** It exists in another form. */
        DIFFERENT,
        /**
         * The database has it with a different text, and cannot be used to find out whether both mean the same: the
         * user may not create a temporary table, or an expression needs something that no longer exists.
         */
        NOT_COMPARABLE,
        /**
         * It exists, but the database does not enforce it for all rows: a constraint that is not enforced, a table in
         * an engine without foreign keys and transactions; or a view or the like has the name of a table. No migration
         * can express that.
         */
        NOT_ENFORCED
    }

    /** Returns the difference as a sentence. */
    @Override
    public String toString() {
        var what = part == null ? "the table " + table : table + ": the " + part;
        return switch (kind) {
            case MISSING -> what + " is missing" + (expected == null ? "" : ", it should be " + expected);
            case UNEXPECTED -> what + " should not be there" + (actual == null ? "" : ", it is " + actual);
            case DIFFERENT, NOT_ENFORCED -> what + " should be " + expected + " but is " + actual;
            case NOT_COMPARABLE ->
                what + " cannot be compared: it should be " + expected + ", and the database has " + actual;
        };
    }
}
