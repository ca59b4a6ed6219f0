package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rebuilds a table: the new one is created beside it, the rows are copied and converted, the old one is dropped and the
 * new one gets its name ("Making Other Kinds Of Table Schema Changes" in SQLite's manual). The order matters: if the
 * old table were renamed, the foreign keys of other tables would follow it.
 *
 * <p>Foreign keys must be off, which cannot be done in a transaction; otherwise the rows that refer to the table would
 * be deleted with it.
 */
final class SqliteRebuild {
    private static final String GUARD = "qorm_guard";
    private static final String COUNTERS = "sqlite_sequence";

    private final SqliteOperationRenderer renderer;
    private final Table before;
    private final Table after;
    private final boolean isLast;
    private final String name;
    private final String temporary;
    private final Map<String, String> copied = new LinkedHashMap<>();
    private final List<Column> converted = new ArrayList<>();

    /**
     * Creates a rebuild that does not copy anything yet.
     *
     * @param before the table with the same name as {@code after} that is replaced
     * @param isLast false if the same migration changes the table further; it may then lack its key
     */
    SqliteRebuild(SqliteOperationRenderer renderer, Table before, Table after, boolean isLast) {
        this.renderer = renderer;
        this.before = before;
        this.after = after;
        this.isLast = isLast;
        this.name = text(after.name());
        this.temporary = SqliteNames.temporary(after.name());
    }

    private String text(String identifier) {
        return renderer.quoted(identifier);
    }

    private String literal(String value) {
        return renderer.notation.textLiteral(value);
    }

    /**
     * Fills a column of the new table.
     *
     * @param value an expression over the old table
     * @param isSafe false if there may be values that {@code value} cannot convert
     */
    void copy(Column column, String value, boolean isSafe) {
        copied.put(text(column.name()), value);
        if (!isSafe) {
            converted.add(column);
        }
    }

    List<Statement> statements() {
        var statements = new ArrayList<String>();
        statements.add(isLast ? renderer.createTable(temporary, after) : renderer.createTableAsItIs(temporary, after));
        if (copied.isEmpty()) {
            keepRows();
        }
        statements.add("insert into " + text(temporary) + " (" + String.join(", ", copied.keySet()) + ") select "
                + String.join(", ", copied.values()) + " from " + name);
        if (!converted.isEmpty()) {
            statements.addAll(guard());
        }
        if (hasCounterToKeep()) {
            statements.addAll(keepCounter());
        }
        var marked = new ArrayList<Statement>();
        statements.forEach(sql -> marked.add(new Statement(sql)));
        marked.add(new Statement(renderer.ddl.dropTable(before.name()), before, false));
        // Otherwise SQLite checks that all views are valid, and those over the table are not at this moment.
        marked.add(new Statement("pragma legacy_alter_table = on"));
        marked.add(new Statement(renderer.ddl.renameTable(temporary, after.name())));
        marked.add(new Statement("pragma legacy_alter_table = off"));
        return marked;
    }

    /** If no column of the old table remains, its rows are still kept, with the default of a new column. */
    private void keepRows() {
        after.columns().values().stream()
                .filter(column -> column.generatedAs() == null)
                .findFirst()
                .ifPresent(column -> copied.put(
                        text(column.name()),
                        column.defaultValue() == null
                                ? "null"
                                : SqliteNotation.INSTANCE.defaultText(column.type(), column.defaultValue())));
    }

    /**
     * Counts the values that do not fit, in a table whose checks require that there are none; the names of the checks
     * are the error message.
     */
    private List<String> guard() {
        var checks = converted.stream()
                .map(column -> text(column.name()) + " int constraint "
                        + text("all values of " + after.name() + "." + column.name() + " fit "
                                + TypeNames.of(column.type()))
                        + " check (" + text(column.name()) + " = 0)")
                .collect(Collectors.joining(", "));
        var counts = converted.stream()
                .map(column -> "count(case when " + text(column.name()) + " is not null and not ("
                        + column.type().accept(new SqliteFit(text(column.name()))) + ") then 1 end)")
                .collect(Collectors.joining(", "));
        return List.of(
                "create temp table " + GUARD + " (" + checks + ")",
                "insert into " + GUARD + " select " + counts + " from " + text(temporary),
                "drop table " + GUARD);
    }

    /**
     * An intermediate table, whose auto-increment column is not yet or no longer the key, passes an existing counter on
     * to the next one.
     */
    private boolean hasCounterToKeep() {
        return SqliteOperationRenderer.counted(before) != null
                && SqliteOperationRenderer.counted(after) != null
                && (SqliteOperationRenderer.hasCounter(before) || SqliteOperationRenderer.hasCounter(after));
    }

    /** The next number follows the greatest one that ever existed, not the greatest one that exists now. */
    private List<String> keepCounter() {
        var statements = new ArrayList<String>();
        statements.add("delete from " + COUNTERS + " where name = " + literal(temporary));
        statements.add("insert into " + COUNTERS + " (name, seq) select " + literal(temporary) + ", seq from "
                + COUNTERS + " where name = " + literal(after.name()));
        if (!SqliteOperationRenderer.hasCounter(before)) { // otherwise it is deleted with the old table
            statements.add("delete from " + COUNTERS + " where name = " + literal(after.name()));
        }
        return statements;
    }
}
