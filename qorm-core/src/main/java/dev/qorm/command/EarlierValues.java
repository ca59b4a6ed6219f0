package dev.qorm.command;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TypeFamily;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that rows get in a migration that is rewritten, or the decision that they get none. These answers are
 * still valid for a column that is added or changed in the same way.
 */
final class EarlierValues {
    private final EarlierAnswers answers;
    private final RenamedColumns renamed;
    private final List<Given> given = new ArrayList<>();
    private final Set<Given> unused = new LinkedHashSet<>();
    private final Set<Given> leftOut = new LinkedHashSet<>();

    /**
     * A column that is added or changed.
     *
     * @param table the name of its table before
     * @param column its name before, or the new name if it is added
     * @param operation how it is added or changed
     * @param value the value that its rows get, with the names from before; null for none
     */
    private record Given(
            String table,
            String column,
            Operation operation,
            @Nullable DefaultValue value) {}

    /**
     * An answer.
     *
     * @param value for the rows, with the names from before; null for none
     */
    record Answer(@Nullable DefaultValue value) {}

    /** @param renamed the renames in the migration as it is written now */
    EarlierValues(EarlierAnswers answers, RenamedColumns renamed) {
        this.answers = answers;
        this.renamed = renamed;
        for (var operation : answers.operations()) {
            if (operation instanceof AddColumn add) {
                tableBefore(add.table())
                        .ifPresent(table -> given(table, add.column().name(), add, add.table(), add.backfill()));
            } else if (operation instanceof AlterColumn alter) {
                tableBefore(alter.table())
                        .ifPresent(table -> given(
                                table, columnBefore(table, alter.to().name()), alter, alter.table(), alter.backfill()));
            }
        }
    }

    private Optional<String> tableBefore(String table) {
        return answers.names().tables().getOrDefault(table, Optional.empty());
    }

    private String columnBefore(String tableBefore, String column) {
        return answers.names()
                .columnsOf(tableBefore)
                .getOrDefault(column, Optional.empty())
                .orElse(column);
    }

    private void given(
            String table, String column, Operation operation, String tableAfter, @Nullable DefaultValue value) {
        var before = value instanceof DefaultValue.Expression expression
                ? new DefaultValue.Expression(before(expression.sql(), table, tableAfter))
                : value;
        var all = new Given(table, column, operation, before);
        given.add(all);
        if (value != null) {
            unused.add(all);
        }
    }

    /**
     * Returns an expression with the previous names of the table and its columns; the inverse of {@link
     * RenamedColumns}.
     */
    private String before(String sql, String table, String tableAfter) {
        var result = sql;
        for (var name : answers.names().columnsOf(table).entrySet()) {
            var old = name.getValue().orElse(name.getKey());
            if (!old.equals(name.getKey())) {
                result = SqlText.renameOf(result, tableAfter, name.getKey(), old);
            }
        }
        return table.equals(tableAfter) ? result : SqlText.renameTable(result, tableAfter, table);
    }

    /**
     * Returns the answer for a column that is added or changed, or null if the current question has not been answered.
     *
     * @param isAsked whether the user is asked if there is no answer
     * @throws CommandException if there is a value of which it is unclear whether it is still meant, and the user is
     *     not asked
     */
    @Nullable
    Answer of(Operation operation, boolean isAsked) {
        if (operation instanceof AddColumn add) {
            return of(add, isAsked);
        }
        return operation instanceof AlterColumn alter ? of(alter, isAsked) : null;
    }

    private @Nullable Answer of(AddColumn add, boolean isAsked) {
        for (var each : of(renamed.tableBefore(add.table()), add.column().name())) {
            if (each.operation() instanceof AddColumn old && add.column().generatedAs() == null) {
                return each.value() == null
                        ? old.column().isRequired() ? new Answer(null) : null
                        : taken(each, fits(each.value(), old.column(), add.column()), isAsked, add.table());
            }
        }
        return null;
    }

    private @Nullable Answer of(AlterColumn alter, boolean isAsked) {
        var before = renamed.nameBefore(alter.table(), alter.to().name());
        Answer answer = null;
        for (var each : of(renamed.tableBefore(alter.table()), before)) {
            if (each.operation() instanceof AlterColumn old) {
                var isSame = old.typeChange().equals(alter.typeChange())
                        && old.from().isNullable() == alter.from().isNullable()
                        && old.to().isNullable() == alter.to().isNullable();
                if (each.value() != null) {
                    return taken(each, isSame, isAsked, alter.table());
                }
                answer = isSame ? new Answer(null) : answer;
            }
        }
        return answer;
    }

    private List<Given> of(String table, String column) {
        return given.stream()
                .filter(each -> each.table().equals(table) && each.column().equals(column))
                .toList();
    }

    private @Nullable Answer taken(Given each, boolean isSame, boolean isAsked, String table) {
        if (!isSame && !isAsked) {
            var about = table + "." + each.column();
            throw CommandException.toMend(answers.migration() + " gives the rows of " + about + " the value "
                    + text(each) + ", and the column is another one now, for which that may not be meant."
                    + " Say which value they get, " + Question.Kind.BACKFILL.flag()
                    + AnswerParser.column(table, each.column()) + ":"
                    + AnswerParser.VALUE + " or " + Question.Kind.BACKFILL.flag() + AnswerParser.NONE);
        }
        unused.remove(each);
        return isSame ? new Answer(each.value()) : null;
    }

    /**
     * A literal fits a type that can hold it unchanged. The result of an expression is only known to fit wider types.
     */
    private static boolean fits(DefaultValue value, Column old, Column column) {
        if (!(value instanceof DefaultValue.Literal literal)) {
            return ColumnTypes.widens(old.type(), column.type());
        }
        if (TypeFamily.of(old.type()) != TypeFamily.of(column.type())) {
            return false;
        }
        try {
            Column.literal(column.name(), column.type(), literal.value());
            return true;
        } catch (SchemaException e) {
            return false;
        }
    }

    /** Called if the user gives another value for the column. */
    void forget(Operation operation) {
        unused.removeAll(of(operation));
    }

    /** Called if the user answers that no column gets a value, except those for which a value is given. */
    void leaveOut(Operation operation) {
        of(operation).stream().filter(unused::remove).forEach(leftOut::add);
    }

    private List<Given> of(Operation operation) {
        if (operation instanceof AddColumn add) {
            return of(renamed.tableBefore(add.table()), add.column().name());
        }
        return operation instanceof AlterColumn alter
                ? of(
                        renamed.tableBefore(alter.table()),
                        renamed.nameBefore(alter.table(), alter.to().name()))
                : List.of();
    }

    /** Returns remarks on values that no column gets any longer. */
    List<String> remarks() {
        return Stream.concat(
                        unused.stream()
                                .map(each -> "Left out, since the column is not added or changed in that way any"
                                        + " more: " + about(each)),
                        leftOut.stream()
                                .map(each -> "Left out, as " + Question.Kind.BACKFILL.flag() + AnswerParser.NONE
                                        + " says: " + about(each)))
                .toList();
    }

    private String about(Given each) {
        return "the value " + text(each) + " of " + each.table() + "." + each.column() + " in " + answers.migration();
    }

    private static String text(Given each) {
        return Objects.requireNonNull(each.value()) instanceof DefaultValue.Expression expression
                ? "sql(" + expression.sql() + ")"
                : "'" + ((DefaultValue.Literal) each.value()).value() + "'";
    }
}
