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
 * @param path where they are
 * @param files those with a number of their own, by number and then by name
 * @param squashes those that stand for others, by number
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
     * @param name the name of the file without {@code .java}: {@code Migration0007}, or {@code Migration0007_mine} for a
     *     second one of that number
     * @param id its number
     * @param text what is in it
     */
    record MigrationSource(String name, MigrationId id, String text) {
        /** Whether it is named like no migration, and so is a second one. */
        boolean isExtra() {
            return !name.equals(id.toString());
        }

        boolean isConflicted() {
            return ConflictedSource.isConflicted(text);
        }
    }

    /**
     * The folder below {@code root}; null when there is none.
     *
     * @param encoding what the sources are compiled in
     * @param packageName the package, or null for whichever has migrations
     * @throws CommandException when there are several
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

    /** All folders with migrations below {@code root}. */
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

    /** The number that the first of {@code staying} has to have, or of those that come in their place. */
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
