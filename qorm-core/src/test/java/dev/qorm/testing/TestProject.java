package dev.qorm.testing;

import dev.qorm.command.Answers;
import dev.qorm.command.MakeMigrations;
import dev.qorm.command.MakeMigrationsRequest;
import dev.qorm.command.MakeMigrationsResult;
import dev.qorm.command.MigrateRequest;
import dev.qorm.execute.Database;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import dev.qorm.scan.SourceEncoding;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project of one module in a folder, compiled here and not by Maven: for tests of commands. */
public final class TestProject implements AutoCloseable {
    private final Path folder;
    private final Path sources;
    private SourceEncoding encoding = SourceEncoding.UTF_8;
    private int compilations;
    private URLClassLoader loader;

    private TestProject(Path folder) {
        this.folder = folder;
        this.sources = folder.resolve("src");
    }

    /** An empty project. */
    public static TestProject empty() {
        try {
            return new TestProject(Files.createTempDirectory("qorm-project"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tests themselves are compiled with, as the class path of a project. */
    public static List<Path> classPath() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .toList();
    }

    public Path sources() {
        return sources;
    }

    /** What is written and compiled from now on is in {@code encoding}; without it, in UTF-8. */
    public TestProject in(SourceEncoding other) {
        encoding = other;
        return this;
    }

    public TestProject write(String className, String source) {
        var file = source(className);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, encoding.encode(source));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model of the package {@code shop.models} with these statements as its schema. */
    public TestProject model(String name, String... statements) {
        return write("shop.models." + name, """
                package shop.models;
                import dev.qorm.model.*;
                public class %s extends Model {
                    @Override
                    protected void schema(Fields fields) {
                        %s
                    }
                }
                """.formatted(name, String.join("\n        ", statements)));
    }

    /** A migration of the package {@code shop.migrations} with these operations, as a person would write them. */
    public TestProject migration(String name, String... operations) {
        return migrationWith(name, "", operations);
    }

    /** The same, with more in its class. */
    public TestProject migrationWith(String name, String member, String... operations) {
        return write(
                "shop.migrations." + name, """
                package shop.migrations;
                import static dev.qorm.operation.Operations.*;
                import static dev.qorm.schema.ColumnTypes.*;
                import dev.qorm.migration.Migration;
                import dev.qorm.operation.Operation;
                import java.util.List;
                public final class %s extends Migration {
                    @Override
                    public List<Operation> operations() {
                        return List.of(
                                %s);
                    }
                    %s
                }
                """.formatted(name, String.join(",\n                ", operations), member));
    }

    /** The file of a class's source. */
    public Path source(String className) {
        return sources.resolve(className.replace('.', '/') + ".java");
    }

    public String read(String className) {
        try {
            return encoding.read(source(className));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits a source. */
    public TestProject replace(String className, String old, String replacement) {
        var source = read(className);
        if (!source.contains(old)) {
            throw new IllegalArgumentException(old + " is not in\n" + source);
        }
        return write(className, source.replace(old, replacement));
    }

    public TestProject delete(String className) {
        try {
            Files.delete(source(className));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the source files of the migrations, sorted. */
    public List<String> migrations() {
        var names = sources.resolve("shop/migrations").toFile().list();
        return names == null ? List.of() : Stream.of(names).sorted().toList();
    }

    /** The code as the sources now stand, compiled into a folder of its own. */
    public Codebase code() {
        closeLoader();
        var output = folder.resolve("classes" + compilations++);
        try {
            Files.createDirectories(output);
            Files.createDirectories(sources);
            compile(output);
            loader = new URLClassLoader(new URL[] {output.toUri().toURL()}, TestProject.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Codebase(List.of(output), List.of(), List.of(sources), encoding, loader, Findings.NONE);
    }

    private void compile(Path output) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var found = Files.walk(sources)) {
            var units = found.filter(file -> file.toString().endsWith(".java")).toList();
            var messages = new StringWriter();
            var options = List.of(
                    "-Xlint:all,-processing",
                    "-Werror",
                    "-proc:none",
                    "-encoding",
                    encoding.charset().name(),
                    "-d",
                    output.toString());
            if (!units.isEmpty()
                    && !compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
                            .call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
    }

    public MakeMigrationsResult makeMigrations() {
        return makeMigrations(Answers.NONE);
    }

    public MakeMigrationsResult makeMigrations(Answers answers) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                code(), sources, null, null, answers, MakeMigrationsRequest.Mode.WRITE, null, false));
    }

    /** Writes the last migration anew, with no database to look at. */
    public MakeMigrationsResult updateMigration(Answers answers) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                code(),
                sources,
                null,
                null,
                answers,
                MakeMigrationsRequest.Mode.WRITE,
                null,
                false,
                new MakeMigrationsRequest.Update(null, "qorm_history")));
    }

    public MigrateRequest request(Database database, MigrateRequest.Mode mode) {
        return request(database, "qorm_history", mode);
    }

    public MigrateRequest request(Database database, String historyTable, MigrateRequest.Mode mode) {
        return new MigrateRequest(
                code(), null, database, historyTable, null, Duration.ofSeconds(5), mode, new AnsweredQuestions());
    }

    private void closeLoader() {
        try {
            if (loader != null) {
                loader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeLoader();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
