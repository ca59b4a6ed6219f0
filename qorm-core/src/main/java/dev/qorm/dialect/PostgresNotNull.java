package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Sha256;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a column NOT NULL while its table is written ("ALTER TABLE" in the manual of PostgreSQL): an equivalent check
 * first applies to new rows, and the existing rows are checked without blocking writers. Once such a check is valid,
 * SET NOT NULL reads no rows; then the check is dropped.
 */
public final class PostgresNotNull {
    private static final int HASH_BYTES = 4;

    private PostgresNotNull() {}

    /**
     * Returns the name of that check, which is unique in a table; cut and marked with a hash if it would be too long.
     *
     * @param column the column's name
     */
    public static String checkName(String column) {
        var name = "qorm_not_null_" + column;
        return PostgresLimits.bytes(name) <= PostgresLimits.MAX_NAME
                ? name
                : PostgresLimits.cut(name, "_" + Sha256.hex(column, HASH_BYTES));
    }

    /**
     * Returns the statements, each of which takes effect by itself. Rows with NULL get their values before the check is
     * added, because from then on no other change of such a row is accepted; and again after it, for the few that were
     * added meanwhile.
     */
    static List<String> render(AlterColumn operation, OperationRenderer renderer) {
        var alter = renderer.ddl.alterColumn(operation.table(), operation.to().name());
        if (operation.to().isNullable()) {
            return List.of(alter + "drop not null");
        }
        var table = "alter table " + renderer.quoted(operation.table()) + " ";
        var column = renderer.quoted(operation.to().name());
        var check = "constraint " + renderer.quoted(checkName(operation.to().name()));
        var fill = renderer.updates.fill(operation);
        var statements = new ArrayList<String>();
        fill.forEach(update -> statements.add(
                canBeCut(operation) ? PostgresPortions.of(renderer.quoted(operation.table()), update) : update));
        statements.add(table + "add " + check + " check (" + column + isNotNull(operation.to()) + ") not valid");
        statements.addAll(fill);
        statements.add(table + "validate " + check);
        statements.add(alter + "set not null");
        statements.add(table + "drop " + check);
        return statements;
    }

    /** Whether no row's value is read from other rows, which might get theirs in an earlier portion. */
    private static boolean canBeCut(AlterColumn operation) {
        return !(operation.backfill() instanceof DefaultValue.Expression expression
                && SqlText.hasWord(expression.sql(), "select"));
    }

    /** For a composite type, which can only be a native one, IS NOT NULL means that no field of the value is NULL. */
    private static String isNotNull(Column column) {
        return column.type() instanceof ColumnType.Native ? " is distinct from null" : " is not null";
    }
}
