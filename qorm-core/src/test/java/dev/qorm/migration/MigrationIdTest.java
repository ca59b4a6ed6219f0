package dev.qorm.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationIdTest {
    @ParameterizedTest
    @CsvSource({"Migration0001, 1", "Migration0999, 999", "Migration9999, 9999", "Migration123456789, 123456789"})
    void aNameStandsForItsNumberAndTheNumberForItsName(String name, int number) {
        assertThat(MigrationId.parse(name)).contains(new MigrationId(number));
        assertThat(new MigrationId(number)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({"Migration0001To0002, 2", "Migration0001To0999, 999", "Migration0001To12345, 12345"})
    void aSquashIsNamedByTheFirstAndTheLastForWhichItStands(String name, int last) {
        assertThat(MigrationId.parse(name)).contains(new MigrationId(last).squash());
        assertThat(new MigrationId(last).squash()).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'1 2 3', true",
        "'1 2 3 4 5', true",
        "'s2 3', true",
        "'s3', false",
        "'1 2', false",
        "'1 3', false",
        "'2 3', false",
        "'s1 3', false",
        "'s5', false",
        "'', false"
    })
    void itStandsForThoseUpToItsNumberAndForSquashesOfThem(String ids, boolean expected) {
        var recorded = Stream.of(ids.split(" "))
                .filter(id -> !id.isEmpty())
                .map(id -> id.startsWith("s")
                        ? new MigrationId(Integer.parseInt(id.substring(1))).squash()
                        : new MigrationId(Integer.parseInt(id)))
                .toList();

        assertThat(new MigrationId(3).squash().standsFor(recorded)).isEqualTo(expected);
        assertThat(new MigrationId(3).standsFor(recorded)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Migration",
                "Migration1",
                "Migration0000",
                "Migration00010",
                "Migration01000",
                "Migration000a",
                "Migration0001a",
                "Migration-001",
                "Migration٠٠٠١",
                "Migration1234567890",
                "migration0001",
                "MyMigration0001",
                "Migration0002To0003",
                "Migration0001To",
                "Migration0001To3",
                "Migration0001To0000",
                "Migration0001To00010",
                "Migration0001To0003_mine"
            })
    void otherNamesStandForNone(String name) {
        assertThat(MigrationId.parse(name)).isEmpty();
    }
}
