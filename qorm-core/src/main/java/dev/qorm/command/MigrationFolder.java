package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationNumbers;
import dev.qorm.scan.FileTree;
import dev.qorm.scan.SourceEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sources of the migrations, as text: they may have conflicts and need not compile.
 *
 * @param path the folder
 * @param files the migrations that are not squashes, by number and then by name
 * @param squashes the squashes, by number
 */
record MigrationFolder(Path path, List<MigrationSource> files, List<MigrationSource> squashes) {
    MigrationFolder {
        files = sorted(files);
        squashes = sorted(squashes);
    }

    private MigrationFolder(Path path, List<MigrationSource> all) {
        this(
                path,
                all.stream().filter(source -> !source.id().isSquash()).toList(),
                all.stream().filter(source -> source.id().isSquash()).toList());
    }

    private static List<MigrationSource> sorted(List<MigrationSource> sources) {
        return sources.stream()
                .sorted(Comparator.comparing(MigrationSource::id).thenComparing(MigrationSource::name))
                .toList();
    }

    private static final Pattern NAME = Pattern.compile("(Migration(?:0001To)?\\d{4,9})(_.*)?\\.java");

    /**
     * A source.
     *
     * @param name the name of the file without {@code .java}: {@code Migration0007}, or {@code Migration0007_mine} for
     *     a second one of that number
     * @param id its number
     * @param text its content
     */
    record MigrationSource(String name, MigrationId id, String text) {
        /** Whether it does not have the name of a migration, and so is a second one of its number. */
        boolean isExtra() {
            return !name.equals(id.toString());
        }

        boolean isConflicted() {
            return ConflictedSource.isConflicted(text);
        }
    }

    /**
     * Returns the folder below {@code root}, or null if there is none.
     *
     * @param encoding the encoding with which the sources are compiled
     * @param packageName the package, or null for any that has migrations
     * @throws CommandException if there are several
     */
    static @Nullable MigrationFolder find(Path root, SourceEncoding encoding, @Nullable String packageName) {
        var wanted = packageName == null ? null : root.resolve(packageName.replace('.', '/'));
        var folders = all(root, encoding).stream()
                .filter(folder -> wanted == null || folder.path().equals(wanted))
                .toList();
        if (folders.size() > 1) {
            throw CommandException.toMend("there are migrations in " + folders.size() + " folders: "
                    + String.join(
                            ", ",
                            folders.stream()
                                    .map(folder -> folder.path().toString())
                                    .toList())
                    + "; say which one is meant with -Dqorm.migrationsPackage");
        }
        return folders.isEmpty() ? null : folders.get(0);
    }

    /** Returns all folders with migrations below {@code root}. */
    static List<MigrationFolder> all(Path root, SourceEncoding encoding) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try {
            var sources = new TreeMap<Path, List<MigrationSource>>();
            FileTree.walk(
                    root,
                    (file, attributes) -> source(file, encoding)
                            .ifPresent(source -> sources.computeIfAbsent(file.getParent(), path -> new ArrayList<>())
                                    .add(source)));
            return sources.entrySet().stream()
                    .map(entry -> new MigrationFolder(entry.getKey(), entry.getValue()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the sources in " + root + " cannot be read", e);
        }
    }

    private static Optional<MigrationSource> source(Path file, SourceEncoding encoding) {
        var fileName = file.getFileName().toString();
        var matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return MigrationId.parse(matcher.group(1))
                .map(id -> new MigrationSource(
                        fileName.substring(0, fileName.length() - ".java".length()), id, read(file, encoding)));
    }

    private static String read(Path file, SourceEncoding encoding) {
        try {
            return encoding.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as " + encoding.charset(), e);
        }
    }

    /** Returns the number that the first of {@code staying}, or of those that replace them, must have. */
    MigrationId first(List<MigrationId> staying) {
        var ids = squashes.stream().map(MigrationSource::id).toList();
        if (staying.isEmpty()) {
            return ids.isEmpty() ? new MigrationId(1) : ids.get(ids.size() - 1).next();
        }
        return MigrationNumbers.first(staying.get(0), ids);
    }

    Path file(String name) {
        return path.resolve(name + ".java");
    }
}
