package dev.qorm.operation;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;

/**
 * Renames a primary key, unique constraint, foreign key or check without rebuilding it.
 *
 * @param table the table's name
 * @param from the constraint's name before
 * @param to the constraint's name after
 */
public record RenameConstraint(String table, String from, String to) implements TableOperation {
    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        return schema.replace(before.renamePart(kind(before), from, to));
    }

    private Class<? extends TableElement> kind(Table before) {
        if (before.uniques().containsKey(from)) {
            return UniqueConstraint.class;
        }
        if (before.foreignKeys().containsKey(from)) {
            return ForeignKey.class;
        }
        return before.checks().containsKey(from) ? CheckConstraint.class : PrimaryKey.class;
    }

    @Override
    public Operation reverse() {
        return new RenameConstraint(table, to, from);
    }

    @Override
    public String describe() {
        return "rename constraint " + from + " on " + table + " to " + to;
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
