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

    /**
     * Writes {@code migrations}, the first of them in the place of the one of its number, the others behind it. The class of
     * the one that was there goes: where files have times of whole seconds, a compiler may take it for that of the new source.
     *
     * @param sourceDirectory below it is the one that is there
     * @param outputs where its class is
     * @return the migrations with their files
     * @throws UncheckedIOException when one cannot be written; the source that was there is there still, and no other
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
            takeBack(written.stream().skip(1).map(NextMigration::file).toList(), e);
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
