package dev.qorm.scan;

import dev.qorm.migration.MigrationId;
import dev.qorm.model.Model;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassGraphException;
import io.github.classgraph.ClassInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the models among compiled classes with ClassGraph, which reads class files without loading them. It only reads
 * the project's output and the libraries that may contain models: scanning the whole class path would open each of its
 * jars.
 */
public final class ModelScanner {
    private ModelScanner() {}

    /**
     * Returns the models of {@code code}, loaded. A class of the project itself that no source declares any longer is
     * skipped with a warning.
     *
     * @throws ScanException if a class cannot be read or loaded
     */
    public static ScannedModels scan(Codebase code) {
        var path = Stream.concat(code.outputs().stream(), code.libraries().stream())
                .filter(Files::exists)
                .toList();
        if (path.isEmpty()) {
            return new ScannedModels(List.of(), List.of());
        }
        try (var result = new ClassGraph()
                .overrideClasspath(path)
                .rejectPackages(packagesOfMigrations(code))
                .enableClassInfo()
                .ignoreClassVisibility()
                .enableExternalClasses()
                .scan()) {
            return load(code, result.getSubclasses(Model.class.getName()));
        } catch (ClassGraphException e) {
            throw new ScanException("the compiled classes in " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * These packages grow with every change and contain no models, which {@link MigrationScanner} ensures. A rejection
     * also applies to libraries, whose models may be in a package of that name or below it.
     */
    private static String[] packagesOfMigrations(Codebase code) {
        if (!code.libraries().isEmpty()) {
            return new String[0];
        }
        var classes = new ClassFiles(code.outputs());
        return classes.named(name -> MigrationId.parse(name).isPresent()).stream()
                .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                .distinct()
                .filter(name ->
                        !name.isEmpty() && !classes.hasBelow(name)) // a rejection also applies to all packages below
                .toArray(String[]::new);
    }

    private static ScannedModels load(Codebase code, List<ClassInfo> found) {
        var sources = new SourceFiles(code.sourceRoots(), code.encoding());
        var models = new ArrayList<Class<? extends Model>>();
        var warnings = new ArrayList<String>();
        for (var info : found) {
            if (info.isExternalClass()) {
                continue;
            }
            if (isWithinCode(info.getName())) {
                warnings.add("ignored the class " + info.getName()
                        + ": a class that is declared within a method or an expression is no model");
                continue;
            }
            if (isOwn(code, info) && !sources.declare(info.getName(), info.getSourceFile())) {
                warnings.add("ignored the class " + info.getName()
                        + ": no source declares it any more, the compiler left it behind");
                continue;
            }
            models.add(ClassLoading.load(code.loader(), info.getName()).asSubclass(Model.class));
        }
        models.sort(Comparator.comparing(Class::getName));
        warnings.sort(null);
        return new ScannedModels(models, warnings);
    }

    /** The names of anonymous and local classes start with a digit. */
    private static boolean isWithinCode(String className) {
        var simpleName = className.substring(className.lastIndexOf('$') + 1);
        return !simpleName.isEmpty() && Character.isDigit(simpleName.charAt(0));
    }

    /**
     * Returns the sources of models that have no class: if these models were ignored, their tables would be dropped.
     * Reads all sources.
     */
    public static List<Path> notCompiled(Codebase code) {
        return new SourceFiles(code.sourceRoots(), code.encoding())
                .notAmong(new ClassFiles(code.outputs()), Model.class.getPackageName());
    }

    private static boolean isOwn(Codebase code, ClassInfo info) {
        var element = info.getClasspathElementFile().toPath().toAbsolutePath().normalize();
        return code.outputs().stream()
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .anyMatch(element::equals);
    }
}
