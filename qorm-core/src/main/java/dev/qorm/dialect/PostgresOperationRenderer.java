package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** PostgreSQL, where the type of an enumeration comes and goes with its column. */
final class PostgresOperationRenderer extends OperationRenderer {
    private final boolean isAlone;

    /** @param isAlone whether the migration has no other operation */
    PostgresOperationRenderer(Schema before, boolean isAlone) {
        super(Dialect.POSTGRESQL, PostgresNotation.INSTANCE, before, PostgresLimits::check);
        this.isAlone = isAlone;
    }

    @Override
    List<String> beforeColumn(String table, Column column) {
        return column.type() instanceof ColumnType.Enumeration enumeration
                ? List.of(createType(PostgresEnumerations.typeName(table, column.name()), enumeration))
                : List.of();
    }

    private String createType(String type, ColumnType.Enumeration enumeration) {
        return sql(jooq.createType(name(type)).asEnum(enumeration.values().toArray(String[]::new)));
    }

    @Override
    List<String> afterColumn(String table, Column column) {
        return column.type() instanceof ColumnType.Enumeration
                ? List.of(dropType(PostgresEnumerations.typeName(table, column.name())))
                : List.of();
    }

    private String dropType(String type) {
        // In a database that was taken over it may have another name.
        return sql(jooq.dropTypeIfExists(name(type)));
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        return concurrently(operation, super.visit(operation));
    }

    /** A foreign key may stand on any unique index over the columns that it refers to: on the oldest one. */
    @Override
    public List<String> visit(DropIndex operation) {
        var index = operation.index();
        var drop = super.visit(operation).get(0);
        var references = index.isUnique() && index.where() == null
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
                : List.<Reference>of(); // which are steps of their own
        return List.of(
                references.isEmpty()
                        ? drop
                        : withReferencesAside(operation.unique().name(), references, drop, "else " + drop + "; "));
    }

    /**
     * Foreign keys step aside and come back on another key, in one statement, if they stand on the index.
     *
     * @param otherwise what the statement does when they do not
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
        return List.of(renameType(
                PostgresEnumerations.typeName(fromTable, column.name()),
                PostgresEnumerations.typeName(toTable, toColumn)));
    }

    /** In a database that was taken over it may have another name, and "if exists" is nothing that PostgreSQL has for it. */
    private String renameType(String from, String to) {
        return "do $qorm$ begin if to_regtype(" + notation.textLiteral(quoted(from))
                + ") is not null then alter type " + quoted(from) + " rename to " + quoted(to)
                + "; end if; end $qorm$";
    }

    /** What speaks of the column steps aside for the whole detour: in between, the type of its constants is not there. */
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

