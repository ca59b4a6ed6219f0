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
 * Builds a table anew: one as it shall be is created beside it, the rows are copied and converted, the old one is dropped
 * and the new one gets its name ("Making Other Kinds Of Table Schema Changes" in SQLite's manual). In that order: were
 * the old table renamed, the foreign keys of others would follow it.
 *
 * <p>Foreign keys have to be off, which cannot be done in a transaction; else the rows that refer to the table go with it.
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
     * A rebuild that copies nothing yet.
     *
     * @param before the table of the same name as {@code after} that takes its place
     * @param isLast false where the same migration goes on to change the table, which may lack its key then
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
     * @param isSafe false when there may be values that {@code value} cannot convert
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
        // Otherwise SQLite looks whether all views make sense, and those over the table do not at this moment.
        marked.add(new Statement("pragma legacy_alter_table = on"));
        marked.add(new Statement(renderer.ddl.renameTable(temporary, after.name())));
        marked.add(new Statement("pragma legacy_alter_table = off"));
        return marked;
    }

    /** Where no column of the old table stays, its rows stay all the same, with what a new column has by itself. */
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

    /** Counts the values that do not fit, in a table whose checks say that there are none: their names are the error. */
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

    /** A table on the way, whose counted column is not yet the key or no more, leaves what is there to the next one. */
    private boolean hasCounterToKeep() {
        return SqliteOperationRenderer.counted(before) != null
                && SqliteOperationRenderer.counted(after) != null
                && (SqliteOperationRenderer.hasCounter(before) || SqliteOperationRenderer.hasCounter(after));
    }

    /** The next number is the one after the greatest that ever was, not the one after the greatest that is there. */
    private List<String> keepCounter() {
        var statements = new ArrayList<String>();
        statements.add("delete from " + COUNTERS + " where name = " + literal(temporary));
        statements.add("insert into " + COUNTERS + " (name, seq) select " + literal(temporary) + ", seq from "
                + COUNTERS + " where name = " + literal(after.name()));
        if (!SqliteOperationRenderer.hasCounter(before)) { // else it goes with the old table
            statements.add("delete from " + COUNTERS + " where name = " + literal(after.name()));
        }
        return statements;
    }
}
