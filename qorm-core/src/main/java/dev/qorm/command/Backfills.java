package dev.qorm.command;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds one-off values to operations that would fail on a table with rows: a NOT NULL column without a default that is
 * added, a nullable column that becomes NOT NULL, a column whose type becomes narrower.
 */
final class Backfills {
    private final boolean nothingElse;
    private final Map<String, String> given;
    private final Set<String> fillable = new TreeSet<>();
    private final Set<String> said = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final EarlierValues earlier;
    private final Respondent respondent;
    private final RenamedColumns renamed;

    /**
     * @param given answers by {@code table.column}
     * @param nothingElse whether no other column gets a value
     * @param earlier what is known about the others
     */
    Backfills(
            Map<String, String> given,
            boolean nothingElse,
            EarlierValues earlier,
            Respondent respondent,
            RenamedColumns renamed) {
        this.nothingElse = nothingElse;
        this.given = new LinkedHashMap<>(given);
        this.said.addAll(given.keySet());
        this.earlier = earlier;
        this.respondent = respondent;
        this.renamed = renamed;
    }

    /**
     * Returns the operations with values.
     *
     * @param undecided columns, such as {@code post.title}, that may turn out to be renamed rather than new; they get
     *     no values yet
     * @throws SchemaException if a value does not fit the type of its column
     */
    List<Operation> in(List<Operation> operations, Set<String> undecided) {
        var after = renamed.after();
        var filled = new ArrayList<Operation>();
        for (var operation : operations) {
            var isUndecided = operation instanceof AddColumn add
                    && undecided.contains(add.table() + "." + add.column().name());
            filled.add(isUndecided ? operation : in(operation, targets(operation, operations, after)));
        }
        return OrderOfReads.of(withFollowers(filled, after));
    }

    /**
     * If the type of a column changes together with that of the column that it refers to, the same values are replaced
     * in both.
     */
    private static List<Operation> withFollowers(List<Operation> operations, Schema after) {
        var all = new ArrayList<Operation>();
        for (var operation : operations) {
            all.add(
                    operation instanceof AlterColumn alter && alter.mayRefuseValues()
                            ? targets(alter, operations, after)
                                    .filter(AlterColumn::replacesMisfits)
                                    .findFirst()
                                    .map(target -> following(alter, target, after))
                                    .orElse(alter)
                            : operation);
        }
        return all;
    }

    private static AlterColumn following(AlterColumn alter, AlterColumn target, Schema after) {
        var value = Objects.requireNonNull(target.backfill());
        if (!(value instanceof DefaultValue.Expression expression)) {
            return filled(alter, value);
        }
        var from = target.to().name();
        var to = alter.to().name();
        if (readsMore(expression.sql(), target, after)) {
            throw CommandException.toMend("the value " + expression.sql() + " of " + target.table() + "." + from
                    + " reads more than that column. Give the value that " + alter.table() + "." + to
                    + " gets, which refers to it, too: -Dqorm.backfill=" + AnswerParser.column(alter.table(), to)
                    + ":" + AnswerParser.SOME_EXPRESSION);
        }
        return filled(alter, new DefaultValue.Expression(SqlText.renameOf(expression.sql(), target.table(), from, to)));
    }

    /** Whether an expression reads more than the one column, or may read a column of the same name in another table. */
    private static boolean readsMore(String sql, AlterColumn target, Schema after) {
        var name = target.to().name();
        return SqlText.readsTable(sql, target.table())
                || after.table(target.table()).columns().keySet().stream()
                        .anyMatch(column -> !column.equals(name) && SqlText.mentions(sql, column))
                || (SqlText.isOpenInQuery(sql, name)
                        && after.tables().stream()
                                .filter(table -> SqlText.readsTable(sql, table.name()))
                                .anyMatch(table -> table.columns().containsKey(name)));
    }

    /** @throws CommandException if a value fits no operation */
    void checkAllUsed() {
        if (!given.isEmpty()) {
            throw CommandException.toMend("the answer qorm.backfill=" + String.join(",", given.keySet())
                    + " fits no change of the models: no column of that name is added, becomes NOT NULL or gets a narrower type, "
                    + (fillable.isEmpty()
                            ? "and no other. Remove it"
                            : "only " + String.join(", ", fillable) + ". Correct the name, or remove it"));
        }
    }

    /**
     * Returns the changes of the columns with which the operation's column changes its type, because it refers to them.
     */
    private static List<AlterColumn> targets(Operation operation, List<Operation> operations, Schema after) {
        return operation instanceof AlterColumn alter
                ? targets(alter, operations, after).toList()
                : List.of();
    }

    /** Returns the changes of the columns to which the changed column refers. */
    private static Stream<AlterColumn> targets(AlterColumn alter, List<Operation> operations, Schema after) {
        var keys = after.table(alter.table()).foreignKeys().values();
        return operations.stream()
                .filter(AlterColumn.class::isInstance)
                .map(AlterColumn.class::cast)
                .filter(other -> keys.stream().anyMatch(key -> isTarget(key, alter, other)));
    }

    private static boolean isTarget(ForeignKey key, AlterColumn alter, AlterColumn target) {
        var place = key.columns().indexOf(alter.to().name());
        return place >= 0
                && key.refersTo(target.table())
                && key.referencedColumns().get(place).equals(target.to().name())
                && !target.equals(alter)
                && target.typeChange().equals(alter.typeChange());
    }

    private Operation in(Operation operation, List<AlterColumn> targets) {
        var gap = Gap.of(operation, !targets.isEmpty(), renamed);
        var value = gap == null ? null : value(gap, operation, targets);
        if (gap == null || value == null) {
            return operation;
        }
        var carried = renamed.in(gap, value);
        return operation instanceof AddColumn add
                ? new AddColumn(add.table(), add.column(), carried)
                : filled((AlterColumn) operation, carried);
    }

    private static AlterColumn filled(AlterColumn alter, DefaultValue value) {
        return alter.backfilled(value);
    }

    private @Nullable DefaultValue value(Gap gap, Operation operation, List<AlterColumn> targets) {
        fillable.add(gap.about());
        var text = take(gap.about());
        var isSaidOfTarget = targets.stream()
                .anyMatch(target ->
                        said.contains(target.table() + "." + target.to().name()));
        if (text != null || isSaidOfTarget) {
            earlier.forget(operation);
        } else if (nothingElse) {
            earlier.leaveOut(operation);
        }
        if (text != null) {
            return gap.parse(text);
        }
        if (nothingElse) {
            return null;
        }
        var isAsked = gap.text() != null;
        var known = isSaidOfTarget ? null : earlier.of(operation, isAsked);
        if (known != null) {
            return known.value();
        }
        return isAsked ? respondent.backfill(gap) : null;
    }

    /** Returns the value given for a column; names that differ only in case denote the same column. */
    private @Nullable String take(String column) {
        return given.keySet().stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .map(given::remove)
                .orElse(null);
    }
}
