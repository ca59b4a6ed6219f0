package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void saysHowNamesOfMigrationsLook() {
        assertThatThrownBy(() -> MigrationName.parse("qorm.target", "three"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.target is 'three', which is not the name of a migration."
                        + " They look like this: -Dqorm.target=Migration0003, or by their number: -Dqorm.target=3");
    }
}
