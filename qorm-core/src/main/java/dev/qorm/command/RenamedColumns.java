package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * Columns that have been renamed when rows get their values. In an expression over the existing columns, the user gives
 * these columns their previous names, and the columns of other tables the names that they have at that time.
 *
 * @param renames all renames of the same migration
 * @param after the schema after it
 */
record RenamedColumns(List<Rename> renames, Schema after) {
    /**
     * Returns the value for the rows of a column, with the new names.
     *
     * @throws CommandException if a name is ambiguous, or is the previous name of something in another table
     */
    DefaultValue in(Gap gap, DefaultValue value) {
        if (!(value instanceof DefaultValue.Expression expression)) {
            return value;
        }
        var before = inOwnTable(gap.table(), expression.sql());
        checkOthers(gap, expression, before);
        var sql = before;
        for (var rename : renames) {
            if (gap.table().equals(rename.table()) && SqlText.mentionsOf(before, gap.table(), rename.from())) {
                checkIsGone(rename, gap, expression);
                checkIsOwn(rename, gap, expression);
                sql = SqlText.renameOf(sql, gap.table(), rename.from(), rename.to());
            }
        }
        return new DefaultValue.Expression(sql);
    }

    /** Returns the expression with the new name of the table itself where it qualifies a column, {@code post.title}. */
    private String inOwnTable(String table, String sql) {
        return renames.stream()
                .filter(rename ->
                        rename.table() == null && rename.to().equals(table) && after.find(rename.from()) == null)
                .findFirst()
                .map(rename -> SqlText.renameTable(sql, rename.from(), rename.to()))
                .orElse(sql);
    }

    /** A query reads other tables as they are then, with the names after the renames. */
    private void checkOthers(Gap gap, DefaultValue.Expression expression, String sql) {
        for (var rename : renames) {
            if (rename.table() == null ? isGoneTable(rename, gap, sql) : isGoneColumn(rename, gap, sql)) {
                throw CommandException.toMend("the value " + expression.sql() + " of " + gap.about() + " reads "
                        + rename.from() + (rename.table() == null ? "" : " of " + rename.table()) + ", which is called "
                        + rename.to() + " by then; write " + rename.to()
                        + (rename.table() == null ? ", and its columns as they are called then" : ""));
            }
        }
    }

    private boolean isGoneTable(Rename rename, Gap gap, String sql) {
        return after.find(rename.from()) == null
                && !hasColumn(gap.table(), rename.from())
                && SqlText.readsTable(sql, rename.from());
    }

    private boolean isGoneColumn(Rename rename, Gap gap, String sql) {
        var table = rename.table();
        return table != null
                && !table.equals(gap.table())
                && SqlText.readsTable(sql, table)
                && SqlText.mentionsOf(sql, table, rename.from())
                && !isKnownTo(gap.table(), rename.from())
                && read(sql).noneMatch(other -> hasColumn(other, rename.from()));
    }

    /** In a query, an unqualified name refers to the table that the query reads, if that has such a column. */
    private void checkIsOwn(Rename rename, Gap gap, DefaultValue.Expression expression) {
        var other = read(expression.sql())
                .filter(table -> !table.equals(gap.table()) && isKnownTo(table, rename.from()))
                .findFirst();
        if (other.isPresent() && SqlText.isOpenInQuery(expression.sql(), rename.from())) {
            throw CommandException.toMend("the value " + expression.sql() + " of " + gap.about() + " reads "
                    + rename.from() + " in a query, which may be that of " + gap.table() + ", renamed to " + rename.to()
                    + ", or that of " + other.get() + "; write " + gap.table() + "." + rename.from() + " or "
                    + other.get() + "." + rename.from());
        }
    }

    /** Returns the tables that an expression reads. */
    private Stream<String> read(String sql) {
        return after.tables().stream().map(Table::name).filter(table -> SqlText.readsTable(sql, table));
    }

    private boolean hasColumn(String table, String column) {
        return after.table(table).columns().keySet().stream().anyMatch(column::equalsIgnoreCase);
    }

    /** Whether the table has the column, or had it before the renames. */
    private boolean isKnownTo(String table, String column) {
        return hasColumn(table, column)
                || renames.stream()
                        .anyMatch(rename ->
                                table.equals(rename.table()) && rename.from().equalsIgnoreCase(column));
    }

    /** Returns the name that the table {@code name} has before the migration. */
    String tableBefore(String name) {
        return renames.stream()
                .filter(rename -> rename.table() == null && rename.to().equals(name))
                .map(Rename::from)
                .findFirst()
                .orElse(name);
    }

    /** Returns the name that the column {@code name} has before the migration. */
    String nameBefore(String table, String name) {
        return renames.stream()
                .filter(rename -> table.equals(rename.table()) && rename.to().equals(name))
                .map(Rename::from)
                .findFirst()
                .orElse(name);
    }

    private void checkIsGone(Rename rename, Gap gap, DefaultValue.Expression expression) {
        if (after.table(gap.table()).columns().containsKey(rename.from())) {
            throw CommandException.toMend("the value " + expression.sql() + " of " + gap.about() + " reads "
                    + rename.from() + ", which becomes " + rename.to() + " while another column is called "
                    + rename.from() + " from then on: it may mean either. Make two migrations: leave the change of "
                    + gap.about() + " out of the model until the one with the renames is written");
        }
    }
}
