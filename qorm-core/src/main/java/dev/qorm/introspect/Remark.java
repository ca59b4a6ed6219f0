package dev.qorm.introspect;

import org.jspecify.annotations.Nullable;

/**
 * Something in a database that a schema cannot say.
 *
 * @param table the table that it belongs to, or null when it belongs to none
 * @param part what it is: {@code index post_lower_idx}, {@code view recent_posts}
 * @param text how it is, and what was done: it was left out, or taken for something else
 * @param remedy the statement that makes it what its model says, without a semicolon, or null where there is none
 */
public record Remark(
        @Nullable String table,
        String part,
        String text,
        @Nullable String remedy) {
    Remark(@Nullable String table, String part, String text) {
        this(table, part, text, null);
    }

    /** What has to be mended before a database can be taken over. */
    public static Remark of(Difference difference) {
        return new Remark(
                difference.table(),
                difference.part() == null ? "table" : difference.part(),
                "should be " + difference.expected() + " and is " + difference.actual()
                        + "; make it so before mvn qorm:migrate -Dqorm.fake");
    }

    /** The remark in one line. */
    @Override
    public String toString() {
        var sentence = (table == null ? "" : table + ": ") + "the " + part + " " + text;
        return sentence.replace("\n", "\\n").replace("\r", "\\r");
    }
}
