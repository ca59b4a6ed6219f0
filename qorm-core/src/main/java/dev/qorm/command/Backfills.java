package dev.qorm.command;

import dev.qorm.diff.RenameException;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the one-off values into operations that would fail on a table with rows: a NOT NULL column without a default that is
 * added, a nullable column that becomes NOT NULL.
 */
final class Backfills {
    private final Answers answers;
    private final Map<String, String> given;
    private final List<UnansweredQuestion> unanswered = new ArrayList<>();

    Backfills(Answers answers) {
        this.answers = answers;
        this.given = new LinkedHashMap<>(AnswerParser.backfills(answers.backfills()));
    }

    /**
     * The operations with values.
     *
     * @throws RenameException when a value fits nothing
     */
    List<Operation> in(List<Operation> operations) {
        var filled = new ArrayList<Operation>();
        for (var operation : operations) {
            filled.add(in(operation));
        }
        if (!given.isEmpty()) {
            throw new RenameException("the answer qorm.backfill=" + String.join(",", given.keySet())
                    + " fits no change of the models: no column of that name is added or becomes NOT NULL. Remove it");
        }
        return filled;
    }

    /** What nobody answered. */
    List<UnansweredQuestion> unanswered() {
        return unanswered;
    }

    private Operation in(Operation operation) {
        if (operation instanceof AddColumn add) {
            var text = value(add.table(), add.column(), add.column().isRequired(), "is NOT NULL and has no default");
            return text == null
                    ? add
                    : add.backfill(literal(add.table(), add.column(), text).value());
        }
        if (operation instanceof AlterColumn alter
                && alter.from().isNullable()
                && !alter.to().isNullable()) {
            var text = value(alter.table(), alter.to(), alter.to().isRequired(), "becomes NOT NULL");
            return text == null
                    ? alter
                    : alter.backfill(literal(alter.table(), alter.to(), text).value());
        }
        return operation;
    }

    private static DefaultValue.Literal literal(String table, Column column, String text) {
        return Column.literal(table + "." + column.name(), column.type(), text);
    }

    private @Nullable String value(String table, Column column, boolean isNeeded, String reason) {
        var name = table + "." + column.name();
        var answer = given.remove(name);
        if (answer != null || !isNeeded || AnswerParser.saysNone(answers.backfills())) {
            return answer;
        }
        var text = "the column " + name + " (" + TypeNames.of(column.type()) + ") " + reason
                + ": which value do the rows get that are there?";
        if (answers.asker() != null) {
            return answers.asker()
                    .backfill(name, text)
                    .map(AnswerParser::unquoted)
                    .orElse(null);
        }
        unanswered.add(new UnansweredQuestion("backfill", text, List.of("-Dqorm.backfill=" + name + ":<value>")));
        return null;
    }
}
