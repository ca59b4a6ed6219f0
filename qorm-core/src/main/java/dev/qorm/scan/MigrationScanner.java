package dev.qorm.scan;

import dev.qorm.migration.Migration;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationNumbers;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.migration.StandsFor;
import dev.qorm.operation.JavaStep;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the migrations by the names of their class files, {@code Migration0001.class}, without reading any other class.
 * Classes and sources must match: a migration that was not compiled, or whose source was deleted, stops the build and
 * is named. Skipping one silently would be the worst possible mistake of this tool.
 */
public final class MigrationScanner {
    private static final int MAX_LINES = 10;

    private final Codebase code;
    private final @Nullable String wantedPackage;
    private final List<String> problems = new ArrayList<>();

    private MigrationScanner(Codebase code, @Nullable String wantedPackage) {
        this.code = code;
        this.wantedPackage = wantedPackage;
    }

    /**
     * Returns the migrations of {@code code}, loaded.
     *
     * @param wantedPackage the package in which they must be, or null for any package
     * @throws ScanException if classes and sources do not match, there is more than one package, a class in it is not a
     *     migration, or a number is missing or occurs twice; all problems are reported at once
     */
    public static ScannedMigrations scan(Codebase code, @Nullable String wantedPackage) {
        return new MigrationScanner(code, wantedPackage).scan();
    }

