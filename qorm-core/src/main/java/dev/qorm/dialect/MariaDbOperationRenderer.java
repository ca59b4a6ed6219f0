package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Renders operations for MariaDB: the same as for MySQL, but a renamed column is also renamed wherever it is read. */
final class MariaDbOperationRenderer extends MySqlOperationRenderer {
    private static final Pattern RANDOM = Pattern.compile("(?i)\\brand\\s*\\(");

    MariaDbOperationRenderer(Schema before, Collations collations) {
        super(Dialect.MARIADB, MariaDbNotation.INSTANCE, before, collations);
    }

    /** MariaDB would compute such a default once for all rows. */
    @Override
    Pattern madeForEachRow() {
        return RANDOM;
    }

    @Override
    String dropImplied() {
        return "drop index if exists ";
    }

    @Override
    boolean renamesChecks() {
        return false;
    }

    @Override
    boolean followsRenamedColumns() {
        return true;
    }

    @Override
    boolean mayCopy(Table table) {
        return false;
    }

    /**
     * A check in the definition of a column, which has the column's name, would be lost when the column is declared
     * again, and cannot be dropped. Databases that qorm took over contain such checks. The check becomes one of the
     * table; one that already is stays.
     *
     * @param name the name of the check and of the column
     */
    private List<String> withCheckOfTable(String table, String name, List<String> statements) {
        var there = before.table(table);
        var check = there.checks().get(name);
        var column = there.columns().get(name);
        if (check == null || column == null) {
            return statements;
        }
        var all = new ArrayList<String>();
        all.add(clauses.alterTable(
                table,
                clauses.modify(table, column),
                "add constraint if not exists " + quoted(name) + " check (" + notation.expression(check.expression())
                        + ")"));
        all.addAll(statements);
        return all;
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        return withCheckOfTable(operation.table(), operation.from().name(), super.visit(operation));
    }

    @Override
    public List<String> visit(RenameColumn operation) {
        return withCheckOfTable(operation.table(), operation.from(), super.visit(operation));
    }

    @Override
    public List<String> visit(DropCheck operation) {
        return withCheckOfTable(operation.table(), operation.check().name(), super.visit(operation));
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        return withCheckOfTable(operation.table(), operation.from(), super.visit(operation));
    }
}
