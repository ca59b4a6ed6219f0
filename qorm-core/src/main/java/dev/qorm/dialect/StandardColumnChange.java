package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Alters a column with a statement for each of its properties: first, what prevents another type is removed; then, what
 * needs the new type is added. Subclasses provide the statements of each database.
 */
abstract class StandardColumnChange {
    final AlterColumn operation;
    final String table;
    final Column from;
    final Column to;
    /** The beginning of each of the statements. */
    final String alter;

    private final OperationRenderer renderer;

    StandardColumnChange(OperationRenderer renderer, AlterColumn operation) {
        this.renderer = renderer;
        this.operation = operation;
        this.table = operation.table();
        this.from = operation.from();
        this.to = operation.to();
        this.alter = renderer.ddl.alterColumn(table, to.name());
    }

    /** Returns the statements that end auto-increment. */
    abstract List<String> stopCounting();

    /** Returns the statements that suspend the parts that mention the column while its type changes. */
    abstract List<String> stepAside();

    /** Returns the statements that change the type itself, or its collation. */
    abstract List<String> setType();

    /** Returns the statement that extends the counter to the range of the new type. */
    abstract String raiseCounterMaximum();

    /** Returns the statements that restore what was suspended. */
    abstract List<String> stepBack();

    /** Returns the statements that start auto-increment, after the greatest value of the column. */
    abstract List<String> beginCounting();

    /** Returns the statements that compute the values of all rows, for the first time or again. */
    abstract List<String> becomeGenerated();

    /** Whether any of these statements may remove the comment. */
    abstract boolean losesComment();

    final List<String> statements() {
        if (OperationRenderer.becomesGenerated(operation)) {
            return becomeGenerated();
        }
        var statements = new ArrayList<String>();
        if (from.isAutoIncrement() && !to.isAutoIncrement()) {
            statements.addAll(stopCounting());
        }
        if (from.generatedAs() != null && to.generatedAs() == null) {
            statements.add(alter + "drop expression");
        }
        if (to.isNullable() && !from.isNullable()) {
            statements.add(alter + "drop not null");
        }
        var changesType = !from.type().equals(to.type()) || renderer.dialect.changesCollation(operation);
        if (changesType) {
            statements.addAll(changeType());
        }
        if (changesType ? to.defaultValue() != null : !Objects.equals(from.defaultValue(), to.defaultValue())) {
            statements.add(alter + renderer.ddl.setDefault(to));
        }
        if (OperationRenderer.becomesRequired(operation)) {
            statements.addAll(renderer.updates.fill(operation));
            statements.add(alter + "set not null");
        }
        if (to.isAutoIncrement() && !from.isAutoIncrement()) {
            statements.addAll(beginCounting());
        }
        var isCommentLost = losesComment() && to.comment() != null && !statements.isEmpty();
        if (isCommentLost || !Objects.equals(from.comment(), to.comment())) {
            statements.add(renderer.ddl.commentColumn(table, to));
        }
        return statements;
    }

    private List<String> changeType() {
        var statements = new ArrayList<String>();
        if (from.defaultValue() != null) {
            // The default may not be convertible to the new type.
            statements.add(alter + "drop default");
        }
        statements.addAll(stepAside());
        statements.addAll(renderer.updates.replaceMisfits(operation));
        statements.addAll(setType());
        if (from.isAutoIncrement() && to.isAutoIncrement()) {
            statements.add(raiseCounterMaximum());
        }
        statements.addAll(stepBack());
        return statements;
    }
}
