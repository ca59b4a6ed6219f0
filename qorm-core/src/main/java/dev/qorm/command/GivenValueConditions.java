package dev.qorm.command;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;

/** What the new values of altered columns must meet: the keys and checks that stay over them. */
final class GivenValueConditions {
    private GivenValueConditions() {}

    /** Returns the conditions, one sentence each; empty if the operations succeed with any rows. */
    static List<String> of(List<Operation> operations, Schema before) {
        var sentences = new ArrayList<String>();
        var schema = before;
        for (var operation : operations) {
            schema = operation.applyTo(schema);
            if (operation instanceof AlterColumn alter && alter.to().generatedAs() == null) {
                for (var part : schema.table(alter.table()).elements()) {
                    var condition = condition(alter, part);
                    if (!condition.isEmpty()) {
                        sentences.add("'" + alter.describe() + "' fails when " + condition);
                    }
                }
            }
        }
        return sentences;
    }

    private static String condition(AlterColumn alter, TableElement part) {
        var column = alter.to().name();
        var isGiven = alter.backfill() != null
                || (alter.from().isNullable()
                        && !alter.to().isNullable()
                        && alter.to().defaultValue() != null);
        var isChanged = isGiven || !alter.typeChange().isExact();
        if (part instanceof CheckConstraint check) {
            return isChanged && check.mentions(column) ? "a row then does not satisfy the check " + check.name() : "";
        }
        if (!part.columnNames().contains(column)) {
            return "";
        }
        if (part instanceof ForeignKey key) {
            return isGiven ? "the value that rows get refers to nothing in " + key.referencedTable() : "";
        }
        var isUnique = part instanceof PrimaryKey
                || part instanceof UniqueConstraint
                || (part instanceof Index index && index.isUnique());
        return isUnique && isChanged
                ? "two rows then have equal values in " + String.join(", ", part.columnNames())
                : "";
    }
}
