package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tries whether H2 can read an expression over a column that gets another type. The expression is read in a query over
 * the columns of its table as they are, and then over a column of that type in place of the one that changes.
 */
final class H2Retyped {
    private static final String VALUE = "qorm_value";
    private static final String CHECK = "select CHECK_CLAUSE from INFORMATION_SCHEMA.CHECK_CONSTRAINTS"
            + " where CONSTRAINT_SCHEMA = current_schema and CONSTRAINT_NAME = ?";
    private static final String COLUMNS = "select COLUMN_NAME from INFORMATION_SCHEMA.COLUMNS"
            + " where TABLE_SCHEMA = current_schema and TABLE_NAME = ? and GENERATION_EXPRESSION is null";

    private final Sql sql;

    H2Retyped(Sql sql) {
        this.sql = sql;
    }

    /** Whether H2 refuses a type for a column because of a check. */
    boolean isRefusedBy(H2Parts.Part check, String column, AlterColumn alter) throws SQLException {
        for (var expression : sql.query(CHECK, row -> row.getString(1), check.name())) {
            if (isRefusedBy(expression, check.table(), column, alter)) {
                return true;
            }
        }
        return false;
    }

    /** @param table its name in the catalog */
    boolean isRefusedBy(String expression, String table, String column, AlterColumn alter) throws SQLException {
        var trial = "qorm_scratch_" + UUID.randomUUID().toString().replace('-', '_');
        if (!isCreated(trial, alter.to().type())) {
            return false;
        }
        try {
            var columns = sql.query(COLUMNS, row -> row.getString(1), table);
            return isRead(expression, table, trial, columns, "") && !isRead(expression, table, trial, columns, column);
        } finally {
            sql.execute("drop table " + trial);
        }
    }

    /** A database that is read-only has no tables of a session either. */
    private boolean isCreated(String trial, ColumnType type) {
        var value = Column.of(VALUE, type).nullable();
        try {
            for (var statement : Dialect.H2.renderer().renderTrial(Table.of(trial, null, List.of(value)))) {
                sql.execute(statement.sql());
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean isRead(String expression, String table, String trial, List<String> columns, String changed) {
        var all = columns.stream()
                .map(SqlText::quoted)
                .map(each -> H2Parts.isSame(each, SqlText.quoted(changed)) ? VALUE + " as " + each : each)
                .collect(Collectors.joining(", "));
        try {
            sql.query(
                    "select " + expression + " from (select " + all + " from " + SqlText.quoted(table) + ", " + trial
                            + " where false) " + SqlText.quoted(table),
                    row -> row.getString(1));
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
