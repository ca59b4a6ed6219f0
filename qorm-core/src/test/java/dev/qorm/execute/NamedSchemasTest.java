package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.testing.NamedSchemas;
import dev.qorm.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws over the named schemas: from each to each, and on each database there and back. */
class NamedSchemasTest {
    static Stream<Arguments> pairs() {
        var schemas = NamedSchemas.all();
        return schemas.keySet().stream()
                .flatMap(from -> schemas.keySet().stream().map(to -> Arguments.of(from, to)));
    }

    /** Each schema with the one after it, so that each is left and reached. */
    static Stream<Arguments> neighboursOnEachDatabase() {
        var names = NamedSchemas.all().keySet().stream().toList();
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.iterate(0, i -> i < names.size(), i -> i + 1)
                        .map(i -> Arguments.of(dialect, names.get(i), names.get((i + 1) % names.size()))));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("pairs")
    void replayingTheDifferenceGivesTheTarget(String from, String to) {
        var before = NamedSchemas.all().get(from);
        var after = NamedSchemas.all().get(to);
        Schema replayed = before;
        for (Operation operation : SchemaDiffer.diff(before, after)) {
            var next = operation.applyTo(replayed);
            assertThat(operation.reverse().applyTo(next))
                    .as(operation.describe())
                    .isEqualTo(replayed);
            replayed = next;
        }

        assertThat(replayed).isEqualTo(after);
        assertThat(SchemaDiffer.diff(before, after).isEmpty()).isEqualTo(from.equals(to));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @MethodSource("neighboursOnEachDatabase")
    void theDatabaseIsWhatTheMigrationsSay(Dialect dialect, String from, String to) {
        MigratorLawsTest.thereAndBack(
                dialect, NamedSchemas.all().get(from), NamedSchemas.all().get(to));
    }
}
