package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.ConcurrentChanges;
import dev.qorm.diff.Rename;
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
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import dev.qorm.testing.RandomSchemas;
import dev.qorm.testing.Rows;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * The lives of schemas on real servers, step by step with rows in the tables, and all the way back. How many:
 * {@code -Dqorm.tries=100000}.
 */
class EvolutionLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(TestDatabase.dialects().toList());
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

    @Property
    void everyStepLeadsThereAndBackAndKeepsTheRows(
            @ForAll("dialects") Dialect dialect, @ForAll("evolutions") List<Step> steps, @ForAll boolean concurrently) {
        Assume.that(steps.stream().allMatch(step -> RandomSchemas.isPossible(step.after(), dialect)));
        var changes = changes(steps, concurrently);
        var sequence = sequenceOf(changes);
        try (var database = TestDatabase.fresh(dialect)) {
            var migrator = database.migrator();
            var rows = new Rows(database);
            var schema = Schema.empty();
            for (var change : changes) {
                var step = change.step();
                if (losesRows(change)) {
                    // What refers to a lost row has to be mended by a person before the key can come back.
                    rows.unlink(schema);
                }
                var before = rows.read(schema.tables());
                migrator.migrate(sequence, change.last());
                assertSchema(database, step.after());
                KeptValues.assertKept(before, rows.read(step.after().tables()), change.operations());
                schema = step.after();
                rows.insert(step.after().tables().stream()
                        .filter(table -> rows.isEmpty(table))
                        .toList());
                rows.link(step.after());
            }
            var isFilled = changes.stream().anyMatch(EvolutionLawsTest::givesValues);
            for (var i = changes.size() - 1; i >= 0; i--) {
                var change = changes.get(i);
                var step = change.step();
                if (isFilled) {
                    leaveOut(rows, change);
                }
                var before = rows.read(step.after().tables());
                migrator.rollback(sequence, change.first());
                assertSchema(database, step.before());
                KeptValues.assertKept(before, rows.read(step.before().tables()), change.reversed());
                if (losesRows(change)) {
                    // What was lost is NULL now. Where an earlier step has it NOT NULL, a person gives it values.
                    rows.fill(step.before());
                    isFilled = true;
                }
            }
            assertThat(migrator.history()).isEmpty();
        }
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
                var table = step.after().find(nowOf(step, null, add.table()));
                if (table != null) {
                    rows.leaveOut(
                            step.after(),
                            table,
                            add.key().columns().stream()
                                    .map(column -> nowOf(step, table.name(), column))
                                    .toList());
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

    /** The name after the step. */
    private static String nowOf(Step step, @Nullable String table, String name) {
        return step.renames().stream()
                .filter(rename ->
                        Objects.equals(rename.table(), table) && rename.from().equals(name))
                .map(Rename::to)
                .findFirst()
                .orElse(name);
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
