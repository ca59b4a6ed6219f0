package dev.qorm.operation;

import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.TypeChange;
import org.jspecify.annotations.Nullable;

/**
 * Changes the definition of a column, not its name.
 *
 * @param table the table's name
 * @param from the column before
 * @param to the column after, of the same name
 * @param backfill what rows with NULL get when the column becomes NOT NULL, or null for the column's default; not
 *     part of the schema after
 */
public record AlterColumn(
        String table, Column from, Column to, @Nullable DefaultValue backfill) implements Operation {
    public AlterColumn {
        if (!from.name().equals(to.name())) {
            throw new SchemaException(
                    "column " + table + "." + from.name() + " cannot be altered to another name: " + to.name());
        }
        if (backfill instanceof DefaultValue.Literal literal) {
            backfill = Column.literal(to.name(), to.type(), literal.value());
        }
    }

    /** The same, with {@code value} for the rows that have NULL. */
    public AlterColumn backfill(Object value) {
        return new AlterColumn(table, from, to, new DefaultValue.Literal(value));
    }

    /**
     * The same, with a value of its own for each row that has NULL.
     *
     * @param expression over the columns of the table, in SQL that every database in use understands
     */
    public AlterColumn backfillSql(String expression) {
        return new AlterColumn(table, from, to, new DefaultValue.Expression(expression));
    }

    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        if (!before.column(from.name()).equals(from)) {
            throw new SchemaException("the column " + table + "." + from.name()
                    + " that is to be altered is not as this migration knows it; it is "
                    + before.column(from.name()));
        }
        return schema.replace(before.withColumn(to));
    }

    @Override
    public Operation reverse() {
        return new AlterColumn(table, to, from, null);
    }

    /** Whether the database may refuse the new type, since there is a value that does not fit it. */
    public boolean mayRefuseValues() {
        return to.generatedAs() == null && !new TypeChange(from.type(), to.type()).takesAll();
    }

    /** A value that is refused is not lost, and what is computed can be computed again. */
    @Override
    public boolean isDestructive() {
        return from.generatedAs() == null
                && (to.generatedAs() != null || !new TypeChange(from.type(), to.type()).isExact());
    }

    @Override
    public String describe() {
        return "alter column " + table + "." + from.name() + ": " + ColumnDifference.describe(from, to);
    }

    @Override
    public char sign() {
        return '~';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
