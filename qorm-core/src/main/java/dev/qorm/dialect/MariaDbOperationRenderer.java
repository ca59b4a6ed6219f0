package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;

/** MariaDB: as MySQL, but with a type for identifiers, and renamed columns are followed wherever they are read. */
final class MariaDbOperationRenderer extends MySqlOperationRenderer {
    private static final DSLContext JOOQ = JooqSettings.context(SQLDialect.MARIADB);
    private static final MySqlTypes TYPES = new MySqlTypes() {
        @Override
        public String visit(ColumnType.Uuid type) {
            return "uuid";
        }
    };

    MariaDbOperationRenderer(Schema before, Collations collations) {
        super(Dialect.MARIADB, JOOQ, before, collations);
    }

    @Override
    MySqlTypes typeNames() {
        return TYPES;
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

    /**
     * A check in the definition of a column, which has the column's name, would go when the column is said anew, and
     * cannot be dropped. Databases that qorm took over have such ones. It becomes one of the table; one that is stays.
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
        all.add(alterTable(
                table,
                modify(table, column),
                "add constraint if not exists " + quoted(name) + " check (" + expression(check.expression()) + ")"));
        all.addAll(statements);
        return all;
    }

    /** MariaDB takes a backslash before any letter. */
    @Override
    String isJson(String text) {
        return super.isJson(text) + " and not replace(" + text + ", " + textLiteral("\\\\") + ", '') regexp "
                + textLiteral("(?-i)\\\\[^\"/bfnrtu]");
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
