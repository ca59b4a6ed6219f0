package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** Renders operations for H2, where keys share indexes, so that some are suspended while others change. */
final class H2OperationRenderer extends OperationRenderer {
    private final H2SharedIndexes sharedIndexes = new H2SharedIndexes(this);

    H2OperationRenderer(Schema before) {
        super(Dialect.H2, H2Notation.INSTANCE, before, H2Limits::check);
    }

    /** For H2, jOOQ's temporary tables are those that all sessions see. */
    @Override
    String createTemporaryTable(Table table) {
        var parts = new ArrayList<QueryPart>();
        table.columns()
                .values()
                .forEach(
                        column -> parts.add(PlainSql.expression(H2Notation.INSTANCE.definition(table.name(), column))));
        parts.addAll(ddl.constraints(table, List.of()));
        return sql(jooq.query("create local temporary table {0} ({1})", name(table.name()), DSL.list(parts)));
    }

    @Override
    public List<String> visit(RenameTable operation) {
        return renamed(operation.from(), operation.to(), super.visit(operation), ddl::renameTable);
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        return renamed(
                operation.from(),
                operation.to(),
                super.visit(operation),
                (from, to) -> ddl.renameConstraint(operation.table(), from, to));
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        return renamed(
                operation.from(),
                operation.to(),
                super.visit(operation),
                (from, to) -> ddl.renameIndex(operation.table(), from, to));
    }

    /**
     * To H2, a name that it stores in the same way is taken by the object that is renamed itself; a column's is not. If
     * the database is configured to fold to lower case, they are two names.
     */
    private List<String> renamed(String from, String to, List<String> direct, BinaryOperator<String> statement) {
        return H2Names.areAlike(from, to)
                ? List.of(statement.apply(from, ON_THE_WAY), statement.apply(ON_THE_WAY, to))
                : direct;
    }

    @Override
    List<String> returns(Operation operation) {
        return sharedIndexes.returns(operation);
    }

    @Override
    public List<String> visit(DropUnique operation) {
        return sharedIndexes.withOthersAside(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropPrimaryKey operation) {
        return sharedIndexes.withOthersAside(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropIndex operation) {
        return sharedIndexes.withOthersAside(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        checks.altered(operation);
        return new H2ColumnChange(this, operation).statements();
    }
}
