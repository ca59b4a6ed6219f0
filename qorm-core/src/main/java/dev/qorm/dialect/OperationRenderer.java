package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunJava;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Query;

/**
 * Renders one operation: which statements it needs, and what is refused. What databases have in common is here; what is
 * specific to a database is in its subclass.
 */
abstract class OperationRenderer implements Operation.Visitor<List<String>> {
    /** The temporary name of something whose old and new name are the same to the database. */
    static final String ON_THE_WAY = "qorm_renamed";

    final Dialect dialect;

    final Notation notation;

    final DSLContext jooq;

    /** The schema before the operation. */
    final Schema before;

    final StandardDdl ddl;

    final LimitChecks checks;

    final RowUpdates updates = new RowUpdates(this);

    OperationRenderer(Dialect dialect, Notation notation, Schema before, LimitChecks.Limits limits) {
        this.dialect = dialect;
        this.notation = notation;
        this.jooq = notation.jooq;
        this.before = before;
        this.ddl = new StandardDdl(notation);
        this.checks = new LimitChecks(dialect, before, limits);
    }

    final Name name(String name) {
        return notation.name(name);
    }

    final String quoted(String name) {
        return notation.quoted(name);
    }

    /** Returns the statements that must run before a column of a new table, or a new column, can be created. */
    List<String> beforeColumn(String table, Column column) {
        return List.of();
    }

    /** Returns the operations that are rendered in its place, one after the other; usually only itself. */
    List<Operation> steps(Operation operation) {
        return Detour.of(operation);
    }

    /**
     * Returns the statements that remove what {@code operation} leaves temporarily, in case it was stopped meanwhile.
     */
    List<String> leftovers(Operation operation) {
        return List.of();
    }

    /**
     * Returns the statements that restore what is suspended while {@code operation} runs, in case it was stopped
     * meanwhile.
     */
    List<String> returns(Operation operation) {
        return List.of();
    }

    /** Returns a statement that drops a key and adds another one in its place; empty if that takes two. */
    List<String> replace(Operation drop, Operation add) {
        return List.of();
    }

    /** Returns the statements that clean up after a column is dropped. */
    List<String> afterColumn(String table, Column column) {
        return List.of();
    }

    /** Returns the keys that the database does not accept as a part of CREATE TABLE. */
    List<UniqueConstraint> keysApart(Table table) {
        return List.of();
    }

    /** Whether the foreign keys from and to a column can be kept while it changes. */
    boolean canKeepForeignKeys(AlterColumn operation) {
        var from = operation.from().type();
        var to = operation.to().type();
        return !dialect.changesCollation(operation)
                && (from.equals(to)
                        || (!operation.replacesMisfits()
                                && ((ColumnTypes.isInteger(from) && ColumnTypes.isInteger(to))
                                        || (from instanceof ColumnType.Varchar && to instanceof ColumnType.Varchar))));
    }

    /** Whether those to a key that includes the column can be kept, too. */
    boolean canKeepForeignKeysBeside(AlterColumn operation) {
        return true;
    }

    /**
     * Whether the values of a column become computed, or are computed differently; then they are all computed again.
     */
    static boolean becomesGenerated(AlterColumn operation) {
        var from = operation.from();
        var to = operation.to();
        return to.generatedAs() != null
                && (!to.generatedAs().equals(from.generatedAs()) || !to.type().equals(from.type()));
    }

    /** Whether NOT NULL must be set; databases do not declare it for a computed column. */
    static boolean becomesRequired(AlterColumn operation) {
        var from = operation.from();
        return (from.isNullable() || from.generatedAs() != null)
                && !operation.to().isNullable();
    }

    /** @throws UnsupportedByDatabaseException if the types at the two ends of {@code key} do not match */
    void checkTypes(Table table, ForeignKey key) {}

    final String sql(Query query) {
        return ddl.sql(query);
    }

    @Override
    public List<String> visit(CreateTable operation) {
        return create(operation.table(), table -> ddl.createTable(table, keysApart(table)));
    }

    /**
     * Returns the statements that create a table that only this session sees, provided that the catalog contains such
     * tables.
     */
    List<String> temporaryTable(Table table) {
        return create(table, this::createTemporaryTable);
    }

    /**
     * Returns the statements that create a table that only this session sees, whether or not the catalog contains it.
     */
    List<String> trialTable(Table table) {
        return temporaryTable(table);
    }

    /** Returns the statements that parse a value for existing rows without evaluating it. */
    List<String> trialValue(DefaultValue.Expression value, Table table) {
        return List.of();
    }

    /** Returns the first of the statements that create a temporary table. */
    String createTemporaryTable(Table table) {
        return ddl.createTemporaryTable(table, keysApart(table));
    }

    private List<String> create(Table table, Function<Table, String> create) {
        checks.created(table);
        var statements = new ArrayList<String>();
        table.columns().values().forEach(column -> statements.addAll(beforeColumn(table.name(), column)));
        statements.add(create.apply(table));
        keysApart(table).forEach(key -> statements.add(ddl.add(table.name(), key)));
        table.indexes().values().forEach(index -> statements.add(ddl.createIndex(table.name(), index)));
        if (table.comment() != null) {
            statements.add(ddl.commentTable(table.name(), table.comment()));
        }
        for (var column : table.columns().values()) {
            if (column.comment() != null) {
                statements.add(ddl.commentColumn(table.name(), column));
            }
        }
        return statements;
    }

