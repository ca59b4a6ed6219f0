package dev.qorm.introspect;

import org.jspecify.annotations.Nullable;

/**
 * A place where a database is not what its migrations say.
 *
 * @param table the table
 * @param part what of it: {@code column title}, {@code index post_title_idx}; or null for the table as a whole
 * @param kind how it differs
 * @param expected what it should be; or null when it should not be there
 * @param actual what it is; or null when it is not there
 */
public record Difference(
        String table,
        @Nullable String part,
        Kind kind,
        @Nullable String expected,
        @Nullable String actual) {
    /** How a part differs. */
    public enum Kind {
        /** It should be there and is not. */
        MISSING,
        /** It is there and should not be. */
        UNEXPECTED,
        /** It is there in another form. */
        DIFFERENT,
        /**
         * The database has it in other words, and cannot be asked whether they mean the same: the user may not create
         * a temporary table, or an expression needs what is gone.
         */
        NOT_COMPARABLE,
        /**
         * It is there and the database does not hold rows to it, or not all: a constraint that is not enforced, a table in
         * an engine without foreign keys and transactions; or a view or the like has the name of a table. No migration can
         * say that.
         */
        NOT_ENFORCED
    }

    /** The difference in a sentence. */
    @Override
    public String toString() {
        var what = part == null ? "the table " + table : table + ": the " + part;
        return switch (kind) {
            case MISSING -> what + " is missing" + (expected == null ? "" : ", it should be " + expected);
            case UNEXPECTED -> what + " should not be there" + (actual == null ? "" : ", it is " + actual);
            case DIFFERENT, NOT_ENFORCED -> what + " should be " + expected + " and is " + actual;
            case NOT_COMPARABLE ->
                what + " cannot be compared: it should be " + expected + " and is there as " + actual;
        };
    }
}
