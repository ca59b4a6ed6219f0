package dev.qorm.schema;

import java.util.Locale;

/** What the database does to referencing rows when the referenced row is deleted or its key is updated. */
public enum ReferentialAction {
    /** Reject the change; checked at the end of the statement. This is the default in SQL. */
    NO_ACTION,
    /** Reject the change at once. */
    RESTRICT,
    /** Delete or update the referencing rows too. */
    CASCADE,
    /** Set the referencing columns to NULL; they must be nullable. */
    SET_NULL;

    /** The SQL keywords, in lower case: {@code set null}. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
