package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class JdbcDriversTest {
    private static final ClassLoader NO_DRIVERS = ClassLoader.getPlatformClassLoader();
    private static final ClassLoader PLUGIN = JdbcDriversTest.class.getClassLoader();

    @Test
    void prefersTheDriverOfTheProject() throws Exception {
        try (var drivers = JdbcDrivers.of(List.of(h2()), PLUGIN)) {
            var driver = drivers.find("jdbc:h2:mem:blog");

            assertThat(driver.getClass().getClassLoader()).isInstanceOf(IsolatedLoader.class);
        }
    }

    @Test
    void takesTheDriverOfThePluginWhenTheProjectHasNone() throws Exception {
        try (var drivers = JdbcDrivers.of(List.of(), PLUGIN)) {
            var driver = drivers.find("jdbc:h2:mem:blog");

            assertThat(driver.getClass().getClassLoader()).isEqualTo(PLUGIN);
        }
    }

    @Test
    void hasTheDependencyToPasteForAKnownDatabase() {
        try (var drivers = JdbcDrivers.of(List.of(), NO_DRIVERS)) {
            assertThatThrownBy(() -> drivers.find("jdbc:postgresql://ann:p4ss@host/blog"))
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessage("""
                            No JDBC driver of the project takes jdbc:postgresql://***@host/blog. Add to the dependencies of the project:

                                <dependency>
                                  <groupId>org.postgresql</groupId>
                                  <artifactId>postgresql</artifactId>
                                  <version>42.7.14</version>
                                  <scope>runtime</scope>
                                </dependency>""");
        }
    }

    @Test
    void listsTheKnownDatabasesForAnUnknownOne() {
        try (var drivers = JdbcDrivers.of(List.of(), NO_DRIVERS)) {
            assertThatThrownBy(() -> drivers.find("jdbc:abacus:blog"))
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessageContaining("jdbc:abacus:blog")
                    .hasMessageContaining("jdbc:postgresql:, jdbc:mariadb:, jdbc:mysql:, jdbc:sqlite:, jdbc:h2:");
        }
    }

    private static Path h2() throws Exception {
        var driver = Class.forName("org.h2.Driver");
        return Path.of(
                driver.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
