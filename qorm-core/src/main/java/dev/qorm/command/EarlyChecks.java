package dev.qorm.command;

import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Has a script for PostgreSQL check deferred keys after rows have changed and before a table does, which would otherwise
 * be refused. {@code migrate} need not know that before: it checks them if the database refuses a statement.
 */
final class EarlyChecks {
    private static final Statement CHECK = new Statement("set constraints all immediate");

    private static final Pattern SET_CONSTRAINTS = Pattern.compile("(?i)\\bset\\s+constraints\\b");

    private EarlyChecks() {}

    /**
     * Returns the operations of one transaction with that statement, if it is necessary. Once is enough: from then on,
     * each statement checks its rows, unless one of the user defers the checks again, those of all deferrable keys.
     *
     * @param before the schema before them
     */
    static List<RenderedOperation> in(List<RenderedOperation> operations, Schema before) {
        var all = new ArrayList<RenderedOperation>();
        var schema = before;
        var hasChangedRows = false;
        var isChecked = false;
        var isSetByUser = false;
        for (var rendered : operations) {
            var statements = new ArrayList<Statement>();
            for (var statement : rendered.statements()) {
                if (statement.changesSchema() && hasChangedRows && !isChecked && hasDeferredKeys(schema, isSetByUser)) {
                    statements.add(CHECK);
                    isChecked = true;
                }
                statements.add(statement);
                hasChangedRows |= !statement.changesSchema();
            }
            if (rendered.operation() instanceof HandmadeOperation) {
                hasChangedRows = true;
                if (rendered.statements().stream().anyMatch(EarlyChecks::setsConstraints)) {
                    isSetByUser = true;
                    isChecked = false;
                }
            }
            schema = rendered.operation().applyTo(schema);
            all.add(new RenderedOperation(rendered.operation(), statements));
        }
        return all;
    }

    private static boolean setsConstraints(Statement statement) {
        return SET_CONSTRAINTS.matcher(statement.sql()).find();
    }

    /** @param any whether a key counts that is deferred only by a statement */
    private static boolean hasDeferredKeys(Schema schema, boolean any) {
        return schema.tables().stream()
                .flatMap(table -> table.elements().stream())
                .map(TableElement::deferral)
                .anyMatch(deferral -> any ? deferral != null : deferral == Deferral.INITIALLY_DEFERRED);
    }
}
