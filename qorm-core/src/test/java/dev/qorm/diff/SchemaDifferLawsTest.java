package dev.qorm.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.RandomSchemas;
import java.util.ArrayList;
import java.util.Collections;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchemaDifferLawsTest {
    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas();
    }

    @Property(tries = 500)
    void differenceOfASchemaWithItselfIsEmpty(@ForAll("schemas") Schema schema) {
        assertThat(SchemaDiffer.diff(schema, schema)).isEmpty();
    }

    @Property(tries = 2000)
    void replayingTheDifferenceGivesTheTarget(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        assertThat(Operation.replay(from, SchemaDiffer.diff(from, to))).isEqualTo(to);
    }

    @Property(tries = 1000)
    void everyOperationIsUndoneByItsReverse(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        var schema = from;
        for (var operation : SchemaDiffer.diff(from, to)) {
            var after = operation.applyTo(schema);
            assertThat(operation.reverse().applyTo(after))
                    .as(operation.describe())
                    .isEqualTo(schema);
            schema = after;
        }
    }

    @Property(tries = 1000)
    void reversingAllOperationsLeadsBack(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        var operations = SchemaDiffer.diff(from, to);

        var reversed = new ArrayList<Operation>();
        operations.forEach(operation -> reversed.add(operation.reverse()));
        Collections.reverse(reversed);

        assertThat(Operation.replay(to, reversed)).isEqualTo(from);
    }

    @Property(tries = 300)
    void differenceDoesNotDependOnTheOrderOfTables(@ForAll("schemas") Schema from, @ForAll("schemas") Schema to) {
        var shuffled = new ArrayList<>(to.tables());
        Collections.reverse(shuffled);

        assertThat(SchemaDiffer.diff(from, Schema.of(shuffled))).isEqualTo(SchemaDiffer.diff(from, to));
    }
}
