package dev.qorm.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A small real project in a folder of its own, built with a real Maven. */
final class Project {
    private static final long TIMEOUT_MINUTES = 5;

    /** A build of a second or two is over before the second compiler has paid off. */
    private static final String MAVEN_OPTS = "-XX:TieredStopAtLevel=1";

    private final Path folder;
    private MavenVersion maven = MavenVersion.OUTER;
    private final Map<String, String> environment = new HashMap<>();

    private Project(Path folder) {
        this.folder = folder;
    }

    /** An empty project; what an earlier run left in its folder is deleted. */
    static Project empty(String name) {
        var folder = Path.of(System.getProperty("qorm.it.work"), name);
        delete(folder);
        try {
            // Without a .mvn of its own, Maven takes that of the build around it, and with it its JVM options.
            Files.createDirectories(folder.resolve(".mvn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Project(folder);
    }

    /** A project of one module that has nothing but the plugin and qorm-core. */
    static Project of(String name) {
        return empty(name).write("pom.xml", Poms.single(name));
    }

    Project builtWith(MavenVersion version) {
        maven = version;
        return this;
    }

    Project environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path folder() {
        return folder;
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    boolean has(String file) {
        return Files.exists(path(file));
    }

    Project write(String file, String text) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model class with these statements as its schema. */
    Project model(String className, String... statements) {
        var dot = className.lastIndexOf('.');
        return write(
                "src/main/java/" + className.replace('.', '/') + ".java",
                Models.source(className.substring(0, dot), className.substring(dot + 1), statements));
    }

    String read(String file) {
        try {
            return Files.readString(path(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Project delete(String file) {
        delete(path(file));
        return this;
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types {@code mvn} with these arguments in the project's folder, without a terminal. */
    Build mvn(String... arguments) {
        var command = new ArrayList<String>();
        command.add(maven.executable().toString());
        command.addAll(List.of("-B", "-ntp", "-s", Repository.settings().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("build.log").toFile());
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("QORM_"));
        builder.environment().put("MAVEN_OPTS", MAVEN_OPTS);
        builder.environment().remove("MAVEN_ARGS");
        builder.environment().remove("MAVEN_CMD_LINE_ARGS");
        builder.environment().remove("MAVEN_PROJECTBASEDIR");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return run(String.join(" ", arguments), builder);
    }

    private Build run(String typed, ProcessBuilder builder) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("mvn " + typed + " did not end: " + read("build.log"));
            }
            return new Build("mvn " + typed, process.exitValue(), read("build.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
