package dev.qorm.dialect;

import dev.qorm.dialect.RowProbe.Effect;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.KnownValues;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import dev.qorm.schema.TypeNames;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The probes of a migration. They query the rows as they are before its first statement. They leave out what depends on
 * values that are not certain ({@link GivenValues}), or on what SQL of the user may do to rows: a probe never prevents what would
 * work.
 */
final class RowProbes {
    private final Notation notation;
    private final KnownValues known = new KnownValues();
    private final GivenValues given;
    private final ProbedColumns columns;
    private final List<RowProbe> probes = new ArrayList<>();

    /** The changes of collations, by the names that the table and the column had before. */
    private final Map<List<String>, AlterColumn> collated = new LinkedHashMap<>();

    private RowProbes(Notation notation, Schema before) {
        this.notation = notation;
        this.given = new GivenValues(notation, before, known);
        this.columns = new ProbedColumns(notation, before, known, given);
    }

    /** Whether rows may be in the way of it, as far as is known without reading tables. */
    private static boolean isAsked(Operation operation) {
        return operation instanceof AddColumn
                || operation instanceof AlterColumn
                || operation instanceof AddUnique
                || operation instanceof AddPrimaryKey
                || operation instanceof CreateIndex
                || operation instanceof AddCheck
                || operation instanceof AddForeignKey;
    }

    /**
     * Returns the probes of {@code operations}.
     *
     * @param before the schema before them
     * @param notation that of the database, which is used only if there is something to query
     */
    static List<RowProbe> of(List<Operation> operations, Schema before, Supplier<Notation> notation) {
        if (operations.stream().noneMatch(RowProbes::isAsked)) {
            return List.of();
        }
        var probes = new RowProbes(notation.get(), before);
        var schema = before;
        for (var i = 0; i < operations.size() && !(operations.get(i) instanceof HandmadeOperation); i++) {
            var operation = operations.get(i);
            probes.ask(operation, schema);
            probes.given.take(operation, schema);
            probes.known.take(operation);
            schema = operation.applyTo(schema);
            if (operation instanceof AddColumn add) {
                probes.required(add, add.column());
            } else if (operation instanceof AlterColumn alter) {
                probes.known.recompute(schema.table(alter.table()));
                probes.required(alter, alter.to());
                probes.compare(alter, schema);
            }
        }
        if (operations.stream().noneMatch(HandmadeOperation.class::isInstance)) {
            probes.askChecks(schema);
        }
        return probes.probes;
    }

    private void ask(Operation operation, Schema schema) {
        if (operation instanceof AddColumn add) {
            if (add.backfill() == null && add.column().isRequired()) {
                probe(add, add.table(), "rows of " + add.table() + " that have no value for it", "");
            }
        } else if (operation instanceof AlterColumn alter) {
            ask(alter);
        } else if (operation instanceof AddUnique add) {
            distinct(add, schema.table(add.table()), add.unique());
        } else if (operation instanceof AddPrimaryKey add) {
            distinct(add, schema.table(add.table()), add.key());
        } else if (operation instanceof CreateIndex create
                && create.index().isUnique()
                && create.index().where() == null) {
            if (create.index().hasExpressions()) {
                distinct(create, schema.table(create.table()));
            } else {
                distinct(create, schema.table(create.table()), create.index());
            }
        } else if (operation instanceof AddCheck add) {
            satisfies(add, Effect.REFUSED, schema.table(add.table()), add.check());
        } else if (operation instanceof AddForeignKey add) {
            refers(add, schema, schema.table(add.table()), add.key(), "");
        }
    }

    /** @param rest what follows the table in the query, or null if it is not known */
    private void probe(Operation operation, String table, String reason, @Nullable String rest) {
        probe(operation, Effect.REFUSED, table, reason, rest);
    }

    private void probe(Operation operation, Effect effect, String table, String reason, @Nullable String rest) {
        var before = columns.before(table);
        if (before != null && rest != null) {
            probes.add(
                    new RowProbe(operation, effect, reason, "select * from " + notation.quoted(before.name()) + rest));
        }
    }

