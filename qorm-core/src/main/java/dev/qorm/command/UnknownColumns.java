package dev.qorm.command;

import dev.qorm.model.Model;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds words in new expressions that look like columns but are not columns of the table: mistakes for which the
 * database would reject the migration. One database may know a word that no other does, such as a constant of H2, so
 * this is only a warning.
 *
 * @param before the schema before the operation
 * @param after the schema after the whole migration
 * @param models the models by the tables that they declare
 */
record UnknownColumns(Schema before, Schema after, Map<String, Class<? extends Model>> models) {
    /** Returns the warnings for {@code operations}, one sentence for each word. */
    static List<String> in(List<Operation> operations, Schema before, Map<String, Class<? extends Model>> models) {
        var states = new ArrayList<>(List.of(before));
        operations.forEach(operation -> states.add(operation.applyTo(states.get(states.size() - 1))));
        var after = states.get(operations.size());
        return IntStream.range(0, operations.size())
                .boxed()
                .flatMap(i -> new UnknownColumns(states.get(i), after, models).in(operations.get(i)))
                .toList();
    }

    private Stream<String> in(Operation operation) {
        var remarks = new ArrayList<String>();
        if (operation instanceof CreateTable create) {
            create.table().elements().forEach(part -> look(create.table().name(), part, remarks));
        } else if (operation instanceof AddCheck add) {
            look(add.table(), add.check(), remarks);
        } else if (operation instanceof CreateIndex create) {
            look(create.table(), create.index(), remarks);
        } else if (operation instanceof AddColumn add) {
            look(add, add.column(), add.backfill(), remarks);
        } else if (operation instanceof AlterColumn alter) {
            look(alter, alter.to(), alter.backfill(), remarks);
        }
        return remarks.stream();
    }

    private void look(TableOperation change, Column column, @Nullable DefaultValue value, List<String> remarks) {
        look(change.table(), column, remarks);
        if (value instanceof DefaultValue.Expression expression) {
            look(
                    change.table(),
                    "rows get the values of " + change.table() + "." + column.name() + " from ",
                    expression.sql(),
                    remarks);
        }
    }

    private void look(String table, TableElement part, List<String> remarks) {
        part.expressions().forEach(expression -> look(table, "'" + part.name() + "' contains ", expression, remarks));
    }

    private void look(String table, String start, String expression, List<String> remarks) {
        for (var word : SqlText.certainColumns(expression)) {
            if (!isKnown(table, word)) {
                remarks.add(owner(table) + start + expression.strip() + ", and " + table
                        + " has no column " + word
                        + ". Unless it means something else to your database, the database will refuse"
                        + " the migration. In that case, delete its file and correct the expression");
            }
        }
    }

    private String owner(String table) {
        var model = models.get(Table.key(table));
        return model == null ? "" : model.getName() + ": ";
    }

    /** In PostgreSQL, the name of the table denotes the whole row. */
    private boolean isKnown(String table, String word) {
        return word.equalsIgnoreCase(table)
                || Stream.of(before, after)
                        .map(schema -> schema.find(table))
                        .anyMatch(found -> found != null
                                && found.columns().keySet().stream().anyMatch(word::equalsIgnoreCase));
    }
}
