package dev.qorm.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Schema;
import dev.qorm.testing.RandomEvolutions;
import dev.qorm.testing.RandomEvolutions.Step;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SquasherLawsTest {
    @Provide
    Arbitrary<List<Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    @Property(tries = 1000)
    void withoutStatementsItIsTheShortestWay(@ForAll("evolutions") List<Step> steps) {
        var operations = operations(steps, false);

        var squashed = Squasher.squash(operations);

        var after = Operation.replay(Schema.empty(), operations);
        assertThat(Operation.replay(Schema.empty(), squashed)).isEqualTo(after);
        assertThat(squashed).hasSameSizeAs(SchemaDiffer.diff(Schema.empty(), after));
    }

    @Property(tries = 1000)
    void everyStatementMeetsTheSchemaThatItMet(@ForAll("evolutions") List<Step> steps) {
        var operations = operations(steps, true);

        var squashed = Squasher.squash(operations);

        assertThat(statesAtStatements(squashed)).isEqualTo(statesAtStatements(operations));
        assertThat(squashed.size()).isLessThanOrEqualTo(operations.size());
        assertThat(Squasher.squash(squashed)).isEqualTo(squashed);
    }

    private static List<Operation> operations(List<Step> steps, boolean withStatements) {
        var operations = new ArrayList<Operation>();
        for (var step : steps) {
            var changes = SchemaDiffer.diff(step.before(), step.after(), step.renames());
            operations.addAll(changes);
            if (withStatements) {
                var statement = new RunSql("delete from other", "");
                var isInPlace = changes.size() % 2 == 1;
                operations.add(isInPlace ? statement.insteadOf(operations.remove(operations.size() - 1)) : statement);
            }
        }
        return operations;
    }

    private static List<Schema> statesAtStatements(List<Operation> operations) {
        var states = new ArrayList<Schema>();
        var schema = Schema.empty();
        for (var operation : operations) {
            schema = operation.applyTo(schema);
            if (operation instanceof RunSql) {
                states.add(schema);
            }
        }
        return states;
    }
}
