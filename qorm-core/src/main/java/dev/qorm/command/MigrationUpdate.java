package dev.qorm.command;

import dev.qorm.command.MakeMigrationsRequest.Update;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.Operation;
import dev.qorm.scan.ScannedMigrations;
import dev.qorm.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last migration, rewritten with the operations that lead from the schema before it to the current models. Its own
 * answers about renames and values for rows stay valid. Anything that makemigrations did not write would be lost, so a
 * migration that contains such things is not rewritten.
 */
final class MigrationUpdate implements Destination {
    private final MakeMigrationsRequest request;
    private final Update update;
    private final ScannedMigrations migrations;
    private final NumberedMigration old;

    private MigrationUpdate(
            MakeMigrationsRequest request, Update update, ScannedMigrations migrations, NumberedMigration old) {
        this.request = request;
        this.update = update;
        this.migrations = migrations;
        this.old = old;
    }

    /**
     * Returns the requested update, or null if none was requested, or if there is no migration yet, so that the first
     * one is written.
     */
    static @Nullable MigrationUpdate of(MakeMigrationsRequest request, ScannedMigrations migrations) {
        var all = migrations.sequence().migrations();
        var update = request.update();
        return update == null || all.isEmpty()
                ? null
                : new MigrationUpdate(request, update, migrations, all.get(all.size() - 1));
    }

    @Override
    public MigrationId id() {
        return old.id();
    }

    @Override
    public Schema before() {
        return migrations.sequence().before(old.id());
    }

    @Override
    public String description(String said) {
        return request.description() == null ? old.description() : said;
    }

    @Override
    public boolean isConcurrent() {
        return old.isConcurrent();
    }

    /** Returns all operations of the rewritten migration, or no changes if it already has exactly these. */
    @Override
    public Changes changes(MappedModels models) {
        var sinceThen = SchemaDiffer.diff(migrations.sequence().replay(), models.schema());
        var written = new WrittenMigration(migrations, old);
        var nothing = sinceThen.isEmpty() ? nothing(written) : null;
        if (nothing != null) {
            return nothing;
        }
        MakeMigrations.checkDroppedTables(request.code(), sinceThen);
        var source = sourceRoot().resolve(file());
        written.checkReplaceable();
        var remarks = new ArrayList<>(AppliedMigrations.checkMissing(old.id(), update));
        var changes = Changes.between(before(), models, request.answers(), written.answers());
        remarks.addAll(changes.remarks());
        if (!changes.open().isEmpty()) {
            return new Changes(changes.operations(), changes.open(), remarks);
        }
        var wayBack = new EarlierWayBack(old, changes.operations());
        var operations = wayBack.kept();
        remarks.addAll(wayBack.remarks());
        checkWhatIsLeft(operations, source);
        return written.isSame(operations) ? Changes.NONE : new Changes(operations, List.of(), remarks);
    }

    /**
     * Returns no changes if the models have none and the answers add nothing new, for example because they are for
     * other modules; otherwise null.
     */
    private @Nullable Changes nothing(WrittenMigration written) {
        if (request.answers().areNone()) {
            return Changes.NONE;
        }
        var said = written.madeAnew(request.answers().askingNobody());
        return said.operations().equals(written.madeAnew(Answers.NONE).operations())
                ? new Changes(List.of(), List.of(), said.remarks())
                : null;
    }

    private void checkWhatIsLeft(List<Operation> operations, Path source) {
        if (operations.isEmpty()) {
            throw CommandException.toMend("the models are what they were before " + old.id()
                    + ", so that nothing is left of it. Nothing was written. Delete its source: " + source);
        }
        var problem = new NumberedMigration(old.id(), operations).problemOfWayBack();
        if (problem != null) {
            throw CommandException.toMend(problem);
        }
    }

    /** A concurrent migration cannot contain other operations. */
    @Override
    public void check(List<List<Operation>> parts) {
        var others = parts.stream()
                .flatMap(List::stream)
                .filter(operation -> !operation.isConcurrent())
                .findFirst();
        if (old.isConcurrent() && others.isPresent()) {
            throw CommandException.toMend(old.id() + " does its work concurrently, and '"
                    + others.get().describe()
                    + "' cannot be a part of that. Nothing was written. Leave out qorm.update,"
                    + " and it gets a migration of its own; or, when the migration before was made with "
                    + old.id() + " and is applied nowhere either, delete the sources of both and run"
                    + " mvn qorm:makemigrations -Dqorm.concurrently");
        }
    }

    @Override
    public List<NextMigration> unwritten(List<NumberedMigration> next) {
        return next.stream()
                .map(migration -> new NextMigration(migration, null))
                .map(migration -> migration.id().equals(old.id()) ? migration.asUpdate() : migration)
                .toList();
    }

    /** Rewrites the migration in its place, and writes what needs a migration of its own after it. */
    @Override
    public List<NextMigration> write(List<NumberedMigration> next) {
        return MigrationFile.replace(
                sourceRoot(),
                packageName(),
                next,
                request.code().encoding(),
                request.code().outputs());
    }

    private String packageName() {
        return String.valueOf(migrations.packageName());
    }

    private Path file() {
        return Path.of(packageName().replace('.', '/')).resolve(old.id() + ".java");
    }

    private Path sourceRoot() {
        return Stream.concat(Stream.of(request.sourceDirectory()), request.code().sourceRoots().stream())
                .filter(root -> Files.isRegularFile(root.resolve(file())))
                .findFirst()
                .orElseThrow(() -> CommandException.toMend("the source of " + old.id() + " is not in a file " + file()
                        + " of " + request.code().sourceRoots() + ", so it cannot be rewritten. Leave out"
                        + " qorm.update, and the changes get a migration of their own"));
    }
}
