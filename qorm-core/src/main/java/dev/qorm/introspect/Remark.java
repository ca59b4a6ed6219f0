package dev.qorm.introspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something in a database that a schema cannot say.
 *
 * @param table the table that it belongs to, or null when it belongs to none
 * @param part what it is: {@code index post_lower_idx}, {@code view recent_posts}
 * @param text how it is, and what was done: it was left out, or taken for something else
 * @param remedy the statement that makes it what its model says, without a semicolon, or null where there is none
 * @param need what a new database has to have before, such as {@code sequence invoice_no}, or null for nothing
 */
public record Remark(
        @Nullable String table,
        String part,
        String text,
        @Nullable String remedy,
        @Nullable String need) {
    private static final String COLUMN = "column ";

    public Remark(@Nullable String table, String part, String text, @Nullable String remedy) {
        this(table, part, text, remedy, null);
    }

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

    /** The remarks, each in one line; what is said of several tables, or of several columns, is said once. */
    public static List<String> lines(List<Remark> remarks) {
        var alike = new LinkedHashMap<List<String>, List<Remark>>();
        remarks.forEach(remark -> alike.computeIfAbsent(remark.likeness(), key -> new ArrayList<>())
                .add(remark));
        return alike.values().stream().map(Remark::line).toList();
    }

    /** What is the same for all that are said in one line. */
    private List<String> likeness() {
        if (table == null) {
            return List.of(toString());
        }
        return part.startsWith(COLUMN)
                ? List.of(COLUMN, withoutTable())
                : part.equals("table") ? List.of(part, withoutTable()) : List.of(toString());
    }

    /** The text with dots for the table in a statement. */
    private String withoutTable() {
        return text.replace("`" + table + "`", "…");
    }

    private static String line(List<Remark> alike) {
        var first = alike.get(0);
        if (alike.size() == 1) {
            return first.toString();
        }
        var isOfColumns = first.part.startsWith(COLUMN);
        return alike.stream()
                        .map(each -> isOfColumns
                                ? each.table + "." + each.part.substring(COLUMN.length())
                                : String.valueOf(each.table))
                        .collect(Collectors.joining(", "))
                + ": the " + (isOfColumns ? "column " : "table ") + escaped(first.withoutTable());
    }

    /** The remark in one line. */
    @Override
    public String toString() {
        var sentence = (table == null ? "" : table + ": ") + "the " + part + " " + text;
        return escaped(sentence);
    }

    private static String escaped(String sentence) {
        return sentence.replace("\n", "\\n").replace("\r", "\\r");
    }
}
