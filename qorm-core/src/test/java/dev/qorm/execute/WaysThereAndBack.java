package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.ConcurrentChanges;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.testing.KeptValues;
import dev.qorm.testing.OneOffValues;
import dev.qorm.testing.RandomEvolutions.Step;
import dev.qorm.testing.RandomSchemas;
import dev.qorm.testing.Rows;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;

/** The life of a schema on a real server, step by step with rows in the tables, and all the way back. */
public final class WaysThereAndBack {
    private WaysThereAndBack() {}

    /** How the server is brought from one step to the next. */
    public interface Runs {
        void migrate(TestDatabase database, MigrationSequence sequence, MigrationId last);

        void rollback(TestDatabase database, MigrationSequence sequence, MigrationId first);
    }

    /** What a step becomes: one migration, or two where what can be done concurrently has one of its own. */
    private record Change(Step step, List<NumberedMigration> migrations) {
        MigrationId first() {
            return migrations.get(0).id();
        }

        MigrationId last() {
            return migrations.get(migrations.size() - 1).id();
        }

        List<Operation> operations() {
            return migrations.stream()
                    .flatMap(migration -> migration.operations().stream())
                    .toList();
        }

        List<Operation> reversed() {
            var operations = new ArrayList<Operation>();
            for (var i = migrations.size() - 1; i >= 0; i--) {
                operations.addAll(migrations.get(i).reversed());
            }
            return operations;
        }
    }

    public static void go(Dialect dialect, List<Step> steps, boolean concurrently, Runs runs) {
        Assume.that(steps.stream().allMatch(step -> RandomSchemas.isPossible(step.after(), dialect)));
        var changes = changes(steps, concurrently);
        var sequence = sequenceOf(changes);
        try (var database = TestDatabase.fresh(dialect)) {
            var rows = new Rows(database);
            var schema = Schema.empty();
            for (var change : changes) {
                var step = change.step();
                if (losesRows(change)) {
                    // What refers to a lost row has to be mended by a person before the key can come back.
                    rows.unlink(schema);
                }
                var before = values(rows, schema, change.operations());
                runs.migrate(database, sequence, change.last());
                assertSchema(database, step.after());
                KeptValues.assertKept(before, rows.read(step.after().tables()), change.operations());
                schema = step.after();
                rows.insert(step.after().tables().stream()
                        .filter(table -> rows.isEmpty(table))
                        .toList());
                rows.link(step.after());
            }
            var isFilled = changes.stream().anyMatch(WaysThereAndBack::givesValues);
            for (var i = changes.size() - 1; i >= 0; i--) {
                var change = changes.get(i);
                var step = change.step();
                if (isFilled) {
                    leaveOut(rows, change);
                }
                var before = values(rows, step.after(), change.reversed());
                runs.rollback(database, sequence, change.first());
                assertSchema(database, step.before());
                KeptValues.assertKept(before, rows.read(step.before().tables()), change.reversed());
                isFilled |= losesRows(change);
                if (isFilled) {
                    // What was lost or left out is NULL now. Where an earlier step has it NOT NULL, a person gives it
                    // values.
                    rows.fill(step.before());
                }
            }
            assertThat(database.migrator().history()).isEmpty();
        }
    }

    /** Those of computed columns are no others only while no column is altered. */
    private static Map<String, List<List<String>>> values(Rows rows, Schema schema, List<Operation> operations) {
        var values = rows.read(schema.tables());
        if (operations.stream().anyMatch(AlterColumn.class::isInstance)) {
            for (var table : schema.tables()) {
                table.columns().values().stream()
                        .filter(column -> column.generatedAs() != null)
                        .forEach(column -> values.remove(table.name() + "." + column.name()));
            }
        }
        return values;
    }

    private static boolean givesValues(Change change) {
        return change.operations().stream()
                .anyMatch(operation -> operation instanceof AlterColumn alter
                        && alter.from().isNullable()
                        && !alter.to().isNullable());
    }

    private static boolean losesRows(Change change) {
        return change.operations().stream()
                .anyMatch(operation -> operation instanceof DropTable || operation instanceof DropColumn);
    }

    /**
     * A value that was given refers to nothing, and an empty text is no number. Where a foreign key comes back over it, or the
     * type that was there before, a person leaves it out, or gives the value anew where there has to be one.
     */
    private static void leaveOut(Rows rows, Change change) {
        var step = change.step();
        for (var operation : change.reversed()) {
            if (operation instanceof AddForeignKey add) {
                var table = step.after().find(add.table()); // the renames come before all others
                if (table != null) {
                    rows.leaveOut(step.after(), table, add.key().columns());
                }
            }
            if (operation instanceof AlterColumn alter
                    && !alter.from().type().equals(alter.to().type())
                    && NeutralValue.of(alter.from().type()).equals("")) {
                var table = step.after().find(alter.table());
                if (table != null && alter.to().isNullable()) {
                    rows.leaveOut(step.after(), table, List.of(alter.from().name()));
                } else if (table != null) {
                    rows.give(table, alter.from().name(), alter.to());
                }
            }
        }
    }

    static MigrationSequence sequence(List<Step> steps, boolean concurrently) {
        return sequenceOf(changes(steps, concurrently));
    }

    private static MigrationSequence sequenceOf(List<Change> changes) {
        return MigrationSequence.of(
                changes.stream().flatMap(change -> change.migrations().stream()).toList());
    }

    private static List<Change> changes(List<Step> steps, boolean concurrently) {
        var changes = new ArrayList<Change>();
        var next = new MigrationId(1);
        for (var step : steps) {
            var operations = SchemaDiffer.diff(step.before(), step.after(), step.renames()).stream()
                    .map(OneOffValues::given)
                    .map(operation -> concurrently ? withNumberAsExpression(operation) : operation)
                    .toList();
            var migrations = new ArrayList<NumberedMigration>();
            for (var part : parts(step, operations, concurrently)) {
                migrations.add(new NumberedMigration(next, part));
                next = next.next();
            }
            changes.add(new Change(step, migrations));
        }
        return changes;
    }

    /** By which a new column gets the values of its rows later. */
    private static Operation withNumberAsExpression(Operation operation) {
        return operation instanceof AddColumn add
                        && add.backfill() instanceof DefaultValue.Literal literal
                        && literal.value() instanceof Long number
                ? add.backfillSql(number.toString())
                : operation;
    }

    private static List<List<Operation>> parts(Step step, List<Operation> operations, boolean concurrently) {
        return concurrently && !operations.isEmpty()
                ? ConcurrentChanges.apart(step.before(), operations)
                : List.of(operations);
    }

    private static void assertSchema(TestDatabase database, Schema expected) {
        assertThat(database.differences(expected)).isEmpty();
    }
}
