package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.diff.FormerNames;
import dev.qorm.diff.Rename;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.Operation;
import dev.qorm.scan.ScannedMigrations;
import dev.qorm.schema.Schema;
import dev.qorm.testing.OneOffValues;
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What makemigrations writes, it can write anew, whatever the schemas are. */
class WrittenMigrationLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    /** A rename of what goes in the same step is none that makemigrations would be told, and none to its name is possible. */
    private static List<Operation> operations(Step step) {
        var renames = step.renames().stream()
                .filter(rename -> isThere(step.after(), rename))
                .toList();
        var arePossible = renames.size() == step.renames().size() || !isPassedOn(step, step.before());
        return SchemaDiffer.diff(step.before(), step.after(), arePossible ? renames : inOtherLetters(step, renames));
    }

    /** Which nobody has to say, also if the life knows the column under the new name as another one. */
    private static List<Rename> inOtherLetters(Step step, List<Rename> renames) {
        var all = new LinkedHashSet<>(renames.stream()
                .filter(rename -> isInOtherLetters(step, rename))
                .toList());
        for (var table : step.after().tables()) {
            var before = step.before().find(table.name());
            if (before == null || !before.name().equals(table.name())) {
                continue;
            }
            for (var name : table.columns().keySet()) {
                before.columns().keySet().stream()
                        .filter(old -> old.equalsIgnoreCase(name)
                                && !before.columns().containsKey(name)
                                && !table.columns().containsKey(old))
                        .forEach(old -> all.add(new Rename(table.name(), old, name)));
            }
        }
        return List.copyOf(all);
    }

    private static boolean isInOtherLetters(Step step, Rename rename) {
        var table = rename.table() == null ? null : step.before().find(rename.table());
        return rename.from().equalsIgnoreCase(rename.to())
                && (rename.table() == null || (table != null && table.columns().containsKey(rename.from())));
    }

    /** Whether something gets a name that another thing had in {@code before}, or the same in other letters. */
    private static boolean isPassedOn(Step step, Schema before) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var table : before.tables()) {
            names.add(table.name());
            names.addAll(table.columns().keySet());
        }
        return step.renames().stream().anyMatch(rename -> names.contains(rename.to()));
    }

    private static boolean isThere(Schema schema, Rename rename) {
        var table = schema.find(rename.table() == null ? rename.to() : rename.table());
        return table != null && (rename.table() == null || table.columns().containsKey(rename.to()));
    }

    /** The second of two migrations. */
    static WrittenMigration written(Schema before, List<Operation> operations) {
        var first = new NumberedMigration(new MigrationId(1), SchemaDiffer.diff(Schema.empty(), before));
        var second = new NumberedMigration(new MigrationId(2), operations);
        return new WrittenMigration(
                new ScannedMigrations(null, MigrationSequence.of(List.of(first, second)), Map.of()), second);
    }

    @Property(tries = 1000)
    void nothingInItIsTakenForMadeByHand(@ForAll("evolutions") List<Step> steps) {
        for (var step : steps) {
            var operations = operations(step).stream().map(OneOffValues::given).toList();
            assertThat(written(step.before(), operations).madeByHand()).isEmpty();
        }
    }

    @Property(tries = 1000)
    void afterMoreChangesNamesAreWhatTwoMigrationsMakeThem(@ForAll("evolutions") List<Step> steps) {
        for (var i = 1; i < steps.size(); i++) {
            var before = steps.get(i - 1).before();
            var first = operations(steps.get(i - 1));
            var last = steps.get(i).after();
            if (isPassedOn(steps.get(i - 1), before)
                    || isPassedOn(steps.get(i), before)
                    || isPassedOn(steps.get(i), steps.get(i).before())) {
                continue; // What has a name now may be what had it before, or what got it: only a person knows.
            }
            var second = SchemaDiffer.diff(steps.get(i).before(), last);

            var both = Changes.between(
                            before,
                            new MappedModels(last),
                            Answers.NONE,
                            EarlierAnswers.of("Migration0001", before, first))
                    .operations();

            assertThat(Operation.replay(before, both)).isEqualTo(last);
            assertThat(names(before, last, both))
                    .isEqualTo(names(
                            before,
                            last,
                            Stream.concat(first.stream(), second.stream()).toList()));
        }
    }

    private static Map<String, Object> names(Schema before, Schema after, List<Operation> operations) {
        var former = FormerNames.of(before, operations);
        var names = new HashMap<String, Object>();
        for (var table : after.tables()) {
            var old = former.tables().getOrDefault(table.name(), Optional.empty());
            names.put(table.name(), old);
            old.ifPresent(name -> names.put(table.name() + ".", former.columnsOf(name)));
        }
        return names;
    }
}
