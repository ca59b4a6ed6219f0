package dev.qorm.operation;

import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drops a table; its rows are lost.
 *
 * @param table the whole table as it was, so that it can be created again
 */
public record DropTable(Table table) implements Operation {
    /** Returns this operation with a comment on the table. */
    public DropTable comment(@Nullable String text) {
        return new DropTable(table.comment(text));
    }

    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table.name());
        if (!before.equals(table)) {
            throw new SchemaException(
                    "the table " + table.name() + " is not the one that this migration drops; they differ in "
                            + String.join(", ", differences(before)));
        }
        return schema.minus(table.name());
    }

    /** Returns the names of the parts that only one of the two tables has, or that they define differently. */
    private List<String> differences(Table before) {
        var names = Stream.concat(
                        table.elements().stream()
                                .filter(part -> !before.elements().contains(part)),
                        before.elements().stream()
                                .filter(part -> !table.elements().contains(part)))
                .map(TableElement::name)
                .distinct()
                .toList();
        return names.isEmpty() ? List.of("the comment") : names;
    }

    @Override
    public Operation reverse() {
        return new CreateTable(table);
    }

    @Override
    public boolean isDestructive() {
        return true;
    }

    @Override
    public String describe() {
        return "drop table " + table.name();
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
