package dev.qorm.command;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.diff.ConcurrentChanges;
import dev.qorm.generate.JavaNames;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.Model;
import dev.qorm.model.ModelMapper;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.ModelScanner;
import dev.qorm.scan.ScannedMigrations;
import dev.qorm.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the changes of the models since the last migration and writes the next migration, or rewrites the last one. */
public final class MakeMigrations {
    private MakeMigrations() {}

    /**
     * Compares and writes.
     *
     * @throws CommandException if models or migrations are invalid, or the file cannot be written; in that case nothing
     *     is written
     */
    public static MakeMigrationsResult run(MakeMigrationsRequest request) {
        return Failures.reported(() -> make(request));
    }

    private static MakeMigrationsResult make(MakeMigrationsRequest request) {
        var description = description(request.description());
        if (isKnownToBeMigrated(request)) {
            OpenQuestions.check(Changes.NONE.open(), request.answers());
            return new MakeMigrationsResult(List.of(), List.of(), null, List.of());
        }
        var models = ModelScanner.scan(request.code());
        var migrations = MigrationScanner.scan(request.code(), request.migrationsPackage());
        checkPackage(request.migrationsPackage());
        WaysBack.check(migrations.sequence());
        var destination = destination(request, migrations, models.models());
        var before = destination.before();
        var changes =
                request.mode() == Mode.BLANK ? Changes.NONE : destination.changes(ModelMapper.map(models.models()));
        checkDroppedTables(request.code(), changes.operations());
        if (request.mode() != Mode.DRY_RUN) {
            OpenQuestions.check(changes.open(), request.answers());
        }
        var warnings = new ArrayList<>(models.warnings());
        warnings.addAll(changes.remarks());
        if (changes.operations().isEmpty() && request.mode() != Mode.BLANK) {
            if (NoModels.in(models, migrations.sequence())) {
                warnings.add(NoModels.REMARK);
            }
            if (request.answers().areNone() && warnings.isEmpty()) {
                unwritten(request).keepNone();
            }
            return new MakeMigrationsResult(List.of(), changes.open(), null, warnings);
        }
        var parts = parts(request, destination, changes);
        if (!changes.operations().isEmpty()) {
            migrations.edited().forEach(migration -> warnings.add(followsEdited(migration)));
        }
        warnings.addAll(warnings(parts, before, models.models()));
        var next = numbered(destination.id(), parts, destination.description(description));
        if (request.mode() == Mode.DRY_RUN) {
            var sql = request.dialect() == null ? null : SqlScript.of(request.dialect(), next, before);
            return new MakeMigrationsResult(destination.unwritten(next), changes.open(), sql, warnings);
        }
        return new MakeMigrationsResult(destination.write(next), List.of(), null, warnings);
    }

    private static Destination destination(
            MakeMigrationsRequest request, ScannedMigrations migrations, List<Class<? extends Model>> models) {
        var update = MigrationUpdate.of(request, migrations);
        return update == null ? new BehindTheLast(request, migrations, models) : update;
    }

    /** Returns warnings about the operations of the next migrations, before anybody applies them. */
    private static List<String> warnings(
            List<List<Operation>> parts, Schema before, List<Class<? extends Model>> models) {
        var operations = parts.stream().flatMap(List::stream).toList();
        var warnings = new ArrayList<String>();
        if (models.isEmpty() && !operations.isEmpty()) {
            warnings.add(
                    "no model is left, so all tables of the migrations are dropped; where the models are in another"
                            + " module, see that it is among the dependencies of this one, and delete the migration");
        }
        var tables = ModelMapper.tables(models);
        warnings.addAll(UnknownColumns.in(operations, before, tables));
        warnings.addAll(new UnknownConstants(before, Operation.replay(before, operations), tables).warnings());
        warnings.addAll(RowConditions.of(operations));
        warnings.addAll(GivenValueConditions.of(operations, before));
        warnings.addAll(RollbackConditions.of(operations));
        return warnings;
    }

    /** An edit changes what the models are compared with, so the new migration may do no more than take it back. */
    private static String followsEdited(NumberedMigration edited) {
        return edited.id() + " was edited: its operations are not those that it was written with, and the new migration"
                + " starts from the edited ones. Run mvn qorm:check before you keep it; if you restore " + edited.id()
                + ", delete the new migration and run mvn qorm:makemigrations again";
    }

    private static List<NumberedMigration> numbered(
            MigrationId first, List<List<Operation>> parts, String description) {
        var migrations = new ArrayList<NumberedMigration>();
        var id = first;
        for (var part : parts) {
            migrations.add(new NumberedMigration(id, part, description));
            id = id.next();
        }
        return migrations;
    }

    /** Returns the operations of each migration: concurrent operations get a migration of their own. */
    private static List<List<Operation>> parts(
            MakeMigrationsRequest request, Destination destination, Changes changes) {
        var isConcurrent = request.concurrently() || destination.isConcurrent();
        var parts = isConcurrent && request.mode() != Mode.BLANK
                ? ConcurrentChanges.apart(destination.before(), changes.operations())
                : List.of(changes.operations());
        destination.check(parts);
        return parts;
    }

    /** A model that exists but was not compiled must not be treated as a deleted one. */
    static void checkDroppedTables(Codebase code, List<Operation> operations) {
        var dropped = operations.stream()
                .filter(DropTable.class::isInstance)
                .map(Operation::describe)
                .toList();
        var notCompiled = dropped.isEmpty() ? List.<Path>of() : ModelScanner.notCompiled(code);
        if (!notCompiled.isEmpty()) {
            throw CommandException.toMend(
                    "'" + dropped.get(0) + "' would be written, but "
                            + notCompiled.get(0) + " has models and no class in " + code.outputs()
                            + ": it was not compiled. Check that no compiler setting excludes it; when its table is to go, delete it");
        }
    }

    /**
     * If there are answers, one that fits nothing is an error, and warnings must be found again: both need the models.
     */
    private static boolean isKnownToBeMigrated(MakeMigrationsRequest request) {
        return request.mode() != Mode.BLANK
                && request.answers().areNone()
                && unwritten(request).areNone();
    }

    private static UnwrittenChanges unwritten(MakeMigrationsRequest request) {
        return new UnwrittenChanges(request.code().findings(), request.migrationsPackage());
    }

    private static void checkPackage(@Nullable String name) {
        if (name != null && !JavaNames.isPackage(name)) {
            throw CommandException.toMend("'" + name
                    + "' is not the name of a package; set one with -Dqorm.migrationsPackage=blog.migrations");
        }
    }

    /** Returns a single line, whatever the user typed, since it is listed in one line. */
    private static String description(@Nullable String name) {
        if (name == null) {
            return "";
        }
        var description = name.replaceAll("[\\p{Cc}\\p{Z}]+", " ").strip();
        if (description.isEmpty()) {
            throw CommandException.toMend("qorm.name is blank; say in a few words what the migration is for, as in"
                    + " -Dqorm.name=\"add slugs\", or leave it out");
        }
        return description;
    }
}
