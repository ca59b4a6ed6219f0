package dev.qorm.command;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the one-off values into operations that would fail on a table with rows: a NOT NULL column without a default that is
 * added, a nullable column that becomes NOT NULL.
 */
final class Backfills {
    private final boolean nothingElse;
    private final Map<String, String> given;
    private final Set<String> fillable = new TreeSet<>();
    private final Respondent respondent;

    /** @param text as in {@code -Dqorm.backfill}, or null */
    Backfills(@Nullable String text, Respondent respondent) {
        this.nothingElse = AnswerParser.saysNone(text);
        this.given = new LinkedHashMap<>(AnswerParser.backfills(text));
        this.respondent = respondent;
    }

    /**
     * The operations with values.
     *
     * @param undecided columns, {@code post.title}, of which it is open whether they are new; they get no values yet
     * @throws SchemaException when a value does not fit the type of its column
     */
    List<Operation> in(List<Operation> operations, Set<String> undecided) {
        var filled = new ArrayList<Operation>();
        for (var operation : operations) {
            var isUndecided = operation instanceof AddColumn add
                    && undecided.contains(add.table() + "." + add.column().name());
            filled.add(isUndecided ? operation : in(operation));
        }
        return filled;
    }

    /** @throws CommandException when a value fitted no operation */
    void checkAllUsed() {
        if (!given.isEmpty()) {
            throw CommandException.toMend("the answer qorm.backfill=" + String.join(",", given.keySet())
                    + " fits no change of the models: no column of that name is added or becomes NOT NULL, "
                    + (fillable.isEmpty()
                            ? "and no other. Remove it"
                            : "only " + String.join(", ", fillable) + ". Mend the name, or remove it"));
        }
    }

    private Operation in(Operation operation) {
        if (operation instanceof AddColumn add) {
            var value = value(add.table(), add.column(), "is NOT NULL and has no default");
            return value == null ? add : filled(value, add::backfill, add::backfillSql);
        }
        if (operation instanceof AlterColumn alter
                && alter.from().isNullable()
                && !alter.to().isNullable()) {
            var value = value(alter.table(), alter.to(), "becomes NOT NULL");
            return value == null ? alter : filled(value, alter::backfill, alter::backfillSql);
        }
        return operation;
    }

    private @Nullable DefaultValue value(String table, Column column, String reason) {
        var name = table + "." + column.name();
        fillable.add(name);
        var text = take(name);
        if (text != null) {
            return parse(table, column, text);
        }
        return column.isRequired() && !nothingElse ? respondent.backfill(table, column, reason) : null;
    }

    /** The value that is given for a column; two names that differ in case alone are one. */
    private @Nullable String take(String column) {
        return given.keySet().stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .map(given::remove)
                .orElse(null);
    }

    private static Operation filled(
            DefaultValue value, Function<Object, Operation> literal, Function<String, Operation> expression) {
        return value instanceof DefaultValue.Literal one
                ? literal.apply(one.value())
                : expression.apply(((DefaultValue.Expression) value).sql());
    }

    /**
     * What the text of an answer says: {@code sql(lower(title))} is an expression, all else is a value.
     *
     * @throws SchemaException when it is none for the column; the message has the flags that are
     */
    static DefaultValue parse(String table, Column column, String answer) {
        try {
            return read(table, column, answer);
        } catch (SchemaException e) {
            var flag = Question.Kind.BACKFILL.flag();
            var start = flag + table + "." + column.name();
            throw new SchemaException(e.getMessage() + "; give " + start + ":<value>, or " + start
                    + ":sql(<expression>), or " + flag + AnswerParser.NONE
                    + " to let the migration fail on a table with rows");
        }
    }

    /**
     * The same, for one who is asked again.
     *
     * @throws SchemaException when it is none for the column
     */
    static DefaultValue read(String table, Column column, String answer) {
        var name = table + "." + column.name();
        var expression = AnswerParser.expression(answer);
        if (expression == null) {
            var value = Column.literal(name, column.type(), AnswerParser.unquoted(answer));
            if (AnswerParser.isAmbiguous(answer)) {
                throw new SchemaException("column " + name + ": " + answer + " may be the text '" + answer
                        + "', which is written with its quotes, or no value");
            }
            return value;
        }
        if (expression.isEmpty()) {
            throw new SchemaException("column " + name + ": " + answer + " has no expression");
        }
        return new DefaultValue.Expression(expression);
    }
}
