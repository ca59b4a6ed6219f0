package dev.qorm.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways through the migrations of a project, where squashes stand for some. Written {@code s2 3 4}: a squash of two, and two more. */
class MigrationSequenceTest {
    private static List<MigrationId> ids(String text) {
        return Stream.of(text.split(" "))
                .filter(id -> !id.isEmpty())
                .map(MigrationSequenceTest::id)
                .toList();
    }

    private static MigrationId id(String text) {
        return text.startsWith("s")
                ? new MigrationId(Integer.parseInt(text.substring(1))).squash()
                : new MigrationId(Integer.parseInt(text));
    }

    private static MigrationSequence sequence(String text) {
        return MigrationSequence.of(ids(text).stream()
                .map(id -> new NumberedMigration(id, List.of()))
                .toList());
    }

    private static String text(MigrationSequence sequence) {
        return sequence.migrations().stream()
                .map(each -> (each.id().isSquash() ? "s" : "") + each.id().number())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'2 1 3', '1 2 3'",
        "'s2 3 4', 's2 3 4'",
        "'s2', 's2'",
        "'1 2 3 s2', 's2 3|1 2 3'",
        "'1 2 s2', 's2|1 2'",
        "'1 2 3 4 s2 s3', 's3 4|s2 3 4|1 2 3 4'",
        "'s2 s3 4', 's3 4'",
        "'s2 s3', 's3'",
        "'s2 3 4 s3', 's3 4|s2 3 4'"
    })
    void theShortestWayComesFirst(String ids, String ways) {
        assertThat(sequence(ids).ways().stream()
                        .map(MigrationSequenceTest::text)
                        .collect(Collectors.joining("|")))
                .isEqualTo(ways);
    }

    @ParameterizedTest
    @CsvSource({
        "'1 3', 'Migration0002 is missing, but there is Migration0003, which comes later'",
        "'2 3', 'Migration0001 is missing, but there is Migration0002, which comes later'",
        "'1 2 2', 'there are two migrations named Migration0002'",
        "'s2 5', 'Migration0003 to Migration0004 are missing, but there is Migration0005, which comes later'",
        "'s3 2 3 4', 'Migration0001 is missing, while other migrations that Migration0001To0003 replaces are there'",
        "'s4 1 2', 'Migration0003 to Migration0004 are missing, while other migrations that Migration0001To0004 replaces are there'",
        "'s4 1 4', 'Migration0002 to Migration0003 are missing, while other migrations that Migration0001To0004 replaces are there'"
    })
    void gapsAreTold(String ids, String problem) {
        assertThatThrownBy(() -> sequence(ids))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "'1 2 3 s2', '', , 's2 3'",
        "'1 2 3 s2', '', 1, '1 2 3'",
        "'1 2 3 s2', '', 2, 's2 3'",
        "'1 2 3 s2', '1', , '1 2 3'",
        "'1 2 3 s2', '1 2', , '1 2 3'",
        "'1 2 3 s2', 's2', , 's2 3'",
        "'1 2 3 4 s2 s3', 's2 3', , 's2 3 4'",
        "'s2 3', '1 2', , 's2 3'",
        "'s2 3', '1 2 3', , 's2 3'",
        "'s2 s3 4', 's2 3', , 's3 4'",
        "'s2 3', '1', , 's2 3'"
    })
    void aDatabaseGoesOnTheWayThatItBegan(String ids, String recorded, String target, String way) {
        var found = sequence(ids).fitting(ids(recorded), target == null ? null : id(target));

        assertThat(text(found)).isEqualTo(way);
    }

    @Test
    void migrationsAreFoundByTheirNames() {
        var sequence = sequence("s2 3 4");

        assertThat(sequence.find(id("s2"))).isPresent();
        assertThat(sequence.find(id("4"))).isPresent();
        assertThat(sequence.find(id("2"))).isEmpty();
        assertThat(sequence.find(id("1"))).isEmpty();
        assertThat(sequence.find(id("5"))).isEmpty();
        assertThat(sequence.nextId()).isEqualTo(id("5"));
        assertThatThrownBy(() -> sequence.get(id("1")))
                .hasMessage("there is no Migration0001; the project has Migration0001To0002 to Migration0004");
    }
}
