package dev.qorm.command;

import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has a script for PostgreSQL check deferred keys after rows have changed and before a table does, which would otherwise
 * be refused. {@code migrate} need not know that before: it checks them if the database refuses a statement.
 */
final class EarlyChecks {
    private static final Statement CHECK = new Statement("set constraints all immediate");

    private EarlyChecks() {}

    /**
     * Returns the operations of one transaction with that statement, if it is necessary. Once is enough: from then on,
     * each statement checks its rows.
     *
     * @param before the schema before them
     */
    static List<RenderedOperation> in(List<RenderedOperation> operations, Schema before) {
        var all = new ArrayList<RenderedOperation>();
        var schema = before;
        var hasChangedRows = false;
        var isChecked = false;
        for (var rendered : operations) {
            var statements = new ArrayList<Statement>();
            for (var statement : rendered.statements()) {
                if (statement.changesSchema() && hasChangedRows && !isChecked && hasDeferredKeys(schema)) {
                    statements.add(CHECK);
                    isChecked = true;
                }
                statements.add(statement);
                hasChangedRows |= !statement.changesSchema();
            }
            hasChangedRows |= rendered.operation() instanceof HandmadeOperation;
            schema = rendered.operation().applyTo(schema);
            all.add(new RenderedOperation(rendered.operation(), statements));
        }
        return all;
    }

    private static boolean hasDeferredKeys(Schema schema) {
        return schema.tables().stream()
                .flatMap(table -> Stream.concat(
                        table.foreignKeys().values().stream().map(key -> key.deferral()),
                        table.uniques().values().stream().map(unique -> unique.deferral())))
                .anyMatch(deferral -> deferral == Deferral.INITIALLY_DEFERRED);
    }
}
