package dev.qorm.execute;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.SpecialTables.Special;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and indexes over long columns in tables of MariaDB or MySQL whose row format is {@code compact} or {@code
 * redundant}, as servers before MySQL 5.7 made them. A column has at most 767 bytes there ("InnoDB Limits" in MySQL's
 * manual), and in a key of qorm's own tables 3072. The server would say so when earlier statements are done.
 */
final class OldRowFormats implements Obstruction {
    private static final int MAX_BYTES = 767;
    /** In {@code utf8mb4}. */
    private static final int BYTES_OF_CHARACTER = 4;

    private final SpecialTables tables;
    private final Sql sql;
    private final Dialect dialect;

    OldRowFormats(SpecialTables tables, Sql sql, Dialect dialect) {
        this.tables = tables;
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var old = tables.before(run).stream().filter(Special::hasShortKeys).toList();
        var found = new ArrayList<String>();
        if (old.isEmpty()) {
            return found;
        }
        var collations = new LiveRenderer(sql, dialect)
                .read(run.operations(), run.before())
                .collations();
        var schema = run.before();
        var names = new EarlierNames();
        for (var operation : run.operations()) {
            var before = schema;
            schema = operation.applyTo(schema);
            var after = collations.after(operation);
            if (operation instanceof TableOperation change
                    && SpecialTables.find(old, names.table(change.table())) != null) {
                var table = schema.table(change.table());
                for (var name : keyColumns(operation, table)) {
                    var bytes = bytes(table, table.column(name), after);
                    var isLonger = !(operation instanceof AlterColumn alter)
                            || bytes > bytes(before.table(change.table()), alter.from(), collations);
                    if (bytes > MAX_BYTES && isLonger) {
                        found.add("'" + operation.describe() + "': the column " + name + " of " + bytes + " bytes");
                    }
                }
            }
            collations = after;
            names.after(operation);
        }
        return found;
    }

    /** Returns the columns that an operation puts into a key or an index, or changes in one. */
    private static List<String> keyColumns(Operation operation, Table table) {
        if (operation instanceof AddUnique add) {
            return add.unique().columnNames();
        }
        if (operation instanceof AddPrimaryKey add) {
            return add.key().columnNames();
        }
        if (operation instanceof AddForeignKey add) {
            return add.key().columnNames();
        }
        if (operation instanceof CreateIndex create) {
            return create.index().columnNames();
        }
        return operation instanceof AlterColumn alter
                        && table.elements().stream()
                                .anyMatch(part -> isKeyOver(part, alter.to().name()))
                ? List.of(alter.to().name())
                : List.of();
    }

    private static boolean isKeyOver(TableElement part, String column) {
        return !(part instanceof Column)
                && !(part instanceof CheckConstraint)
                && part.columnNames().contains(column);
    }

    private long bytes(Table table, Column column, Collations collations) {
        var ofCharacter = column.collation(dialect.urlName()) == null
                ? collations.bytesOfCharacter(table.name(), column.name())
                : BYTES_OF_CHARACTER;
        if (column.type() instanceof ColumnType.Varchar text) {
            return (long) ofCharacter * text.length();
        }
        if (column.type() instanceof ColumnType.Char text) {
            return (long) ofCharacter * text.length();
        }
        return column.type() instanceof ColumnType.Binary binary ? binary.length() : 0;
    }

    @Override
    public String reason() {
        return "its keys are over columns of more than " + MAX_BYTES
                + " bytes, and the row format of their tables, compact or redundant, does not allow that";
    }

    @Override
    public String remedy() {
        return "Convert the tables in the migration, with runSql(\"alter table … row_format = dynamic\").reversedBy(\"…\"), or"
                + " by hand; or make the columns shorter.";
    }
}
