package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Renders operations for PostgreSQL, where the type of an enumeration is created and dropped with its column. */
final class PostgresOperationRenderer extends OperationRenderer {
    final PostgresEnumerationTypes enumerations = new PostgresEnumerationTypes(ddl);

    private final List<Operation> migration;
    private final PostgresDefinitions definitions;

    /**
     * Creates a renderer of one operation.
     *
     * @param migration all operations of the migration; empty if they are not known
     * @param definitions the properties of indexes and constraints in the database, as far as they are known
     */
    PostgresOperationRenderer(Schema before, List<Operation> migration, PostgresDefinitions definitions) {
        super(Dialect.POSTGRESQL, PostgresNotation.INSTANCE, before, PostgresLimits::check);
        this.migration = migration;
        this.definitions = definitions;
    }

    @Override
    List<String> beforeColumn(String table, Column column) {
        return column.type() instanceof ColumnType.Enumeration enumeration
                ? List.of(enumerations.create(PostgresEnumerations.typeName(table, column.name()), enumeration))
                : List.of();
    }

    @Override
    List<String> afterColumn(String table, Column column) {
        return column.type() instanceof ColumnType.Enumeration
                ? List.of(enumerations.drop(PostgresEnumerations.typeName(table, column.name())))
                : List.of();
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        var table = operation.table();
        var index = operation.index();
        var there = definitions.of(table, index);
        if (there == null || operation.isConcurrent()) {
            return concurrently(operation, super.visit(operation));
        }
        checks.added(table, index);
        return withComment(
                "index " + quoted(index.name()),
                there,
                "create " + (index.isUnique() ? "unique " : "") + "index " + quoted(index.name()) + " on "
                        + quoted(table) + " " + there.textFor(index)
                        + (index.where() == null ? "" : " where " + notation.expression(index.where())));
    }

    /** Adds a constraint; one that was dropped gets its former properties. */
    @Override
    List<String> addConstraint(String table, TableElement constraint) {
        var there = definitions.of(table, constraint);
        if (there == null) {
            return super.addConstraint(table, constraint);
        }
        var isWhole = constraint instanceof PrimaryKey || constraint instanceof UniqueConstraint;
        return withComment(
                "constraint " + quoted(constraint.name()) + " on " + quoted(table),
                there,
                isWhole
                        ? "alter table " + quoted(table) + " add constraint " + quoted(constraint.name()) + " "
                                + there.textFor(constraint)
                        : ddl.add(table, plain(constraint)) + there.textFor(constraint));
    }

    /** The text from the database begins with the actions. */
    private static TableElement plain(TableElement constraint) {
        return constraint instanceof ForeignKey key
                ? key.onDelete(ReferentialAction.NO_ACTION)
                        .onUpdate(ReferentialAction.NO_ACTION)
                        .deferral(null)
                : constraint;
    }

    private List<String> withComment(String part, PostgresDefinitions.Definition there, String statement) {
        return there.comment() == null
                ? List.of(statement)
                : List.of(statement, "comment on " + part + " is " + notation.textLiteral(there.comment()));
    }

    /** The foreign key depends on the index, which PostgreSQL makes anew without it. */
    @Override
    boolean canKeepForeignKeysBeside(AlterColumn operation) {
        return operation.from().type().equals(operation.to().type()) && !dialect.changesCollation(operation);
    }

    /**
     * A foreign key may depend on any unique index over the columns that it refers to; it depends on the oldest one.
     */
    @Override
    public List<String> visit(DropIndex operation) {
        var index = operation.index();
        var drop = super.visit(operation).get(0);
        var references = index.isUnique() && index.isOverColumns()
                ? references(operation.table(), index.columnNames())
                : List.<Reference>of();
        if (references.isEmpty()) {
            return concurrently(operation, List.of(drop));
        }
        return operation.isConcurrent()
                ? List.of(
                        withReferencesAside(index.name(), references, drop, ""),
                        new PostgresConcurrently(this).dropIndexIfExists(index.name()))
                : List.of(withReferencesAside(index.name(), references, drop, "else " + drop + "; "));
    }

