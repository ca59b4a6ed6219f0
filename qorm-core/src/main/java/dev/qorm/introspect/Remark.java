package dev.qorm.introspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A remark on something in a database that a schema cannot express.
 *
 * @param table the table that it belongs to, or null if it belongs to none
 * @param part what it is: {@code index post_lower_idx}, {@code view recent_posts}
 * @param text its property, and what was done: it was left out, or treated as something else
 * @param remedy the statement that changes it to what its model declares, without a semicolon, or null if there is none
 * @param need what a new database must have before, such as {@code sequence invoice_no}, or null for nothing
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

    /** Returns the remark on a difference that must be corrected before a database can be taken over. */
    public static Remark of(Difference difference) {
        return new Remark(
                difference.table(),
                difference.part() == null ? "table" : difference.part(),
                "should be " + difference.expected() + " but is " + difference.actual()
                        + "; correct that before mvn qorm:migrate -Dqorm.fake");
    }

    /** Whether it is on a column; names are not case-sensitive. */
    public boolean isOn(String ofTable, String column) {
        return ofTable.equalsIgnoreCase(table) && part.equalsIgnoreCase(COLUMN + column);
    }

    /**
     * Returns the remarks, each in one line; the same remark on several tables, or on several columns, becomes one
     * line.
     */
    public static List<String> lines(List<Remark> remarks) {
        var alike = new LinkedHashMap<List<String>, List<Remark>>();
        remarks.forEach(remark -> alike.computeIfAbsent(remark.likeness(), key -> new ArrayList<>())
                .add(remark));
        return alike.values().stream().map(Remark::line).toList();
    }

    /** Returns what all remarks in one line have in common. */
    private List<String> likeness() {
        if (table == null) {
            return List.of(toString());
        }
        return part.startsWith(COLUMN)
                ? List.of(COLUMN, withoutTable())
                : part.equals("table") ? List.of(part, withoutTable()) : List.of(toString());
    }

    /** Returns the text with dots in place of the table in a statement. */
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

    /** Returns the remark in one line. */
    @Override
    public String toString() {
        var sentence = (table == null ? "" : table + ": ") + "the " + part + " " + text;
        return escaped(sentence);
    }

    private static String escaped(String sentence) {
        return sentence.replace("\n", "\\n").replace("\r", "\\r");
    }
}
