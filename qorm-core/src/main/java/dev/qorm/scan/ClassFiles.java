package dev.qorm.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The class files below some folders, examined by name only. */
final class ClassFiles {
    private static final String ENDING = ".class";

    /** The binary names of the top-level classes, sorted. */
    private final TreeSet<String> names = new TreeSet<>();

    ClassFiles(List<Path> folders) {
        folders.stream().filter(Files::isDirectory).forEach(this::walk);
    }

    private void walk(Path folder) {
        var start = folder.toString().length() + 1;
        try {
            FileTree.walk(
                    folder,
                    (file, attributes) -> add(file.toString().substring(start).replace('\\', '/')));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the classes below " + folder, e);
        }
    }

    private void add(String file) {
        if (file.endsWith(ENDING) && !file.contains("$") && !file.endsWith("-info" + ENDING)) {
            names.add(file.substring(0, file.length() - ENDING.length()).replace('/', '.'));
        }
    }

    /** Returns the classes whose simple names fulfil {@code condition}. */
    List<String> named(Predicate<String> condition) {
        return names.stream()
                .filter(name -> condition.test(name.substring(name.lastIndexOf('.') + 1)))
                .toList();
    }

    /** Returns the classes of one package. */
    List<String> inPackage(String packageName) {
        return names.stream()
                .filter(name ->
                        name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(packageName))
                .toList();
    }

    /** Whether a package below this one has classes. */
    boolean hasBelow(String packageName) {
        return names.tailSet(packageName + ".").stream()
                .takeWhile(name -> name.startsWith(packageName + "."))
                .anyMatch(name -> name.indexOf('.', packageName.length() + 1) > 0);
    }
}
