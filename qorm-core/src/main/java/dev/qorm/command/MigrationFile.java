package dev.qorm.command;

import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.generate.MigrationSourceGenerator;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.SourceEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
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
     * @throws UncheckedIOException if one cannot be written; in that case no file of any remains
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
                deleteWritten(files, e);
                throw e;
            }
            files.add(file);
            written.add(new NextMigration(migration, file));
        }
        return written;
    }

    /**
     * Writes {@code migrations}: the first replaces the one of its number, the others follow it. The class of the
     * replaced migration is deleted: if file times have a resolution of whole seconds, a compiler may mistake it for
     * the class of the new source.
     *
     * @param sourceDirectory the folder below which the replaced source is
     * @param outputs the folders with its class
     * @return the migrations with their files
     * @throws UncheckedIOException if one cannot be written; in that case the old source still exists, and no new one
     */
    static List<NextMigration> replace(
            Path sourceDirectory,
            String packageName,
            List<NumberedMigration> migrations,
            SourceEncoding encoding,
            List<Path> outputs) {
        var first = migrations.get(0);
        var folder = packageName.replace('.', '/');
        var file = sourceDirectory.resolve(folder).resolve(MigrationSourceGenerator.fileName(first.id()));
        var written = new ArrayList<NextMigration>();
        written.add(new NextMigration(first, file).asUpdate());
        written.addAll(write(sourceDirectory, packageName, migrations.subList(1, migrations.size()), encoding));
        try {
            for (var output : outputs) {
                deleteClasses(output.resolve(folder), first.id().toString());
            }
            SourceFile.replace(
                    file, encoding.encode(MigrationSourceGenerator.generate(packageName, first)), "migration");
        } catch (UncheckedIOException e) {
            deleteWritten(written.stream().skip(1).map(NextMigration::file).toList(), e);
            throw e;
        }
        return written;
    }

    private static void deleteClasses(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, name + "{,$*}.class")) {
            for (var file : files) {
                Files.delete(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UncheckedIOException(
                    "the class of " + name + " cannot be deleted from " + folder + " (" + e + "); nothing was written",
                    e instanceof IOException io ? io : ((DirectoryIteratorException) e).getCause());
        }
    }

    private static void deleteWritten(List<Path> files, UncheckedIOException failure) {
        for (var file : files) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
