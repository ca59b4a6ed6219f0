package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** H2, where keys share indexes, so that some step aside while others change. */
final class H2OperationRenderer extends OperationRenderer {
    H2OperationRenderer(Schema before) {
        super(Dialect.H2, H2Notation.INSTANCE, before, H2Limits::check);
    }

    /** To jOOQ, a temporary table of H2 is one that all sessions see. */
    @Override
    String createTemporaryTable(Table table) {
        var parts = new ArrayList<QueryPart>();
        table.columns()
                .values()
                .forEach(column -> parts.add(Sql.expression(H2Notation.INSTANCE.definition(table.name(), column))));
        parts.addAll(ddl.constraints(table, List.of()));
        return sql(jooq.query("create local temporary table {0} ({1})", name(table.name()), DSL.list(parts)));
    }

    @Override
    public List<String> visit(RenameTable operation) {
        return renamed(operation.from(), operation.to(), super.visit(operation), ddl::renameTable);
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        return renamed(
                operation.from(),
                operation.to(),
                super.visit(operation),
                (from, to) -> ddl.renameConstraint(operation.table(), from, to));
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        return renamed(
                operation.from(),
                operation.to(),
                super.visit(operation),
                (from, to) -> ddl.renameIndex(operation.table(), from, to));
    }

    /**
     * To H2 a name that it stores alike is taken, by what is renamed; a column's is not. Where the database is set to fold
     * to lower case they are two names.
     */
    private List<String> renamed(String from, String to, List<String> direct, BinaryOperator<String> statement) {
        return H2Names.areAlike(from, to)
                ? List.of(statement.apply(from, ON_THE_WAY), statement.apply(ON_THE_WAY, to))
                : direct;
    }

    /** What steps aside while an operation runs. */
    private record Aside(List<UniqueConstraint> uniques, List<Reference> keys) {}

    /**
     * H2 lets a foreign key use an index that is there already, that of a unique constraint included. Such an index
     * cannot be dropped, and worse, the index of a unique constraint stays and goes on refusing rows. So the foreign key
     * steps aside and then gets an index of its own (seen on 2.5.252).
     *
     * <p>When H2 copies a table, as it does for a new column, a unique constraint gets a unique index over the same columns
     * for its own, whatever it had before, and then holds on to it (seen on 2.5.252). So the constraint steps aside, and
     * with it what refers to it.
     *
     * <p>A unique constraint over the columns of the primary key shares its index, which stays when the key goes and keeps
     * the columns NOT NULL (seen on 2.5.252). So it steps aside, too.
     *
     * <p>A foreign key stands on one of the keys over its columns, and comes back on the other.
     */
    private Aside aside(Operation operation) {
        if (operation instanceof DropUnique drop) {
            return aside(before.table(drop.table()), drop.unique());
        }
        if (operation instanceof DropPrimaryKey drop) {
            return aside(before.table(drop.table()), drop.key().columns(), true);
        }
        return operation instanceof DropIndex drop
                ? aside(
                        before.table(drop.table()),
                        drop.index().columnNames(),
                        drop.index().isUnique())
                : new Aside(List.of(), List.of());
    }

    private Aside aside(Table table, UniqueConstraint unique) {
        var columns = unique.columns();
        var primaryKey = table.primaryKey();
        var isAlone = (primaryKey == null || !isSameSet(primaryKey.columns(), columns))
                && table.uniques().values().stream()
                        .noneMatch(each -> !each.name().equals(unique.name()) && isSameSet(each.columns(), columns));
        var targeting = isAlone ? Stream.<Reference>of() : targeting(table, columns);
        return new Aside(
                List.of(),
                Stream.concat(over(table, columns).stream(), targeting)
                        .distinct()
                        .toList());
    }

    private Stream<Reference> targeting(Table table, List<String> columns) {
        return before.referencesTo(table.name())
                .filter(each -> isSameSet(each.key().referencedColumns(), columns));
    }

    /** @param isUnique whether unique constraints over the same columns step aside with the foreign keys */
    private Aside aside(Table table, List<String> columns, boolean isUnique) {
        var uniques = table.uniques().values().stream()
                .filter(each -> isUnique && isSameSet(each.columns(), columns))
                .toList();
        var targeting = uniques.isEmpty() ? Stream.<Reference>of() : targeting(table, columns);
        return new Aside(
                uniques,
                Stream.concat(over(table, columns).stream(), targeting)
                        .distinct()
                        .toList());
    }

    private static List<Reference> over(Table table, List<String> columns) {
        return table.foreignKeys().values().stream()
                .filter(key -> columns.contains(key.columns().get(0)))
                .map(key -> new Reference(table, key))
                .toList();
    }