    private void ask(AlterColumn alter) {
        var to = alter.to();
        var isNullRefused =
                alter.from().isNullable() && !to.isNullable() && alter.backfill() == null && to.defaultValue() == null;
        if (isNullRefused && to.generatedAs() == null) {
            probe(
                    alter,
                    alter.table(),
                    "rows of " + alter.table() + " with NULL in " + to.name(),
                    where(alter, column -> column + " is null"));
        }
        var change = alter.typeChange();
        if (alter.mayRefuseValues()
                && (notation.detectsMisfits(change) || change.readsTexts() || change.isOutOfReach())) {
            probe(
                    alter,
                    readsTexts(change) ? Effect.UNREADABLE : Effect.REFUSED,
                    alter.table(),
                    "rows of " + alter.table() + " whose " + to.name() + " is not a valid " + TypeNames.of(to.type())
                            + (change.readsTexts() ? ", written like " + TextForms.example(to.type()) + "," : "")
                            + " or does not fit into it",
                    where(
                            alter,
                            column -> "not (" + Fit.condition(alter, notation.constantOf(change, column), notation)
                                    + ")"));
        }
    }

    /** A text that is none of the constants is also refused on each database, but with different messages. */
    private static boolean readsTexts(TypeChange change) {
        return change.readsTexts()
                || (TypeFamily.of(change.from()) == TypeFamily.TEXT
                        && TypeFamily.of(change.to()) == TypeFamily.ENUMERATION);
    }

    private @Nullable String where(AlterColumn alter, UnaryOperator<String> condition) {
        var name = known.columnBefore(alter.table(), alter.to().name());
        return name == null ? null : " where " + condition.apply(notation.quoted(name));
    }

    private void required(TableOperation operation, Column column) {
        var isMissing = column.isNullable() || column.generatedAs() != null
                ? null
                : given.whereMissing(operation.table(), column.name());
        if (isMissing != null) {
            var reason = "rows of " + operation.table() + " that get NULL in " + column.name();
            probe(operation, operation.table(), reason, " where " + isMissing);
        }
    }

    /**
     * What is over a column that gets other values, or another collation in which other values may be equal.
     *
     * @param schema the schema after the change
     */
    private void compare(AlterColumn alter, Schema schema) {
        var table = schema.table(alter.table());
        var column = alter.to().name();
        var name = known.columnBefore(table.name(), column);
        var before = columns.nameBefore(table.name());
        var isCollated = !notation.compared(column, alter.from(), alter.to()).equals(column);
        if (isCollated && name != null && before != null) {
            collated.put(List.of(before, name), alter);
        }
        if (!isCollated && given.of(table.name(), column, "") == null) {
            return;
        }
        for (var part : table.elements()) {
            var isUnique = part instanceof PrimaryKey
                    || part instanceof UniqueConstraint
                    || (part instanceof Index index && index.isUnique() && index.isOverColumns());
            // If both ends of a foreign key change their type, the other one may do so later.
            var isOfType = isCollated || alter.from().type().equals(alter.to().type());
            if (isUnique && part.columnNames().contains(column)) {
                distinct(alter, table, part);
            } else if (part instanceof ForeignKey key && key.columns().contains(column) && isOfType) {
                // A row that keeps its value is not asked for its target, which may have been missing all the time.
                refers(alter, schema, table, key, isCollated ? "" : given.whereChanged(table.name(), column, "child."));
            } else if (part instanceof CheckConstraint check && name == null && check.mentions(column)) {
                satisfies(alter, Effect.REFUSED, table, check);
            }
        }
    }

