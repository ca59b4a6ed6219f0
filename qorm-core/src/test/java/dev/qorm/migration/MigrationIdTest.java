package dev.qorm.migration;

import static org.assertj.core.api.Assertions.assertThat;

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
                "MyMigration0001"
            })
    void otherNamesStandForNone(String name) {
        assertThat(MigrationId.parse(name)).isEmpty();
    }
}
