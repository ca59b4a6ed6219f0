package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A column is altered by a statement for each of its properties: first goes what stands in the way of another type, then
 * comes what needs the new one. Which statement says it is a matter of the database.
 */
abstract class StandardColumnChange {
    final AlterColumn operation;
    final String table;
    final Column from;
    final Column to;
    /** How each of the statements begins. */
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

    /** The column counts no more. */
    abstract List<String> stopCounting();

    /** What speaks of the column steps aside while it gets another type. */
    abstract List<String> stepAside();

    /** The other type itself. */
    abstract List<String> setType();

    /** The counter goes on as far as the other type does. */
    abstract String countOn();

    /** What has stepped aside comes back. */
    abstract List<String> stepBack();

    /** The column counts from now on, from behind its greatest value. */
    abstract List<String> beginCounting();

    /** The values of all rows are computed, or computed anew. */
    abstract List<String> becomeGenerated();

    /** Whether any of these statements may take the comment with it. */
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
        var changesType = !from.type().equals(to.type());
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
            // It may not convert to the new type.
            statements.add(alter + "drop default");
        }
        statements.addAll(stepAside());
        statements.addAll(renderer.updates.replaceMisfits(operation));
        statements.addAll(setType());
        if (from.isAutoIncrement() && to.isAutoIncrement()) {
            statements.add(countOn());
        }
        statements.addAll(stepBack());
        return statements;
    }
}
