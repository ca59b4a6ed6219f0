package dev.qorm.scan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClassLoadingTest {
    private static final int MAJOR_VERSION = 7;

    /** Loads this class as a Java of long after would have compiled it. */
    private static final class LaterJava extends ClassLoader {
        LaterJava() {
            super(null);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (var file = ClassLoadingTest.class.getResourceAsStream("ClassLoadingTest.class")) {
                var bytes = Objects.requireNonNull(file).readAllBytes();
                bytes[MAJOR_VERSION] = Byte.MAX_VALUE;
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void aClassOfALaterJavaIsToldWithTheWaysOut() {
        var name = ClassLoadingTest.class.getName();

        assertThatThrownBy(() -> ClassLoading.load(new LaterJava(), name))
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("the class " + name + " was compiled for a later Java than the ")
                .hasMessageContaining("run Maven on that Java or set maven.compiler.release")
                .hasMessageContaining("begin with mvn clean where an earlier build compiled it");
    }
}