    @Override
    public List<String> visit(DropTable operation) {
        var table = operation.table();
        var statements = new ArrayList<String>();
        statements.add(ddl.dropTable(table.name()));
        table.columns().values().forEach(column -> statements.addAll(afterColumn(table.name(), column)));
        return statements;
    }

    @Override
    public List<String> visit(CommentTable operation) {
        return List.of(ddl.commentTable(operation.table(), operation.to()));
    }

    /**
     * A column whose rows need another value than its default is added with that value as the default, which is then
     * changed to the final one: this takes one pass over the table at most, and no row has NULL at any time. If each
     * row gets a value of its own, the column has NULL until then.
     */
    @Override
    public List<String> visit(AddColumn operation) {
        checks.added(operation.table(), operation.column());
        return addColumn(operation);
    }

    /** Adds again a column that the schema before the operation has. */
    final List<String> addColumn(String table, Column column) {
        return addColumn(new AddColumn(table, column, null));
    }

    private List<String> addColumn(AddColumn operation) {
        var table = operation.table();
        var column = operation.column();
        var alter = ddl.alterColumn(table, column.name());
        var statements = new ArrayList<>(beforeColumn(table, column));
        if (operation.backfill() instanceof DefaultValue.Expression expression) {
            statements.add(ddl.addColumn(table, column.nullable().withDefault(null)));
            statements.add(updates.fill(table, column, expression));
            if (column.defaultValue() != null) {
                statements.add(alter + ddl.setDefault(column));
            }
            if (!column.isNullable()) {
                statements.add(alter + "set not null");
            }
        } else if (operation.backfill() != null) {
            statements.add(ddl.addColumn(table, column.withDefault(operation.backfill())));
            statements.add(alter + ddl.setDefault(column));
        } else {
            statements.add(ddl.addColumn(table, column));
        }
        if (column.comment() != null) {
            statements.add(ddl.commentColumn(table, column));
        }
        return statements;
    }

    /** Returns the further assignments that an UPDATE of a column needs so that no other column changes. */
    String keepingOthers(String table, String column) {
        return "";
    }

    @Override
    public List<String> visit(DropColumn operation) {
        var statements = new ArrayList<String>();
        statements.add(ddl.dropColumn(operation.table(), operation.column().name()));
        statements.addAll(afterColumn(operation.table(), operation.column()));
        return statements;
    }

    private List<String> add(String table, TableElement element) {
        checks.added(table, element);
        return addConstraint(table, element);
    }

    /** Adds a key or check. */
    List<String> addConstraint(String table, TableElement constraint) {
        return List.of(ddl.add(table, constraint));
    }

    private List<String> drop(String table, TableElement element) {
        return List.of(ddl.dropConstraint(table, element.name()));
    }

    /** Restores a key that was suspended. */
    List<String> restore(String table, ForeignKey key) {
        return addConstraint(table, key);
    }

    /** Drops a key or check that will be restored; when a half-done operation is undone, it may already be dropped. */
    String suspend(String table, TableElement constraint) {
        return ddl.dropConstraintIfExists(table, constraint.name());
    }

    @Override
    public List<String> visit(AddPrimaryKey operation) {
        return add(operation.table(), operation.key());
    }

    @Override
    public List<String> visit(DropPrimaryKey operation) {
        return drop(operation.table(), operation.key());
    }

    @Override
    public List<String> visit(AddUnique operation) {
        return add(operation.table(), operation.unique());
    }

    @Override
    public List<String> visit(DropUnique operation) {
        return drop(operation.table(), operation.unique());
    }

    @Override
    public List<String> visit(AddCheck operation) {
        return add(operation.table(), operation.check());
    }

    @Override
    public List<String> visit(DropCheck operation) {
        return drop(operation.table(), operation.check());
    }

    @Override
    public List<String> visit(AddForeignKey operation) {
        return add(operation.table(), operation.key());
    }

    @Override
    public List<String> visit(DropForeignKey operation) {
        return drop(operation.table(), operation.key());
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        checks.added(operation.table(), operation.index());
        return List.of(ddl.createIndex(operation.table(), operation.index()));
    }

    @Override
    public List<String> visit(DropIndex operation) {
        return List.of(ddl.dropIndex(operation.index().name()));
    }

    @Override
    public List<String> visit(RenameTable operation) {
        checks.renamed(operation, operation.to());
        return List.of(ddl.renameTable(operation.from(), operation.to()));
    }

    @Override
    public List<String> visit(RenameColumn operation) {
        checks.renamed(operation, operation.table(), operation.to());
        return List.of(ddl.renameColumn(operation.table(), operation.from(), operation.to()));
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        checks.renamed(operation, operation.table(), operation.to());
        return List.of(ddl.renameConstraint(operation.table(), operation.from(), operation.to()));
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        checks.renamed(operation, operation.table(), operation.to());
        return List.of(ddl.renameIndex(operation.table(), operation.from(), operation.to()));
    }

    /** Returns a placeholder for lists of statements, which no database is meant to run. */
    @Override
    public List<String> visit(RunJava operation) {
        return operation.isNothing() || !isMeant(operation)
                ? List.of()
                : List.of("-- java " + operation.step().getName());
    }

    @Override
    public List<String> visit(RunSql operation) {
        if (!isMeant(operation) && !operation.operations().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + operation.describe() + "' is not in the form that it has on " + dialect.displayName());
        }
        checks.statement(operation);
        return operation.isNothing() || !isMeant(operation) ? List.of() : List.of(operation.sql());
    }

    private boolean isMeant(HandmadeOperation operation) {
        return operation.isFor(dialect.urlName());
    }
}
