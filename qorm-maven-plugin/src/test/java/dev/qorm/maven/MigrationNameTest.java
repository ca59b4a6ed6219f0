package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.migration.MigrationId;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationNameTest {
    @Test
    void isTheNameOfAMigration() throws Exception {
        assertThat(MigrationName.parse("qorm.target", "Migration0003")).isEqualTo(new MigrationId(3));
        assertThat(MigrationName.parse("qorm.target", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0003", "00000000003"})
    void isTheNumberOfAMigration(String number) throws Exception {
        assertThat(MigrationName.parse("qorm.target", number)).isEqualTo(new MigrationId(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1234567890", "three", "3.0", "Migration3"})
    void isNothingElse(String name) {
        assertThatThrownBy(() -> MigrationName.parse("qorm.target", name)).isInstanceOf(MojoFailureException.class);
    }

    @Test
    void someAreTheFirstAndTheLast() throws Exception {
        var third = new MigrationId(3);
        var seventh = new MigrationId(7);

        assertThat(MigrationName.range("qorm.migration", "3..Migration0007")).isEqualTo(new Range(third, seventh));
        assertThat(MigrationName.range("qorm.migration", "3..")).isEqualTo(new Range(third, null));
        assertThat(MigrationName.range("qorm.migration", "..7")).isEqualTo(new Range(null, seventh));
        assertThat(MigrationName.range("qorm.migration", "3")).isEqualTo(new Range(third, third));
        assertThat(MigrationName.range("qorm.migration", null)).isEqualTo(Range.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3...7", "7..3", "3..x", "3-7", ""})
    void someAreNothingElse(String text) {
        assertThatThrownBy(() -> MigrationName.range("qorm.migration", text))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("qorm.migration is '");
    }

    @Test
    void saysHowNamesOfMigrationsLook() {
        assertThatThrownBy(() -> MigrationName.parse("qorm.target", "three"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.target is 'three', which is not the name of a migration."
                        + " They look like this: -Dqorm.target=Migration0003, or by their number: -Dqorm.target=3");
    }
}
