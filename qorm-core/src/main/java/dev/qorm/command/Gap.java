package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that rows cannot have in a column after an operation, so that they need another one: none in a new column,
 * NULL in a column that becomes NOT NULL, or a value that does not fit a narrower type.
 *
 * @param table the table's name
 * @param column the column after the operation
 * @param text the question to the user, or null if the rows get a value without one
 * @param refusal the reason why no value can be given, so that the only possible answer is that there is none;
 *     otherwise null
 */
record Gap(
        String table,
        Column column,
        @Nullable String text,
        @Nullable String refusal) {
    /**
     * Returns the gap of an operation, or null if there is none.
     *
     * @param follows whether the type of the column changes because it refers to a column whose type changes: the
     *     answer for that column then applies to both
     * @param renamed the renames in the same migration
     */
    static @Nullable Gap of(Operation operation, boolean follows, RenamedColumns renamed) {
        if (operation instanceof AddColumn add) {
            return new Gap(
                    add.table(),
                    add.column(),
                    add.column().isRequired()
                            ? "the column " + name(add.table(), add.column())
                                    + " is NOT NULL and has no default: which value do existing rows get?"
                            : null,
                    null);
        }
        return operation instanceof AlterColumn alter ? of(alter, follows, renamed) : null;
    }

    private static @Nullable Gap of(AlterColumn alter, boolean follows, RenamedColumns renamed) {
        var to = alter.to();
        var becomesRequired = alter.from().isNullable() && !to.isNullable();
        var narrows = alter.mayRefuseValues();
        if (!becomesRequired && !narrows) {
            return null;
        }
        String text = null;
        if (narrows && !follows) {
            text = textOfMisfits(alter, becomesRequired, renamed);
        } else if (becomesRequired && to.isRequired()) {
            text = "the column " + name(alter.table(), to) + " becomes NOT NULL: which value do rows with NULL get?";
        }
        var takesValue = becomesRequired || alter.typeChange().detectsMisfits();
        return new Gap(alter.table(), to, text, takesValue ? null : refusal(alter, renamed));
    }

    private static String textOfMisfits(AlterColumn alter, boolean becomesRequired, RenamedColumns renamed) {
        var change = alter.typeChange();
        var start = "the column " + name(alter.table(), alter.to()) + " was " + TypeNames.of(change.from())
                + (becomesRequired ? " and becomes NOT NULL: " : ": ");
        if (change.detectsMisfits()) {
            return start + "which value do rows get if theirs does not fit" + (becomesRequired ? " or is NULL?" : "?");
        }
        var isOutOfReach = change.isOutOfReach();
        var fails = isOutOfReach
                ? noneBecomes(change) + ", so this works only if the column has no values"
                : change.readsTexts()
                        ? "the migration fails if the text of a row is not a valid " + TypeNames.of(change.to())
                                + " in a form that all databases read alike"
                        : "the migration fails if the value of a row is not a valid " + TypeNames.of(change.to())
                                + ", because databases cannot tell which ones are";
        return start
                + fails
                + (becomesRequired ? "; which value do rows with NULL get?" : ". Is that what you want?")
                + (isOutOfReach ? " To convert values, " + anotherColumn(alter, renamed) : "");
    }

    private static String refusal(AlterColumn alter, RenamedColumns renamed) {
        var change = alter.typeChange();
        if (change.isOutOfReach()) {
            return noneBecomes(change) + "; to convert values, " + anotherColumn(alter, renamed);
        }
        return (change.readsTexts()
                        ? "each text becomes the value that it spells; change texts that are not a valid "
                                + TypeNames.of(change.to())
                        : "databases cannot tell which rows need it; change them")
                + " first, by a runSql in a migration of its own, -Dqorm.blank";
    }

    private static String noneBecomes(TypeChange change) {
        return "no value of " + TypeNames.of(change.from()) + " becomes one of " + TypeNames.of(change.to());
    }

    private static String anotherColumn(AlterColumn alter, RenamedColumns renamed) {
        return "leave " + alter.to().name() + " out of the model and add a column under another name, which "
                + Question.Kind.BACKFILL.flag() + Rename.written(alter.table()) + ".<column>:"
                + AnswerParser.SOME_EXPRESSION
                + " fills from " + renamed.nameBefore(alter.table(), alter.to().name());
    }

    private static String name(String table, Column column) {
        return table + "." + column.name() + " (" + TypeNames.of(column.type()) + ")";
    }

    /** Whether a value can be given. */
    boolean takesValue() {
        return refusal == null;
    }

    /** Returns the column, such as {@code post.title}. */
    String about() {
        return table + "." + column.name();
    }

    /** Returns the column as it is written in an answer. */
    String written() {
        return AnswerParser.column(table, column.name());
    }

    /** Returns the question; call it only if there is one. */
    Question question() {
        var flag = Question.Kind.BACKFILL.flag();
        var answers = new ArrayList<String>();
        if (takesValue()) {
            answers.add(flag + written() + ":" + AnswerParser.VALUE);
            answers.add(flag + written() + ":" + AnswerParser.SOME_EXPRESSION);
        }
        answers.add(flag + AnswerParser.NONE);
        return new Question(Question.Kind.BACKFILL, about(), String.valueOf(text), List.copyOf(answers));
    }

    /**
     * Parses an answer: {@code sql(lower(title))} is an expression, anything else is a value.
     *
     * @throws SchemaException if it is not valid for the column; the message contains the flags that are
     */
    DefaultValue parse(String answer) {
        try {
            return read(answer);
        } catch (SchemaException e) {
            var flag = Question.Kind.BACKFILL.flag();
            var start = flag + written();
            throw new SchemaException(e.getMessage() + "; give "
                    + (takesValue()
                            ? start + ":" + AnswerParser.VALUE + ", or " + start + ":" + AnswerParser.SOME_EXPRESSION
                                    + ", or "
                            : "")
                    + (text == null
                            ? "leave it out"
                            : flag + AnswerParser.NONE
                                    + " (…," + AnswerParser.NONE
                                    + " behind the values of other columns) to let the migration fail on such rows"));
        }
    }

    /**
     * Does the same for a user who can be asked again.
     *
     * @throws SchemaException if it is not valid for the column
     */
    DefaultValue read(String answer) {
        if (!takesValue()) {
            throw new SchemaException("column " + about() + " cannot get the value " + answer + ", since " + refusal);
        }
        if (AnswerParser.isPlaceholder(answer)) {
            throw new SchemaException("column " + about() + ": " + answer
                    + " only shows where a value goes; put one in its place, or write the text '" + answer
                    + "' with its quotes");
        }
        if (AnswerParser.isCutShort(answer)) {
            throw new SchemaException("column " + about() + ": the parenthesis of sql(…) does not close at the end of "
                    + answer + "; put all of the expression into it, or quotes around a text");
        }
        var expression = AnswerParser.expression(answer);
        if (expression == null) {
            return literal(answer);
        }
        if (expression.isEmpty()) {
            throw new SchemaException("column " + about() + ": " + answer + " has no expression");
        }
        return new DefaultValue.Expression(expression);
    }

    private DefaultValue literal(String answer) {
        if (column.isNullable() && answer.equalsIgnoreCase("null")) {
            throw new SchemaException("column " + about() + ": no value is written sql(null), and the text '" + answer
                    + "' with its quotes");
        }
        var value = Column.literal(about(), column.type(), AnswerParser.unquoted(answer));
        if (AnswerParser.isAmbiguous(answer)) {
            throw new SchemaException("column " + about() + ": " + answer + " may be the text '" + answer
                    + "', which is written with its quotes, or no value");
        }
        return value;
    }
}