    /**
     * Checks over a column that gets another collation. MariaDB and MySQL evaluate them again only if the type
     * changes, too; otherwise the rows would violate them until something else is refused.
     *
     * @param schema the schema after the migration: another column of the check may get the collation later
     */
    private void askChecks(Schema schema) {
        if (collated.isEmpty()) {
            return;
        }
        for (var table : schema.tables()) {
            var before = columns.nameBefore(table.name());
            for (var check :
                    before == null ? List.<CheckConstraint>of() : table.checks().values()) {
                table.columns().keySet().stream()
                        .filter(check::mentions)
                        .map(column -> known.columnBefore(table.name(), column))
                        .filter(Objects::nonNull)
                        .map(name -> collated.get(List.of(before, name)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(alter -> satisfies(alter, Effect.VIOLATING, table, check));
            }
        }
    }

    private void distinct(TableOperation operation, Table table, TableElement key) {
        var before = this.columns.before(table.name());
        var keyColumns = key.columnNames();
        var names = this.columns.of(
                table,
                keyColumns.stream()
                        .filter(column -> !known.areAlike(table.name(), List.of(column), key))
                        .toList());
        if (before != null && names != null) {
            distinct(operation, key, String.join(", ", keyColumns), notation.quoted(before.name()), names);
        }
    }

    /** The same for an index with expressions. */
    private void distinct(CreateIndex create, Table table) {
        var index = create.index();
        var rows = columns.rows(table, column -> index.columnNames().contains(column) || index.mentions(column), null);
        if (rows != null
                && index.expressions().stream()
                        .noneMatch(expression -> SqlText.namesTable(expression, create.table()))) {
            var values = index.columns().stream()
                    .map(column -> column.isExpression()
                            ? "(" + notation.expression(column.name()) + ")"
                            : notation.quoted(column.name()))
                    .toList();
            distinct(create, index, index.describeColumns(), rows, values);
        }
    }

    private void distinct(TableOperation operation, TableElement key, String what, String rows, List<String> values) {
        var where = key.isNullsNotDistinct() ? "" : " where " + ProbedColumns.notNull(values);
        var selected = new StringBuilder();
        for (var value : values) {
            // An expression may be the name of another column of the key.
            selected.append(value)
                    .append(value.startsWith("(") ? " as value_" + (selected.length() + 1) : "")
                    .append(", ");
        }
        probes.add(new RowProbe(
                operation,
                Effect.REFUSED,
                "values of " + what + " that more than one row of " + operation.table() + " has",
                "select " + selected + "count(*) from " + rows
                        + (values.isEmpty() ? "" : where + " group by " + String.join(", ", values))
                        + " having count(*) > 1"));
    }

    /**
     * A check is probed only if its columns have their values from before the migration, or the same value in all rows.
     * Over values with another type, an expression may have another result although the values are kept: MariaDB
     * considers the number 0 an empty text.
     */
    private void satisfies(TableOperation operation, Effect effect, Table table, CheckConstraint check) {
        var from = columns.rows(table, check::mentions, check.expression());
        if (from != null && !SqlText.namesTable(check.expression(), table.name())) {
            var query = "select * from " + from + " where not (" + notation.expression(check.expression()) + ")";
            if (probes.stream().noneMatch(probe -> probe.query().equals(query))) {
                probes.add(new RowProbe(
                        operation,
                        effect,
                        "rows of " + table.name() + " that do not satisfy "
                                + (operation instanceof AddCheck ? "it" : "the check " + check.name()),
                        query));
            }
        }
    }

    /** @param where what else is true of the rows of the table {@code child}, after {@code and}, or nothing */
    private void refers(Operation add, Schema schema, Table owner, ForeignKey key, String where) {
        var table = owner.name();
        var before = columns.before(table);
        var values = columns.ofChild(owner, key.columns());
        if (before == null || values == null) {
            return;
        }
        if (known.areCounted(key.referencedTable(), key.referencedColumns())) {
            probes.add(new RowProbe(
                    add,
                    Effect.RENUMBERED,
                    "rows of " + table + " whose " + String.join(", ", key.columns())
                            + " dates from before the rows of " + key.referencedTable() + " are renumbered",
                    "select * from " + notation.quoted(before.name()) + " child where "
                            + ProbedColumns.notNull(values)));
            return;
        }
        probe(
                add,
                table,
                "rows of " + table + " that refer to no row of " + key.referencedTable(),
                references(values, key, schema, where));
    }

    private @Nullable String references(List<String> values, ForeignKey key, Schema schema, String where) {
        var refer = " child where " + notation.whereReferencesAreChecked() + ProbedColumns.notNull(values) + where;
        if (known.isNew(key.referencedTable())) {
            return refer;
        }
        var target = key.isExternal() ? key.referencedTable() : columns.nameBefore(key.referencedTable());
        var targets = columns.ofParent(key, schema);
        if (target == null || targets == null) {
            return null;
        }
        var equal = new ArrayList<String>();
        for (var i = 0; i < values.size(); i++) {
            equal.add(targets.get(i) + " = " + values.get(i));
        }
        return refer + " and not exists (select 1 from " + notation.quoted(target) + " parent where "
                + String.join(" and ", equal) + ")";
    }
}
