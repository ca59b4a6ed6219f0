package dev.qorm.command;

import dev.qorm.model.Model;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds expressions that compare an enumeration with a value that it does not have, such as one that was just removed
 * from it. H2 and PostgreSQL refuse them; on the other databases, no row ever has that value.
 *
 * @param before the schema of the migrations
 * @param after the schema of the models
 * @param models the models by the tables that they declare
 */
record UnknownConstants(Schema before, Schema after, Map<String, Class<? extends Model>> models) {
    /** Returns one sentence for each value in an expression that is new, or whose enumeration has changed. */
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        for (var table : after.tables()) {
            for (var column : table.columns().values()) {
                if (column.type() instanceof ColumnType.Enumeration type) {
                    table.elements().stream()
                            .filter(part -> !isOld(table, column, part))
                            .forEach(part -> look(table, column, type, part, warnings));
                }
            }
        }
        return warnings;
    }

    private boolean isOld(Table table, Column column, TableElement part) {
        var old = before.find(table.name());
        return old != null
                && old.elements().contains(part)
                && old.columns().containsKey(column.name())
                && old.column(column.name()).type().equals(column.type());
    }

    private void look(
            Table table, Column column, ColumnType.Enumeration type, TableElement part, List<String> warnings) {
        for (var expression : part.expressions()) {
            for (var text : SqlText.comparedTexts(expression, column.name())) {
                if (!type.values().contains(text)) {
                    var model = models.get(Table.key(table.name()));
                    warnings.add((model == null ? "" : model.getName() + ": ") + "'" + part.name() + "' contains "
                            + expression.strip() + ", and the enumeration " + table.name() + "." + column.name()
                            + " has no value '" + text + "'. H2 and PostgreSQL will refuse the migration. Correct the"
                            + " expression, and run mvn qorm:makemigrations -Dqorm.update");
                }
            }
        }
    }
}
