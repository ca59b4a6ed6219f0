package dev.qorm.execute;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A view or a trigger, which reads tables and columns by their names.
 *
 * @param name its name, for the user
 * @param table the table whose rows fire the trigger, or null for a view
 * @param schema what precedes the names of tables if they are always qualified, or blank
 * @param text its definition, in which a catalog that has the definitions of views quotes all names
 */
record Reader(String name, @Nullable String table, String schema, String text) {
    private static final Pattern COMMENT_OR_STRING = Pattern.compile("'[^']*+'|--[^\n]*|/\\*(?s:.*?)\\*/");

    /** Returns the code in a text of SQL: all but its comments and strings. */
    static String code(String text) {
        return COMMENT_OR_STRING.matcher(text).replaceAll(" ");
    }

    boolean isOn(String other) {
        return table != null && table.equalsIgnoreCase(other);
    }

    /** Whether it reads the rows of a table, other than the row that fires it. */
    boolean readsTable(String wanted) {
        return isOn(wanted) ? queries(wanted) : names(schema, wanted);
    }

    boolean readsColumn(String wanted, String column) {
        return (isOn(wanted) && has("\\b(?:new|old)\\s*\\.\\s*[`\"]?" + Pattern.quote(column)))
                || (readsTable(wanted) && names("", column));
    }

    /** A trigger may have the name of its table for much that is not the table. */
    private boolean queries(String wanted) {
        return has("\\b(?:from|join|into|update)\\s+(?:[\\w`\"]+\\.)?[`\"]?" + Pattern.quote(wanted));
    }

    /** The author of a trigger may not have quoted the names. */
    private boolean names(String before, String wanted) {
        return table == null
                ? has(Pattern.quote(before) + "[`\"]" + Pattern.quote(wanted) + "[`\"]")
                : has("(?<![\\w$'])(?<!\\b(?:new|old)\\.[`\"]?)" + Pattern.quote(wanted));
    }

    private boolean has(String regex) {
        var flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
        return Pattern.compile(regex + "(?![\\w$])", flags).matcher(text).find();
    }
}
