package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import java.util.ArrayList;
import java.util.List;

/** Changes the type of a column of MySQL or MariaDB, and converts its values as on the other databases. */
final class MySqlTypeChange {
    private final MySqlOperationRenderer renderer;
    private final MySqlClauses clauses;
    private final AlterColumn operation;
    private final MySqlConversion conversion;
    private final String guard;

    /** @param renderer knows the schema before the operation */
    MySqlTypeChange(MySqlOperationRenderer renderer, AlterColumn operation) {
        this.renderer = renderer;
        this.clauses = renderer.clauses;
        this.operation = operation;
        var from = operation.from().type();
        var to = operation.to();
        var column = Fit.compared(operation, renderer.quoted(to.name()), renderer.notation);
        this.conversion = MySqlConversion.of(from, to.type(), column, renderer.notation);
        this.guard = MySqlConversion.guardName(to.name(), from, to.type());
    }

    /** Returns the statement for the guard, which prevents values that the type could not have. */
    List<String> leftovers() {
        return conversion.guard() == null ? List.of() : List.of(alterTable(clauses.dropConstraint(guard)));
    }

    /** @param to the column after the change */
    List<String> statements(Column to) {
        var table = operation.table();
        var from = operation.from();
        var statements = new ArrayList<String>();
        if (from.generatedAs() != null) {
            statements.add(alterTable(clauses.modify(table, MySqlOperationRenderer.plain(from, from.type()))));
        }
        statements.addAll(renderer.updates.replaceMisfits(operation));
        var preparations = new ArrayList<String>();
        var readers = renderer.readers(operation);
        if (conversion.via() != null) {
            readers.forEach(index -> preparations.add(clauses.dropIndex(index.name())));
            var between = MySqlOperationRenderer.plain(from, conversion.via()).nullable(from.isNullable());
            preparations.add(clauses.modify(table, between));
        }
        if (conversion.guard() != null) {
            preparations.add(clauses.addGuard(guard, conversion.guard()));
        }
        if (!preparations.isEmpty()) {
            statements.add(clauses.alterTable(table, preparations));
        }
        if (conversion.before() != null) {
            statements.add(update(conversion.before()));
        }
        var changes = new ArrayList<String>();
        if (conversion.guard() != null) {
            changes.add(clauses.dropConstraint(guard));
        }
        changes.add(clauses.modify(table, to));
        if (conversion.via() == null) {
            statements.add(clauses.alterTable(table, readers, changes));
        } else {
            readers.forEach(index -> changes.add(clauses.addIndex(index)));
            statements.add(clauses.alterTable(table, changes));
        }
        if (conversion.after() != null) {
            statements.add(update(conversion.after()));
        }
        return statements;
    }

    private String alterTable(String... parts) {
        return clauses.alterTable(operation.table(), parts);
    }

    private String update(MySqlConversion.Update update) {
        return renderer.updates.update(operation.table(), operation.to().name(), update.value(), update.where());
    }
}
