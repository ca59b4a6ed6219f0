package dev.qorm.operation;

import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column; its values are lost. What needs the column is dropped by operations of its own before.
 *
 * @param table the table's name
 * @param column the column as it was
 * @param reverseBackfill what rows get when the column comes back, or null for the neutral value of its type where it must
 *     have one
 */
public record DropColumn(
        String table, Column column, @Nullable DefaultValue reverseBackfill) implements TableOperation {
    public DropColumn {
        if (reverseBackfill instanceof DefaultValue.Literal literal) {
            reverseBackfill = Column.literal(column.name(), column.type(), literal.value());
        }
    }

    /** The same with no value for the way back. */
    public DropColumn(String table, Column column) {
        this(table, column, null);
    }

    /**
     * The same, with {@code value} for all rows when the column comes back in a rollback. It may be added after the
     * migration was applied.
     *
     * @throws SchemaException when the column's type cannot hold it
     */
    public DropColumn reversedBy(Object value) {
        return new DropColumn(table, column, new DefaultValue.Literal(value));
    }

    /** The same, with a value of its own for each row: an expression over the columns that are there without this one. */
    public DropColumn reversedBySql(String expression) {
        return new DropColumn(table, column, new DefaultValue.Expression(expression));
    }

    /** Whether all rows get a neutral value when the column comes back, since it must have one and nobody said which. */
    public boolean isReversedByNeutralValue() {
        return reverseBackfill == null && column.isRequired();
    }

    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        if (!before.column(column.name()).equals(column)) {
            throw new SchemaException("the column " + table + "." + column.name()
                    + " that is to be dropped is not as this migration knows it; it is "
                    + before.column(column.name()));
        }
        var after = before.without(Column.class, column.name());
        checkUnread(after);
        return schema.replace(after);
    }

    /** PostgreSQL would drop checks and indexes with the column that they read, without a word; all else is refused there. */
    private void checkUnread(Table after) {
        for (var part : after.elements()) {
            if (SqlText.mentions(part.expression(), column.name())) {
                throw new SchemaException("the column " + table + "." + column.name() + " cannot be dropped: '"
                        + part.name() + "' reads it, which is over " + part.expression()
                        + "; drop or change that in an operation before");
            }
        }
    }

    /** Adds the column again. The values are gone. */
    @Override
    public Operation reverse() {
        var value = isReversedByNeutralValue() ? NeutralValue.of(column.type()) : null;
        return new AddColumn(table, column, value == null ? reverseBackfill : new DefaultValue.Literal(value));
    }

    /** What is computed can be computed again. */
    @Override
    public boolean isDestructive() {
        return column.generatedAs() == null;
    }

    @Override
    public String describe() {
        return "drop column " + table + "." + column.name();
    }

    @Override
    public char sign() {
        return '-';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