    private List<String> withOthersAside(String table, Operation operation, List<String> statements) {
        var aside = aside(operation);
        var all = new ArrayList<String>();
        aside.keys.forEach(each -> all.add(suspend(each.table().name(), each.key())));
        aside.uniques.forEach(each -> all.add(suspend(table, each)));
        all.addAll(statements);
        all.addAll(returns(table, aside));
        return all;
    }

    private List<String> returns(String table, Aside aside) {
        var returns = new ArrayList<String>();
        aside.uniques.forEach(each -> returns.addAll(new AddUnique(table, each).accept(this)));
        aside.keys.forEach(each -> returns.add(ddl.add(each.table().name(), each.key())));
        return returns;
    }

    @Override
    List<String> returns(Operation operation) {
        return operation instanceof TableOperation change ? returns(change.table(), aside(change)) : List.of();
    }

    @Override
    public List<String> visit(DropUnique operation) {
        return withOthersAside(operation.table(), operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropPrimaryKey operation) {
        return withOthersAside(operation.table(), operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropIndex operation) {
        return withOthersAside(operation.table(), operation, super.visit(operation));
    }

    private static boolean isSameSet(List<String> some, List<String> others) {
        return Set.copyOf(some).equals(Set.copyOf(others));
    }

    /**
     * H2's own statements, each of which leaves the rest of the column alone; jOOQ's would lose default, identity and
     * comment. Each can be repeated without harm.
     */
    @Override
    public List<String> visit(AlterColumn operation) {
        var from = operation.from();
        var to = operation.to();
        var alter = ddl.alterColumn(operation.table(), to.name());
        checks.altered(operation);
        if (becomesGenerated(operation)) {
            return becomeGenerated(operation);
        }
        var statements = new ArrayList<String>();
        if (from.isAutoIncrement() && !to.isAutoIncrement()) {
            statements.add(alter + "drop identity");
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
        if (!Objects.equals(from.defaultValue(), to.defaultValue()) || (changesType && to.defaultValue() != null)) {
            statements.add(alter + ddl.setDefault(to));
        }
        if (becomesRequired(operation)) {
            statements.addAll(updates.fill(operation));
            statements.add(alter + "set not null");
        }
        if (to.isAutoIncrement() && !from.isAutoIncrement()) {
            statements.add(alter + notation.typeName(operation.table(), to) + " generated by default as identity");
            statements.add(alter + "restart with (select greatest(coalesce(max(" + quoted(to.name())
                    + "), 0), 0) + 1 from " + quoted(operation.table()) + ")");
        }
        if (!Objects.equals(from.comment(), to.comment()) || (to.comment() != null && !statements.isEmpty())) {
            statements.add(ddl.commentColumn(operation.table(), to));
        }
        return statements;
    }

    /** Another type; the old default goes, and the checks on the column come anew. */
    private List<String> changeType(AlterColumn operation) {
        var table = operation.table();
        var from = operation.from();
        var to = operation.to();
        var alter = ddl.alterColumn(table, to.name());
        var statements = new ArrayList<String>();
        if (from.defaultValue() != null) {
            statements.add(alter + "drop default");
        }
        var checks = checksOn(table, from);
        checks.forEach(check -> statements.add(suspend(table, check)));
        statements.addAll(updates.replaceMisfits(operation));
        var type = notation.typeName(table, to);
        var using = H2Conversions.of(from.type(), to.type(), quoted(to.name()), type);
        statements.add(alter + "set data type " + type + (using == null ? "" : " using " + using));
        if (from.isAutoIncrement() && to.isAutoIncrement()) {
            // The counter would end where the old type does.
            statements.add(alter + "set no maxvalue");
        }
        checks.forEach(check -> statements.addAll(new AddCheck(table, check).accept(this)));
        return statements;
    }

    /** H2 would keep casts in a check to the type that the column had when the check was made. */
    private List<CheckConstraint> checksOn(String table, Column column) {
        return Dependents.ofType(before.table(table), column).drops().stream()
                .filter(DropCheck.class::isInstance)
                .map(drop -> ((DropCheck) drop).check())
                .toList();
    }

    /** The definition anew: H2 computes the values of all rows. */
    private List<String> becomeGenerated(AlterColumn operation) {
        var to = operation.to();
        var alter = ddl.alterColumn(operation.table(), to.name());
        var statements = new ArrayList<String>();
        if (operation.from().isAutoIncrement()) {
            statements.add(alter + "drop identity");
        }
        statements.add(alter + notation.typeName(operation.table(), to) + " "
                + notation.generated(notation.expression(Objects.requireNonNull(to.generatedAs()))));
        if (!operation.from().isNullable() && operation.from().generatedAs() == null) {
            statements.add(alter + "drop not null"); // which no computed column has
        }
        if (operation.from().comment() != null || to.comment() != null) {
            statements.add(ddl.commentColumn(operation.table(), to));
        }
        return statements;
    }
}
