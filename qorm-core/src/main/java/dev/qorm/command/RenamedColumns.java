package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import java.util.List;

/**
 * Columns that have got another name by the time that rows get values: an expression over the columns that are there before
 * names them as they were.
 *
 * @param renames all renames of the same migration
 * @param after the schema after it
 */
record RenamedColumns(List<Rename> renames, Schema after) {
    /**
     * The value for the rows of a column, with the new names.
     *
     * @throws CommandException when a name is passed on to another column, so that it may mean either
     */
    DefaultValue in(Gap gap, DefaultValue value) {
        if (!(value instanceof DefaultValue.Expression expression)) {
            return value;
        }
        var sql = expression.sql();
        for (var rename : renames) {
            if (gap.table().equals(rename.table()) && SqlText.mentions(expression.sql(), rename.from())) {
                checkIsGone(rename, gap, expression);
                sql = SqlText.rename(sql, rename.from(), rename.to());
            }
        }
        return new DefaultValue.Expression(sql);
    }

    /** The name that the column {@code name} has before the migration. */
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
