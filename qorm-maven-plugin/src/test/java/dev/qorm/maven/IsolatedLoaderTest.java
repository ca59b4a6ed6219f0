package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.model.Model;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolatedLoaderTest {
    @Test
    void deregistersDriversWhenClosed() throws Exception {
        System.clearProperty(RegisteringDriver.DEREGISTERED);
        var loader = IsolatedLoader.of(List.of(testClasses()), ClassLoader.getPlatformClassLoader());

        var driver = Class.forName(RegisteringDriver.class.getName(), true, loader);
        assertThat(driver).isNotEqualTo(RegisteringDriver.class);
        assertThat(System.getProperty(RegisteringDriver.DEREGISTERED)).isNull();
        loader.close();

        assertThat(System.getProperty(RegisteringDriver.DEREGISTERED)).isEqualTo("true");
    }

    @Test
    void sharesTheTypesOfQormAndNothingElse() throws Exception {
        var plugin = IsolatedLoaderTest.class.getClassLoader();
        try (var loader = IsolatedLoader.of(List.of(), new SharedTypes(plugin))) {
            assertThat(loader.loadClass("dev.qorm.model.Model")).isEqualTo(Model.class);
            assertThat(isVisible(loader, "org.h2.Driver")).isFalse();
            assertThat(isVisible(loader, "org.apache.maven.project.MavenProject"))
                    .isFalse();
        }
    }

    private static boolean isVisible(ClassLoader loader, String name) {
        try {
            loader.loadClass(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Path testClasses() throws Exception {
        return Path.of(RegisteringDriver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
