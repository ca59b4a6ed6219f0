package dev.qorm.command;

import dev.qorm.diff.Squasher;
import dev.qorm.migration.Migration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunJava;
import dev.qorm.scan.MigrationScanner;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes one migration that replaces the first ones of a project. */
public final class Squash {
    private Squash() {}

    /**
     * Writes the squash. The migrations that it replaces are not changed.
     *
     * @throws CommandException if the migrations are invalid, there is nothing to squash, or the file cannot be
     *     written; in that case nothing is written
     */
    public static SquashResult run(SquashRequest request) {
        return Failures.reported(() -> squash(request));
    }

    private static SquashResult squash(SquashRequest request) {
        var scanned = MigrationScanner.scan(request.code(), request.migrationsPackage());
        var all = scanned.sequence();
        if (all.migrations().isEmpty()) {
            throw CommandException.toMend("there are no migrations to squash");
        }
        var target = target(all, request);
        var way = all.fitting(List.of(target), null);
        var last = way.get(target).id();
        var squashed = way.migrations().stream()
                .filter(migration -> migration.id().compareTo(last) <= 0)
                .toList();
        if (squashed.size() < 2) {
            throw CommandException.toMend(
                    "there is nothing to squash: " + last
                            + " is the first migration. Say with -Dqorm.target up to which one, as in -Dqorm.target=Migration0010");
        }
        scanned.edited().stream().filter(squashed::contains).findFirst().ifPresent(edited -> {
            throw CommandException.toMend(
                    Check.edited(edited) + ". No squash was written, because it would not be what" + " databases have");
        });
        var before = squashed.stream()
                .flatMap(migration -> migration.operations().stream())
                .toList();
        var operations = Squasher.squash(before);
        operations.forEach(Squash::checkStays);
        var migration = NumberedMigration.squash(squashed, operations);
        var ids = squashed.stream().map(NumberedMigration::id).toList();
        var file = request.dryRun() ? null : write(request, String.valueOf(scanned.packageName()), migration);
        return new SquashResult(migration.id(), ids, before.size(), migration.operations(), file);
    }

    /**
     * The sources of the migrations will be deleted one day, and the checksum does not depend on where the class is.
     */
    private static void checkStays(Operation operation) {
        if (operation instanceof RunJava java) {
            Stream.of(java.step(), java.reverseStep())
                    .filter(step -> step != null && Migration.class.isAssignableFrom(step.getNestHost()))
                    .findFirst()
                    .ifPresent(step -> {
                        throw CommandException.toMend(step.getName() + " would go with the source of its migration, and"
                                + " the squash goes on running it: move it into a file of its own; with the same simple"
                                + " name, the migration does not count as edited");
                    });
        }
    }

    private static MigrationId target(MigrationSequence all, SquashRequest request) {
        var last = all.migrations().get(all.migrations().size() - 1).id();
        var target = request.target() == null ? last : request.target();
        var squash = target.squash();
        if (!has(all, squash)) {
            return target.last();
        }
        if (!has(all, target.last())) {
            return squash; // the migrations that it replaces no longer exist, and it is the first migration now
        }
        throw CommandException.toMend(squash + " already exists; to create it again, delete its source first");
    }

    private static boolean has(MigrationSequence all, MigrationId id) {
        return all.all().stream().anyMatch(migration -> migration.id().equals(id));
    }

    private static @Nullable Path write(SquashRequest request, String packageName, NumberedMigration migration) {
        return MigrationFile.write(
                        request.sourceDirectory(),
                        packageName,
                        List.of(migration),
                        request.code().encoding())
                .get(0)
                .file();
    }
}
