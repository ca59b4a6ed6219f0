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
 * The values that rows get by a migration which is written anew, and where they get none: answers that count still for a
 * column that is added or changed in the same way.
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
     * @param column its name before, or the new name of one that is added
     * @param operation how it is added or changed
     * @param value what its rows get, with the names from before; null for nothing
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

    /** @param renamed what gets another name in the migration as it is written now */
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

    /** An expression with the names that the table and its columns had before; the way back of {@link RenamedColumns}. */
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
     * The answer for a column that is added or changed; null where nobody has answered what is asked now.
     *
     * @param isAsked whether somebody will be asked then
     * @throws CommandException when there is a value, and it is neither known whether it is meant still nor asked
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
                    + " Say which value they get, " + Question.Kind.BACKFILL.flag() + about + ":"
                    + AnswerParser.VALUE + " or " + Question.Kind.BACKFILL.flag() + AnswerParser.NONE);
        }
        unused.remove(each);
        return isSame ? new Answer(each.value()) : null;
    }

    /** A value fits a type that takes it as it is; of what an expression gives, that is known of wider types. */
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

    /** Somebody said another value for the column. */
    void forget(Operation operation) {
        unused.removeAll(of(operation));
    }

    /** Somebody said that no column gets a value, but for those of which a value was said. */
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

    /** What to tell of values that no column gets any more. */
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
