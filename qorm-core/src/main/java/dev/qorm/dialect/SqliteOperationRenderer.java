package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders the operations for which every supported version of SQLite has a statement. They are few; {@link
 * SqliteTableChange} does the rest. Comments do not exist, so there is nothing to do for them.
 *
 * <p>Columns are written by hand: jOOQ takes the name of a type for an identifier and quotes it.
 */
final class SqliteOperationRenderer extends OperationRenderer {
    SqliteOperationRenderer(Schema before) {
        super(Dialect.SQLITE, SqliteNotation.INSTANCE, before, SqliteLimits::check);
    }

    @Override
    public List<String> visit(CreateTable operation) {
        return withIndexes(operation.table(), createTable(operation.table().name(), operation.table()));
    }

    @Override
    List<String> temporaryTable(Table table) {
        checks.created(table);
        return withIndexes(table, "create temporary table " + body(table.name(), table));
    }

    private List<String> withIndexes(Table table, String create) {
        var statements = new ArrayList<String>();
        statements.add(create);
        table.indexes().values().forEach(index -> statements.add(ddl.createIndex(table.name(), index)));
        return statements;
    }

    /** Creates {@code table} under the name {@code name}, without its indexes. */
    String createTable(String name, Table table) {
        checks.created(table);
        return createTableAsItIs(name, table);
    }

    /**
     * The same for an intermediate table, which may be invalid in the end: an auto-increment column may lack its key.
     */
    String createTableAsItIs(String name, Table table) {
        return "create table " + body(name, table);
    }

    /** Returns what follows CREATE TABLE. */
    private String body(String name, Table table) {
        var parts = new ArrayList<String>();
        table.columns().values().forEach(column -> parts.add(definition(table, column)));
        table.elements().stream()
                .filter(part -> !(part instanceof Column) && !(part instanceof Index))
                .filter(part -> !(part instanceof PrimaryKey) || !hasCounter(table))
                .forEach(part -> parts.add(ddl.constraint(part)));
        return quoted(name) + " (" + String.join(", ", parts) + ")";
    }

    /** Returns the column that SQLite increments once it is the key, or null. */
    static @Nullable Column counted(Table table) {
        return table.columns().values().stream()
                .filter(Column::isAutoIncrement)
                .findFirst()
                .orElse(null);
    }

    /** Whether SQLite increments the column, which it does only for a key. */
    static boolean hasCounter(Table table) {
        var counted = counted(table);
        return counted != null
                && table.primaryKey() != null
                && table.primaryKey().columns().equals(List.of(counted.name()));
    }

    private String definition(Table table, Column column) {
        var name = quoted(column.name());
        var text = new StringBuilder(name)
                .append(' ')
                .append(notation.typeName(table.name(), column))
                .append(notation.collated(column));
        if (column.generatedAs() != null) {
            text.append(' ').append(notation.generated(notation.expression(column.generatedAs())));
        } else if (!column.isNullable()) {
            text.append(" not null");
        }
        if (column.isAutoIncrement() && hasCounter(table) && table.primaryKey() != null) {
            text.append(" constraint ")
                    .append(quoted(table.primaryKey().name()))
                    .append(" primary key autoincrement");
        }
        if (column.defaultValue() != null) {
            text.append(" default ").append(SqliteNotation.INSTANCE.defaultText(column.type(), column.defaultValue()));
        }
        if (column.type() instanceof ColumnType.Enumeration) {
            text.append(" check (")
                    .append(column.type().accept(new SqliteFit(name)))
                    .append(')');
        }
        return text.toString();
    }

    /** Whether SQLite can add the column by itself: rows get a constant, or NULL. */
    static boolean canAdd(AddColumn operation) {
        var column = operation.column();
        var isFilledByDefault =
                operation.backfill() == null || operation.backfill().equals(column.defaultValue());
        return isFilledByDefault
                && column.generatedAs() == null
                && !column.isAutoIncrement()
                && !(column.defaultValue() instanceof DefaultValue.Expression)
                && (column.isNullable() || column.defaultValue() != null);
    }

    @Override
    public List<String> visit(AddColumn operation) {
        checks.added(operation.table(), operation.column());
        var table = operation.applyTo(before).table(operation.table());
        return List.of(
                "alter table " + quoted(operation.table()) + " add column " + definition(table, operation.column()));
    }

    @Override
    public List<String> visit(CommentTable operation) {
        return List.of();
    }

    /** Called only if nothing changes that SQLite has. */
    @Override
    public List<String> visit(AlterColumn operation) {
        return List.of();
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        var table = operation.applyTo(before).table(operation.table());
        var statements = new ArrayList<String>();
        statements.add(ddl.dropIndex(operation.from()));
        table.indexes().values().stream()
                .filter(index -> index.name().equals(operation.to()))
                .forEach(index -> statements.add(ddl.createIndex(table.name(), index)));
        return statements;
    }

    /** A name that differs only in case is already taken, by the table itself. */
    @Override
    public List<String> visit(RenameTable operation) {
        if (!operation.from().equalsIgnoreCase(operation.to())) {
            return super.visit(operation);
        }
        var temporary = SqliteNames.temporary(operation.to());
        return List.of(ddl.renameTable(operation.from(), temporary), ddl.renameTable(temporary, operation.to()));
    }
}
