package dev.qorm.command;

import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.NumberedMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the source of a migration: beside its place first and then moved there, so that no half of it is ever seen. */
final class MigrationFile {
    private MigrationFile() {}

    /**
     * Writes {@code migration} below {@code sourceDirectory} in the folder of its package.
     *
     * @return the file
     * @throws UncheckedIOException when it cannot be written; nothing of it is left then
     */
    static Path write(Path sourceDirectory, String packageName, NumberedMigration migration) {
        var source = MigrationSourceGenerator.generate(packageName, migration);
        var folder = sourceDirectory.resolve(packageName.replace('.', '/'));
        var file = folder.resolve(MigrationSourceGenerator.fileName(migration.id()));
        try {
            Files.createDirectories(folder);
            var beside = Files.createTempFile(folder, "." + migration.id(), ".tmp");
            try {
                Files.write(beside, source.getBytes(StandardCharsets.UTF_8));
                publish(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the migration " + file + " cannot be written (" + e + "); nothing was written", e);
        }
    }

    /** A link appears whole and never replaces a file; where the file system has none, moving comes near. */
    private static void publish(Path beside, Path file) throws IOException {
        try {
            Files.createLink(file, beside);
        } catch (UnsupportedOperationException | SecurityException e) {
            Files.move(beside, file);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("it is there already, from another run at the same time perhaps", e);
        }
    }
}
