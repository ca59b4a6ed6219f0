package dev.qorm.command;

import dev.qorm.dialect.TextForms;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.KnownValues;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions that the rows of a table must meet for a migration to succeed. A migration that may fail because of
 * rows is not written without a warning.
 */
final class RowConditions {
    private final KnownValues known = new KnownValues();
    private final List<String> sentences = new ArrayList<>();

    private RowConditions() {}

    /** Returns the conditions, one sentence each; empty if the operations succeed with any rows. */
    static List<String> of(List<Operation> operations) {
        var conditions = new RowConditions();
        // A unique index that is dropped concurrently, after its replacement is built, is in effect until then.
        operations.stream()
                .filter(operation -> operation instanceof DropIndex && operation.isConcurrent())
                .forEach(conditions.known::take);
        operations.forEach(conditions::take);
        return conditions.sentences;
    }

    private void take(Operation operation) {
        known.take(operation);
        if (operation instanceof AddColumn add) {
            take(add);
        } else if (operation instanceof AlterColumn alter) {
            take(alter);
        } else if (operation instanceof AddUnique add) {
            unique(operation, add.table(), add.unique());
        } else if (operation instanceof AddPrimaryKey add) {
            unique(operation, add.table(), add.key());
        } else if (operation instanceof CreateIndex create && create.index().isUnique()) {
            unique(create);
        } else if (operation instanceof AddCheck add && !known.isNew(add.table())) {
            say(operation, "fails when a row does not satisfy it");
        } else if (operation instanceof AddForeignKey add
                && !known.areEmpty(add.table(), add.key().columns())
                && !known.areTargetsKnown(add.table(), add.key())) {
            say(operation, "fails when a row refers to nothing in " + add.key().referencedTable());
        }
    }

    private void take(AddColumn add) {
        if (add.backfill() == null && add.column().isRequired()) {
            say(add, "fails on a table with rows, since they have no value for it");
        }
    }

    private void take(AlterColumn alter) {
        if (alter.mayRefuseValues()) {
            var to = alter.to().type();
            var form = alter.typeChange().readsTexts() ? ", written like " + TextForms.example(to) + "," : "";
            say(alter, "fails if a value is not a valid " + TypeNames.of(to) + form + " or does not fit into it");
        }
        if (!alter.to().collations().isEmpty()
                && !alter.to().collations().equals(alter.from().collations())) {
            say(
                    alter,
                    "fails if it is in a unique key and two rows have values there that are equal in the new collation");
        }
        if (changesZone(alter.from().type(), alter.to().type())) {
            say(
                    alter,
                    "reads the values as times in UTC; if they are in another zone, change them first, by a runSql in a"
                            + " migration of its own");
        }
        if (alter.from().isNullable()
                && !alter.to().isNullable()
                && alter.backfill() == null
                && alter.to().defaultValue() == null) {
            say(alter, "fails when a row has NULL there");
        }
    }

    private static boolean changesZone(ColumnType from, ColumnType to) {
        return (from instanceof ColumnType.Timestamp && to instanceof ColumnType.TimestampWithTimeZone)
                || (from instanceof ColumnType.TimestampWithTimeZone && to instanceof ColumnType.Timestamp);
    }

    private void unique(CreateIndex create) {
        var index = create.index();
        if (!index.hasExpressions()) {
            unique(create, create.table(), index);
        } else if (!isKnownToSatisfy(create.table(), index)) {
            say(create, whenEqual(index.describeColumns(), index));
        }
    }

    private boolean isKnownToSatisfy(String table, TableElement key) {
        var areEmpty = key.isNullsNotDistinct() ? known.isNew(table) : known.areEmpty(table, key.columnNames());
        return areEmpty || known.areDistinct(table, key);
    }

    private static String whenEqual(String columns, TableElement key) {
        return "fails when two rows have equal values in " + columns
                + (key.isNullsNotDistinct() ? ", where NULL equals NULL" : "");
    }

    private void unique(Operation operation, String table, TableElement key) {
        if (isKnownToSatisfy(table, key)) {
            return;
        }
        var columns = key.columnNames();
        say(
                operation,
                known.areAlike(table, columns, key)
                        ? "fails on a table with more than one row, since all get the same value: give each row a value"
                                + " of its own, "
                                + Question.Kind.BACKFILL.flag() + AnswerParser.column(table, columns.get(0))
                                + ":sql(<expression>)"
                        : whenEqual(String.join(", ", columns), key));
    }

    private void say(Operation operation, String sentence) {
        sentences.add("'" + operation.describe() + "' " + sentence);
    }
}
