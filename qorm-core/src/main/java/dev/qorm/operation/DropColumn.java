package dev.qorm.operation;

import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column; its values are lost. Whatever needs the column must be dropped by earlier operations.
 *
 * @param table the table's name
 * @param column the column as it was
 * @param reverseBackfill the value that rows get when a rollback restores the column. If it is null and the column must
 *     have a value, they get the neutral value of its type
 */
public record DropColumn(
        String table, Column column, @Nullable DefaultValue reverseBackfill) implements TableOperation {
    public DropColumn {
        if (reverseBackfill instanceof DefaultValue.Literal literal) {
            reverseBackfill = Column.literal(column.name(), column.type(), literal.value());
        }
    }

    /** Drops the column without a value for a rollback. */
    public DropColumn(String table, Column column) {
        this(table, column, null);
    }

    /**
     * Returns this operation with {@code value} for all rows when a rollback restores the column. It may be added after
     * the migration was applied.
     *
     * @throws SchemaException if the column's type cannot hold it
     */
    public DropColumn reversedBy(Object value) {
        return new DropColumn(table, column, new DefaultValue.Literal(value));
    }

    /**
     * Returns this operation with an individual value for each row, from an expression over the other columns of the
     * table.
     */
    public DropColumn reversedBySql(String expression) {
        return new DropColumn(table, column, new DefaultValue.Expression(expression));
    }

    /**
     * Whether all rows get a neutral value when the column is restored, because it must have a value and none was
     * given.
     */
    public boolean isReversedByNeutralValue() {
        return reverseBackfill == null && column.isRequired();
    }

    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        if (!before.column(column.name()).equals(column)) {
            throw new SchemaException("the column " + table + "." + column.name()
                    + " is not the one that this migration drops, which differs: "
                    + ColumnDifference.describe(before.column(column.name()), column));
        }
        var after = before.without(Column.class, column.name());
        checkUnread(after);
        return schema.replace(after);
    }

    /**
     * PostgreSQL would silently drop checks and indexes together with a column that they read; it rejects everything
     * else.
     */
    private void checkUnread(Table after) {
        for (var part : after.elements()) {
            if (part.mentions(column.name())) {
                throw new SchemaException("the column " + table + "." + column.name() + " cannot be dropped: '"
                        + part.name() + "' reads it, which is over " + String.join(", ", part.expressions())
                        + "; drop or change that in an earlier operation");
            }
        }
    }

    /** Adds the column again. Its values are lost. */
    @Override
    public Operation reverse() {
        var value = isReversedByNeutralValue() ? NeutralValue.of(column.type()) : null;
        return new AddColumn(table, column, value == null ? reverseBackfill : new DefaultValue.Literal(value));
    }

    /** A computed value can be computed again. */
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