    /** A foreign key stands on the index of one key, and comes back on that of the other over the same columns. */
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
        var from = operation.from();
        var to = operation.to();
        var alter = ddl.alterColumn(operation.table(), to.name());
        checks.altered(operation);
        if (operation.isConcurrent()) {
            return PostgresNotNull.render(operation, this);
        }
        if (becomesGenerated(operation)) {
            return becomeGenerated(operation);
        }
        var statements = new ArrayList<String>();
        if (from.isAutoIncrement() && !to.isAutoIncrement()) {
            // A column of a database that qorm took over may be a serial, which is a default.
            statements.add(alter + "drop identity if exists");
            statements.add(alter + "drop default");
        }
        if (from.generatedAs() != null && to.generatedAs() == null) {
            statements.add(alter + "drop expression");
        }
        if (to.isNullable() && !from.isNullable()) {
            statements.add(alter + "drop not null");
        }
        var changesType = !from.type().equals(to.type());
        if (changesType) {
            statements.addAll(changeType(operation));
        }
        if (changesType ? to.defaultValue() != null : !Objects.equals(from.defaultValue(), to.defaultValue())) {
            statements.add(alter + ddl.setDefault(to));
        }
        if (becomesRequired(operation)) {
            statements.addAll(updates.fill(operation));
            statements.add(alter + "set not null");
        }
        if (to.isAutoIncrement() && !from.isAutoIncrement()) {
            statements.add(alter + "add generated by default as identity");
            statements.add(continueAfterMaximum(operation.table(), to));
        }
        if (!Objects.equals(from.comment(), to.comment())) {
            statements.add(ddl.commentColumn(operation.table(), to));
        }
        return statements;
    }

    /** Another type; the old default goes, and what speaks of the column steps aside. */
    private List<String> changeType(AlterColumn operation) {
        var table = operation.table();
        var from = operation.from();
        var to = operation.to();
        var statements = new ArrayList<String>();
        if (from.defaultValue() != null) {
            // It may not convert to the new type.
            statements.add(ddl.alterColumn(table, to.name()) + "drop default");
        }
        var dependents = Dependents.ofType(before.table(table), from);
        dependents.drops().forEach(drop -> statements.addAll(drop.accept(this)));
        statements.addAll(updates.replaceMisfits(operation));
        statements.addAll(setType(operation));
        if (from.isAutoIncrement() && to.isAutoIncrement()) {
            statements.add(changeCounterOfSerial(table, to));
        }
        dependents.restores().forEach(restore -> statements.addAll(restore.accept(this)));
        return statements;
    }

    /** A serial that was taken over and counts no more keeps its sequence, which pg_get_serial_sequence may find instead. */
    private String continueAfterMaximum(String table, Column column) {
        return "select setval((select d.objid from pg_depend d where d.classid = 'pg_class'::regclass"
                + " and d.deptype = 'i' and " + isOf(table, column, "d.refobjid", "d.refobjsubid")
                + "), greatest(coalesce(max(" + quoted(column.name()) + "), 0), 0) + 1, false) from " + quoted(table);
    }

    /** The counter of an identity follows its column; the sequence of a serial would end where the old type does. */
    private String changeCounterOfSerial(String table, Column column) {
        return "do $qorm$ declare s regclass; begin for s in select d.refobjid from pg_attrdef f"
                + " join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = f.oid"
                + " join pg_class c on c.oid = d.refobjid and c.relkind = 'S' where "
                + isOf(table, column, "f.adrelid", "f.adnum") + " loop execute 'alter sequence ' || s || ' as "
                + notation.typeName(table, column) + "'; end loop; end $qorm$";
    }

    private String isOf(String table, Column column, String tableId, String number) {
        return tableId + " = " + notation.textLiteral(quoted(table)) + "::regclass and " + number
                + " = (select a.attnum from pg_attribute a where a.attrelid = " + tableId + " and a.attname = "
                + notation.textLiteral(column.name()) + ")";
    }

    private List<String> setType(AlterColumn operation) {
        var table = operation.table();
        var fromEnumeration = operation.from().type() instanceof ColumnType.Enumeration;
        if (!(operation.to().type() instanceof ColumnType.Enumeration to)) {
            var statements = new ArrayList<String>();
            statements.add(convert(operation));
            statements.addAll(afterColumn(table, operation.from()));
            return statements;
        }
        var type = PostgresEnumerations.typeName(table, operation.to().name());
        if (!fromEnumeration) {
            return List.of(createType(type, to), convert(operation));
        }
        var from = (ColumnType.Enumeration) operation.from().type();
        // A value that is added cannot be used before the transaction commits, and another operation may: a check does.
        if (isAlone
                && operation.backfill() == null
                && Objects.equals(
                        operation.from().defaultValue(), operation.to().defaultValue())
                && PostgresEnumerations.onlyAdds(from, to)) {
            return PostgresEnumerations.additions(jooq, name(type), from, to);
        }
        var old = PostgresEnumerations.oldTypeName(table, operation.to().name());
        return List.of(renameType(type, old), createType(type, to), convert(operation), dropType(old));
    }

    private String convert(AlterColumn operation) {
        var type = notation.typeName(operation.table(), operation.to());
        var using = PostgresConversions.of(
                operation.from().type(),
                operation.to().type(),
                quoted(operation.to().name()),
                type);
        return ddl.alterColumn(operation.table(), operation.to().name()) + "type " + type
                + (using == null ? "" : " using " + using);
    }

    /** Makes the column anew: until version 17 PostgreSQL cannot change an expression, and never add one. */
    private List<String> becomeGenerated(AlterColumn operation) {
        var table = operation.table();
        var dependents = Dependents.ofColumn(before.table(table), operation.from());
        var references = before.referencesTo(table, operation.from().name()).toList();
        var statements = new ArrayList<String>();
        references.forEach(reference -> statements.add(suspend(reference.table().name(), reference.key())));
        dependents.drops().forEach(drop -> statements.addAll(drop.accept(this)));
        statements.addAll(new DropColumn(table, operation.from()).accept(this));
        statements.addAll(addColumn(table, operation.to()));
        dependents.restores().forEach(restore -> statements.addAll(restore.accept(this)));
        references.forEach(reference -> statements.add(ddl.add(reference.table().name(), reference.key())));
        return statements;
    }

    /** PostgreSQL makes one key of those over the same columns in a CREATE TABLE, and forgets the other names. */
    @Override
    List<UniqueConstraint> keysApart(Table table) {
        var seen = new HashSet<List<String>>();
        if (table.primaryKey() != null) {
            seen.add(table.primaryKey().columns());
        }
        return table.uniques().values().stream()
                .filter(unique -> !seen.add(unique.columns()))
                .toList();
    }

    /** It takes bytes of any length. */
    @Override
    boolean tellsMisfits(TypeChange change) {
        return super.tellsMisfits(change) && !(change.to() instanceof ColumnType.Binary);
    }
}
