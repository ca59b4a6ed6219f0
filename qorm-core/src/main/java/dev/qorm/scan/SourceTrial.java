package dev.qorm.scan;

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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Java sources that are compiled on trial, in a folder of their own that is deleted afterwards. */
public final class SourceTrial implements AutoCloseable {
    private static final int MAX_ERRORS = 3;

    private final Path folder;
    private final SourceEncoding encoding;
    private final URLClassLoader loader;

    private SourceTrial(Path folder, SourceEncoding encoding, ClassLoader parent) throws IOException {
        this.folder = folder;
        this.encoding = encoding;
        Files.createDirectories(output()); // for a folder that does not exist, the URL would be that of a file
        this.loader = new URLClassLoader(new URL[] {output().toUri().toURL()}, parent);
    }

    /**
     * Compiles the sources.
     *
     * @param sources the sources by their files, relative to a source root
     * @param project the source root of the project, for classes that they name
     * @param encoding the encoding with which the sources and the project are compiled
     * @param classPath the class path with which the project is compiled
     * @param parent loads the classes of {@code classPath}
     * @throws ScanException if they do not compile
     */
    public static SourceTrial compile(
            Map<Path, String> sources,
            Path project,
            SourceEncoding encoding,
            List<Path> classPath,
            ClassLoader parent) {
        try {
            var trial = new SourceTrial(Files.createTempDirectory("qorm"), encoding, parent);
            try {
                trial.compile(sources, project, classPath);
                return trial;
            } catch (IOException | RuntimeException e) {
                trial.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the migrations cannot be compiled in a temporary folder", e);
        }
    }

    /** Returns the compiled code. */
    public Codebase codebase() {
        return new Codebase(List.of(output()), List.of(), List.of(root()), encoding, loader, Findings.NONE);
    }

    private Path root() {
        return folder.resolve("sources");
    }

    private Path output() {
        return folder.resolve("classes");
    }

    private void compile(Map<Path, String> sources, Path project, List<Path> classPath) throws IOException {
        var files = new ArrayList<Path>();
        for (var source : sources.entrySet()) {
            var file = root().resolve(source.getKey().toString());
            Files.createDirectories(file.getParent());
            files.add(Files.write(file, encoding.encode(source.getValue())));
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ScanException(
                    "this Java, " + System.getProperty("java.home") + ", has no compiler; run Maven with a JDK");
        }
        var errors = new DiagnosticCollector<JavaFileObject>();
        var path = classPath.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
        var options = List.of(
                "-proc:none",
                "-nowarn",
                "-encoding",
                encoding.charset().name(),
                "-cp",
                path,
                "-sourcepath",
                project.toString(),
                "-d",
                output().toString());
        try (var manager = compiler.getStandardFileManager(errors, Locale.ROOT, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(new StringWriter(), manager, errors, options, null, units)
                    .call()) {
                throw new ScanException("the migrations do not compile:\n" + text(errors.getDiagnostics()));
            }
        }
    }

    private static String text(List<Diagnostic<? extends JavaFileObject>> errors) {
        return errors.stream()
                .filter(error -> error.getKind() == Diagnostic.Kind.ERROR)
                .limit(MAX_ERRORS)
                .map(error -> "  "
                        + (error.getSource() == null
                                ? ""
                                : fileName(error.getSource()) + ", line " + error.getLineNumber() + ": ")
                        + error.getMessage(Locale.ROOT))
                .collect(Collectors.joining("\n"));
    }

    private static String fileName(JavaFileObject source) {
        return source.getName().replaceAll(".*[/\\\\]", "");
    }

    @Override
    public void close() {
        try {
            loader.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary folder " + folder + " cannot be deleted", e);
        }
    }
}
