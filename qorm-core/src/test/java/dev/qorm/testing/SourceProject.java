package dev.qorm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.scan.Codebase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project of Java sources in a folder, compiled by the compiler of this JVM: a build without Maven. */
public final class SourceProject {
    private final Path folder;

    private SourceProject(Path folder) {
        this.folder = folder;
    }

    /** An empty project in {@code folder}. */
    public static SourceProject in(Path folder) {
        return new SourceProject(folder);
    }

    public Path sources() {
        return folder.resolve("src");
    }

    private Path output() {
        return folder.resolve("classes");
    }

    public Path path(String file) {
        return folder.resolve(file);
    }

    /** The source of a class: {@code blog.models.Author}. */
    public Path source(String className) {
        return sources().resolve(className.replace('.', '/') + ".java");
    }

    /** A model with these statements as its schema. */
    public SourceProject model(String className, String... statements) {
        var dot = className.lastIndexOf('.');
        var body = Stream.of(statements).map(line -> "        " + line + "\n").collect(Collectors.joining());
        return write(source(className), """
                package %s;

                import static dev.qorm.schema.ReferentialAction.*;

                import dev.qorm.model.Fields;
                import dev.qorm.model.Model;

                public class %s extends Model {
                    @Override
                    protected void schema(Fields fields) {
                %s    }
                }
                """.formatted(className.substring(0, dot), className.substring(dot + 1), body));
    }

    /** A migration that returns these operations, as a person would write them: {@code runSql("…")}. */
    public SourceProject migration(String className, String... operations) {
        var dot = className.lastIndexOf('.');
        return write(source(className), """
                package %s;

                import static dev.qorm.operation.Operations.*;
                import static dev.qorm.schema.ColumnTypes.*;

                import dev.qorm.migration.Migration;
                import dev.qorm.operation.Operation;
                import java.util.List;

                public final class %s extends Migration {
                    @Override
                    public List<Operation> operations() {
                        return List.of(%s);
                    }
                }
                """.formatted(
                        className.substring(0, dot), className.substring(dot + 1), String.join(", ", operations)));
    }

    public SourceProject write(String file, String text) {
        return write(path(file), text);
    }

    private SourceProject write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SourceProject delete(String className) {
        try {
            Files.delete(source(className));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String className) {
        try {
            return Files.readString(source(className));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simple names of the sources below {@code packageName}, sorted. */
    public List<String> files(String packageName) {
        var wanted = sources().resolve(packageName.replace('.', '/'));
        if (!Files.isDirectory(wanted)) {
            return List.of();
        }
        try (var files = Files.list(wanted)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it compiled anew. */
    public Codebase compile() {
        try {
            clean();
            var arguments = new ArrayList<>(
                    List.of("-proc:none", "-d", output().toString(), "-cp", System.getProperty("java.class.path")));
            try (var files = Files.walk(sources())) {
                files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
            }
            var messages = new StringWriter();
            var compiler = ToolProvider.getSystemJavaCompiler();
            var success = compiler.getTask(
                            messages,
                            null,
                            null,
                            arguments.subList(0, 5),
                            null,
                            compiler.getStandardFileManager(null, null, null)
                                    .getJavaFileObjectsFromStrings(arguments.subList(5, arguments.size())))
                    .call();
            assertThat(success).as(messages.toString()).isTrue();
            return codebase();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is compiled, with the sources as they now stand. */
    public Codebase codebase() throws IOException {
        var loader = new URLClassLoader(new URL[] {output().toUri().toURL()}, SourceProject.class.getClassLoader());
        return new Codebase(List.of(output()), List.of(), List.of(sources()), loader);
    }

    private void clean() throws IOException {
        if (Files.exists(output())) {
            try (var files = Files.walk(output())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(output());
    }
}
