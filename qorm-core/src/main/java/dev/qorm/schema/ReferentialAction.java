package dev.qorm.schema;

import java.util.Locale;

/** What the database does to referencing rows when the row that they refer to is deleted or its key updated. */
public enum ReferentialAction {
    /** Refuse, checked at the end of the statement: what SQL does when nothing is said. */
    NO_ACTION,
    /** Refuse at once. */
    RESTRICT,
    /** Delete or update the referencing rows too. */
    CASCADE,
    /** Set the referencing columns to NULL; they have to be nullable. */
    SET_NULL;

    /** The SQL keywords, in lower case: {@code set null}. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
