package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDirectoryTest {
    private static final Path GENERATED = Path.of("/shop/target/generated-sources/models");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop/src/main/java",
                "/shop/src/main/java/shop",
                "/shop/src/test/../main/java",
                "/shop/target/generated-sources/models"
            })
    void saysNothingOfWhatIsCompiled(String directory) {
        assertThat(told(directory)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nonexist", "/shop/src/main", "/shop/src/main/javas", "/shop/src/main/java/../kava"})
    void warnsOfWhatNobodyCompiles(String directory) {
        assertThat(told(directory))
                .containsExactly("[WARNING] qorm.sourceDirectory is '" + new File(directory)
                        + "', and this module does not compile what is there. Its sources are in "
                        + new File("/shop/src/main/java").getAbsolutePath());
    }

    private static List<String> told(String directory) {
        var module = TestInvocation.module("shop");
        var invocation = TestInvocation.of(module, new Properties(), new Properties());
        module.addCompileSourceRoot(new File("/shop/src/main/java").getAbsolutePath());

        SourceDirectory.warnUnlessCompiled(invocation, new File(directory), List.of(GENERATED));

        return ((RecordingLog) invocation.log()).lines();
    }
}
