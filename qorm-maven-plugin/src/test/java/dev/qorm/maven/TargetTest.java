package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.migration.MigrationId;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void isTheNameOfAMigration() throws Exception {
        assertThat(Target.parse("Migration0003")).isEqualTo(new MigrationId(3));
        assertThat(Target.parse(null)).isNull();
    }

    @Test
    void saysHowNamesOfMigrationsLook() {
        assertThatThrownBy(() -> Target.parse("3"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.target is '3', which is not the name of a migration."
                        + " They look like this: -Dqorm.target=Migration0003");
    }
}
