package dev.qorm.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.migration.Fingerprint;
import dev.qorm.migration.Migration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles sources in memory, with every warning an error, and asks a generated migration for its operations. */
final class CompiledMigrations {
    private CompiledMigrations() {}

    static List<Operation> operations(String className, String source) {
        try {
            var type = load(Map.of(className, source)).loadClass(className);
            var operations = ((Migration) type.getDeclaredConstructor().newInstance()).operations();
            assertThat(fingerprint(type))
                    .isEqualTo(
                            operations.isEmpty()
                                    ? null
                                    : new NumberedMigration(new MigrationId(1), operations).checksum());
            return operations;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(source, e);
        }
    }

    private static @Nullable String fingerprint(Class<?> type) {
        var fingerprint = type.getAnnotation(Fingerprint.class);
        return fingerprint == null ? null : fingerprint.value();
    }

    /** The classes of these sources. */
    static ClassLoader load(Map<String, String> sources) {
        var classes = new HashMap<String, ByteArrayOutputStream>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var units = new ArrayList<Source>();
        sources.forEach((name, source) -> units.add(new Source(name, source)));
        var success = units.isEmpty()
                || compiler.getTask(
                                messages,
                                new InMemory(compiler.getStandardFileManager(null, null, null), classes),
                                null,
                                List.of("-Xlint:all,-processing", "-Werror", "-Xdoclint:all,-missing", "-proc:none"),
                                null,
                                units)
                        .call();
        assertThat(success).as(messages + "\n" + sources).isTrue();
        return new Loader(classes);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return classes.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        Loader(Map<String, ByteArrayOutputStream> classes) {
            super(CompiledMigrations.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes.toByteArray(), 0, bytes.size());
        }
    }
}
