package dev.qorm.command;

import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.SourceEncoding;
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
    static Path write(Path sourceDirectory, String packageName, NumberedMigration migration, SourceEncoding encoding) {
        var file = sourceDirectory
                .resolve(packageName.replace('.', '/'))
                .resolve(MigrationSourceGenerator.fileName(migration.id()));
        var source = MigrationSourceGenerator.generate(packageName, migration);
        SourceFile.create(file, encoding.encode(source), "migration");
        return file;
    }
}
