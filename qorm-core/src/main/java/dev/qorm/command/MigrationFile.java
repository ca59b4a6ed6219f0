package dev.qorm.command;

import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.NumberedMigration;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes the source of a migration. */
final class MigrationFile {
    private MigrationFile() {}

    /**
     * Writes {@code migration} below {@code sourceDirectory} in the folder of its package.
     *
     * @return the file
     * @throws UncheckedIOException when it cannot be written; nothing of it is left then
     */
    static Path write(Path sourceDirectory, String packageName, NumberedMigration migration) {
        var file = sourceDirectory
                .resolve(packageName.replace('.', '/'))
                .resolve(MigrationSourceGenerator.fileName(migration.id()));
        SourceFile.create(file, MigrationSourceGenerator.generate(packageName, migration), "migration");
        return file;
    }
}