    private ScannedMigrations scan() {
        var classes = new ClassFiles(code.outputs());
        var sources = new SourceFiles(code.sourceRoots(), code.encoding());
        var found = classes.named(name -> MigrationId.parse(name).isPresent());
        var sourceFiles = migrationSources(sources);
        var names = new HashSet<>(found);
        names.addAll(sourceFiles.keySet());
        var packages = new TreeSet<String>();
        names.forEach(name -> packages.add(packageName(name)));
        checkPackages(packages);
        packages.forEach(packageName -> checkForeign(classes, packageName));
        checkAgreement(found, sourceFiles, sources);
        problems.addAll(MigrationNumbers.problems(names.stream()
                .map(MigrationScanner::simpleName)
                .map(MigrationScanner::id)
                .toList()));
        var migrations = new ArrayList<NumberedMigration>();
        var types = new HashMap<MigrationId, Class<? extends Migration>>();
        var failures = new ArrayList<ScanException>();
        for (var name : found) {
            try {
                var type = load(name);
                var migration = migration(type);
                migrations.add(migration);
                types.put(migration.id(), type);
            } catch (ScanException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            problems.add(some(failures, failure -> String.valueOf(failure.getMessage())));
        }
        if (!problems.isEmpty()) {
            var all = new ScanException(String.join("\n", problems));
            failures.forEach(all::addSuppressed);
            throw all;
        }
        return new ScannedMigrations(
                packages.isEmpty() ? null : packages.first(), MigrationSequence.of(migrations), types);
    }

    private static MigrationId id(String simpleName) {
        return MigrationId.parse(simpleName).orElseThrow();
    }

    /** Returns the source files that are named like a migration, by the class that they contain. */
    private Map<String, Path> migrationSources(SourceFiles sources) {
        var byClass = new HashMap<String, Path>();
        for (var file : sources.find(MigrationScanner::isMigrationSource)) {
            var fileName = file.getFileName().toString();
            var simpleName = fileName.substring(0, fileName.lastIndexOf('.'));
            for (var root : code.sourceRoots()) {
                if (file.startsWith(root)) {
                    var folder = root.relativize(file).getParent();
                    var packageName = folder == null
                            ? ""
                            : folder.toString().replace('\\', '/').replace('/', '.');
                    var className = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
                    byClass.put(className, file);
                    break;
                }
            }
        }
        return byClass;
    }

    private static boolean isMigrationSource(String fileName) {
        var dot = fileName.lastIndexOf('.');
        return dot > 0
                && SourceFiles.isSource(fileName)
                && MigrationId.parse(fileName.substring(0, dot)).isPresent();
    }

    private void checkPackages(Set<String> packages) {
        if (packages.size() > 1) {
            problems.add("there are migrations in " + packages.size() + " packages: " + String.join(", ", packages)
                    + "; a project has one history, move them to one package");
        } else if (wantedPackage != null && !packages.isEmpty() && !packages.contains(wantedPackage)) {
            var found = String.join("", packages);
            problems.add("the migrations are in the package " + found + ", but qorm.migrationsPackage says "
                    + wantedPackage + "; set it to " + found + " or move the migrations");
        }
    }

    private static String packageName(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private void checkForeign(ClassFiles classes, String packageName) {
        var foreign = classes.inPackage(packageName).stream()
                .filter(name -> MigrationId.parse(name.substring(name.lastIndexOf('.') + 1))
                        .isEmpty())
                .filter(name -> !JavaStep.class.isAssignableFrom(ClassLoading.load(code.loader(), name)))
                .toList();
        if (!foreign.isEmpty()) {
            problems.add("the package of the migrations, " + packageName + ", holds " + String.join(", ", foreign)
                    + ", which is not named like a migration (Migration0001, Migration0002, …) and would never be"
                    + " applied; move it to another package, or, when it is a second one of a number, as in"
                    + " Migration0002_mine, give it the next with mvn qorm:renumber");
        }
    }

    private void checkAgreement(List<String> classes, Map<String, Path> sourceFiles, SourceFiles sources) {
        var uncompiled = new HashSet<>(sourceFiles.keySet());
        uncompiled.removeAll(new HashSet<>(classes));
        if (!uncompiled.isEmpty()) {
            problems.add(some(
                    new TreeSet<>(uncompiled),
                    name -> name + " has a source, " + sourceFiles.get(name)
                            + ", but no class in " + code.outputs()
                            + ": it was not compiled. Compile the project (mvn compile),"
                            + " and check that no compiler setting excludes it"));
        }
        var orphans = classes.stream()
                .filter(name -> !sourceFiles.containsKey(name) && !sources.declare(name, simpleName(name) + ".java"))
                .toList();
        if (!orphans.isEmpty()) {
            problems.add(some(
                    orphans,
                    name -> name + " has a class, but no source. When its source was deleted"
                            + " by mistake, restore it from version control; when it was meant, run mvn clean to remove the"
                            + " class"));
        }
    }

    /** Unwraps an error in the initialization of a class, whose own message says nothing about the reason. */
    private static Throwable reason(Throwable failure) {
        return failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Returns one line for each of the first names: if nothing is compiled, there may be a thousand. */
    private static <T> String some(Collection<T> names, Function<T, String> line) {
        var lines = names.stream().limit(MAX_LINES).map(line).collect(Collectors.joining("\n"));
        return names.size() > MAX_LINES ? lines + "\nand " + (names.size() - MAX_LINES) + " more" : lines;
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private Class<? extends Migration> load(String className) {
        var type = ClassLoading.load(code.loader(), className);
        if (!Migration.class.isAssignableFrom(type)) {
            throw new ScanException(className + " is named like a migration but does not extend "
                    + Migration.class.getName() + "; rename it, or move it to a package without migrations");
        }
        return type.asSubclass(Migration.class);
    }

    private static NumberedMigration migration(Class<? extends Migration> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var migration = constructor.newInstance();
            var standsFor = type.getAnnotation(StandsFor.class);
            return new NumberedMigration(
                    id(type.getSimpleName()),
                    migration.operations(),
                    migration.description(),
                    standsFor == null ? Set.of() : new LinkedHashSet<>(List.of(standsFor.value())));
        } catch (NoSuchMethodException e) {
            throw new ScanException(
                    type.getName() + " has no constructor without parameters; restore it as generated", e);
        } catch (InstantiationException e) {
            throw new ScanException(type.getName() + " is abstract; restore it as generated, a final class", e);
        } catch (InvocationTargetException e) {
            throw new ScanException(type.getName() + " failed in its constructor: " + e.getCause(), e);
        } catch (MigrationException e) {
            throw new ScanException(String.valueOf(e.getMessage()), e);
        } catch (Throwable e) { // an error in the code of one migration must not end the JVM
            throw new ScanException(type.getName() + " cannot return its operations: " + reason(e), e);
        }
    }
}
