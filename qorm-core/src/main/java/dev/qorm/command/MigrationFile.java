package dev.qorm.command;

import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.SourceEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the sources of migrations. */
final class MigrationFile {
    private MigrationFile() {}

    /**
     * Writes {@code migrations} below {@code sourceDirectory} in the folder of their package.
     *
     * @return the migrations with their files
     * @throws UncheckedIOException when one cannot be written; nothing of any is left then
     */
    static List<NextMigration> write(
            Path sourceDirectory, String packageName, List<NumberedMigration> migrations, SourceEncoding encoding) {
        var written = new ArrayList<NextMigration>();
        var files = new ArrayList<Path>();
        for (var migration : migrations) {
            var file = sourceDirectory
                    .resolve(packageName.replace('.', '/'))
                    .resolve(MigrationSourceGenerator.fileName(migration.id()));
            var source = MigrationSourceGenerator.generate(packageName, migration);
            try {
                SourceFile.create(file, encoding.encode(source), "migration");
            } catch (UncheckedIOException e) {
                takeBack(files, e);
                throw e;
            }
            files.add(file);
            written.add(new NextMigration(migration, file));
        }
        return written;
    }

    private static void takeBack(List<Path> files, UncheckedIOException failure) {
        for (var file : files) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
