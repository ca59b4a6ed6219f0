package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.migration.MigrationId;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class MigrationNameTest {
    @Test
    void isTheNameOfAMigration() throws Exception {
        assertThat(MigrationName.parse("qorm.target", "Migration0003")).isEqualTo(new MigrationId(3));
        assertThat(MigrationName.parse("qorm.target", null)).isNull();
    }

    @Test
    void saysHowNamesOfMigrationsLook() {
        assertThatThrownBy(() -> MigrationName.parse("qorm.target", "3"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.target is '3', which is not the name of a migration."
                        + " They look like this: -Dqorm.target=Migration0003");
    }
}