    @Override
    public List<String> visit(AddUnique operation) {
        return concurrently(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropUnique operation) {
        var drop = super.visit(operation).get(0);
        var references = operation.isConcurrent()
                ? references(operation.table(), operation.unique().columns())
                : List.<Reference>of(); // otherwise they are steps of their own
        return List.of(
                references.isEmpty()
                        ? drop
                        : withReferencesAside(operation.unique().name(), references, drop, "else " + drop + "; "));
    }

    /**
     * Returns one statement that drops an index or key. If foreign keys depend on the index, it suspends them and
     * restores them on another key.
     *
     * @param otherwise what the statement does if none depends on it
     */
    private String withReferencesAside(String index, List<Reference> references, String drop, String otherwise) {
        var statements = new ArrayList<String>();
        references.forEach(
                each -> statements.addAll(new DropForeignKey(each.table().name(), each.key()).accept(this)));
        statements.add(drop);
        references.forEach(
                each -> statements.addAll(new AddForeignKey(each.table().name(), each.key()).accept(this)));
        return "do $qorm$ begin if exists (select from pg_constraint where contype = 'f' and conindid = "
                + notation.textLiteral(quoted(index)) + "::regclass) then "
                + String.join("; ", statements) + "; " + otherwise + "end if; end $qorm$";
    }

    @Override
    public List<String> visit(AddForeignKey operation) {
        return concurrently(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(AddCheck operation) {
        return concurrently(operation, super.visit(operation));
    }

    /** A foreign key that only becomes deferrable, or no longer is, keeps everything else, and no row is read. */
    @Override
    List<String> replace(Operation drop, Operation add) {
        if (!(drop instanceof DropForeignKey old)
                || !(add instanceof AddForeignKey replacement)
                || old.isConcurrent()
                || replacement.isConcurrent()
                || old.key().equals(replacement.key())
                || !old.key().deferral(replacement.key().deferral()).equals(replacement.key())) {
            return List.of();
        }
        var deferral = replacement.key().deferral();
        return List.of("alter table " + quoted(old.table()) + " alter constraint "
                + quoted(old.key().name())
                + (deferral == null ? " not deferrable" : Deferral.words(deferral)));
    }

    private List<String> concurrently(ConcurrentOperation operation, List<String> inTransaction) {
        return operation.isConcurrent() ? new PostgresConcurrently(this).render(operation) : inTransaction;
    }

    /** The types of its enumerations are named after the table. */
    @Override
    public List<String> visit(RenameTable operation) {
        var statements = new ArrayList<>(super.visit(operation));
        for (var column : before.table(operation.from()).columns().values()) {
            statements.addAll(renameType(column, operation.from(), operation.to(), column.name()));
        }
        return statements;
    }

    /** The type of an enumeration is named after the column. */
    @Override
    public List<String> visit(RenameColumn operation) {
        var statements = new ArrayList<>(super.visit(operation));
        var column = before.table(operation.table()).column(operation.from());
        statements.addAll(renameType(column, operation.table(), operation.table(), operation.to()));
        return statements;
    }

    private List<String> renameType(Column column, String fromTable, String toTable, String toColumn) {
        if (!(column.type() instanceof ColumnType.Enumeration)) {
            return List.of();
        }
        return List.of(enumerations.rename(
                PostgresEnumerations.typeName(fromTable, column.name()),
                PostgresEnumerations.typeName(toTable, toColumn)));
    }

    /**
     * The parts that mention the column are suspended for the whole detour, during which its enumeration type does not
     * exist.
     */
    @Override
    List<Operation> steps(Operation operation) {
        if (operation instanceof DropPrimaryKey drop) {
            return withoutReferences(drop.table(), drop.key().columns(), drop);
        }
        if (operation instanceof DropUnique drop && !drop.isConcurrent()) {
            return withoutReferences(drop.table(), drop.unique().columns(), drop);
        }
        var detour = super.steps(operation);
        if (detour.size() == 1 || !(operation instanceof AlterColumn alter)) {
            return detour;
        }
        var dependents = Dependents.ofType(before.table(alter.table()), alter.from());
        return Stream.of(dependents.drops(), detour, dependents.restores())
                .flatMap(List::stream)
                .toList();
    }

    /** A foreign key depends on the index of one key, and is restored on that of the other over the same columns. */
    private List<Operation> withoutReferences(String table, List<String> columns, Operation drop) {
        var references = references(table, columns);
        var steps = new ArrayList<Operation>();
        references.forEach(each -> steps.add(new DropForeignKey(each.table().name(), each.key())));
        steps.add(drop);
        references.forEach(each -> steps.add(new AddForeignKey(each.table().name(), each.key())));
        return steps;
    }

    private List<Reference> references(String table, List<String> columns) {
        return before.referencesTo(table)
                .filter(reference ->
                        Set.copyOf(reference.key().referencedColumns()).equals(Set.copyOf(columns)))
                .toList();
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        checks.altered(operation);
        if (operation.isConcurrent()) {
            return PostgresNotNull.render(operation, this);
        }
        return new PostgresColumnChange(this, operation, migration).statements();
    }

    /** In a CREATE TABLE, PostgreSQL merges keys over the same columns into one, and discards the other names. */
    @Override
    List<UniqueConstraint> keysApart(Table table) {
        var seen = new HashSet<List<String>>();
        if (table.primaryKey() != null) {
            seen.add(table.primaryKey().columns());
        }
        return table.uniques().values().stream()
                // A foreign key of the table to itself needs the one that is not deferrable.
                .sorted(Comparator.comparing(unique -> unique.deferral() != null))
                .filter(unique -> !seen.add(unique.columns()))
                .toList();
    }
}
