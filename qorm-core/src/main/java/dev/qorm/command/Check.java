package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.model.ModelMapper;
import dev.qorm.operation.Operation;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.ModelScanner;
import dev.qorm.scan.ScannedModels;
import dev.qorm.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds all problems of models and migrations that are visible without a database. */
public final class Check {
    private final CheckRequest request;
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Check(CheckRequest request) {
        this.request = request;
    }

    /**
     * Runs the check; changes nothing.
     *
     * @throws CommandException if sources or classes cannot be read at all
     */
    public static CheckResult run(CheckRequest request) {
        return new Check(request).run();
    }

    private CheckResult run() {
        var scanned = found(() -> ModelScanner.scan(request.code()));
        var models = scanned == null ? null : found(() -> models(scanned));
        var migrations = found(() -> MigrationScanner.scan(request.code(), request.migrationsPackage()));
        var sequence = migrations == null ? null : migrations.sequence();
        var migrated = sequence == null ? null : found(sequence::replay);
        if (migrations != null) {
            migrations.edited().forEach(migration -> problems.add(edited(migration)));
        }
        if (sequence != null) {
            warnings.addAll(EmptyMigrations.before(sequence));
        }
        if (sequence != null && migrated != null) {
            found(() -> checkSquashes(sequence));
            problems.addAll(WaysBack.problems(sequence));
        }
        if (models != null && migrated != null) {
            found(() -> compare(migrated, models));
        }
        if (scanned != null && sequence != null && NoModels.in(scanned, sequence)) {
            warnings.add(NoModels.REMARK);
        }
        return new CheckResult(
                problems,
                sequence == null ? List.of() : destructive(sequence),
                warnings,
                sequence == null ? 0 : sequence.all().size());
    }

    /**
     * Returns the result of {@code work}, or null if it failed, in which case the failure is added as a problem. A
     * failure that the user cannot correct is rethrown.
     */
    private <T> @Nullable T found(Supplier<T> work) {
        try {
            return Failures.reported(work);
        } catch (CommandException e) {
            if (!e.isForUserToMend()) {
                throw e;
            }
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static MigrationSequence checkSquashes(MigrationSequence sequence) {
        sequence.checkSquashes();
        return sequence;
    }

    private MappedModels models(ScannedModels scanned) {
        warnings.addAll(scanned.warnings());
        return ModelMapper.map(scanned.models());
    }

    private Changes compare(Schema migrated, MappedModels models) {
        var changes = Changes.between(migrated, models, Answers.NONE);
        if (!changes.operations().isEmpty()) {
            problems.add("the models have changes without a migration:\n"
                    + String.join("\n", MakeMigrationsResult.lines(changes.operations()))
                    + "\nRun mvn qorm:makemigrations, and commit the file that it writes"
                    + (changes.open().isEmpty()
                            ? ""
                            : ". It will ask the following, or needs the answer as a flag:\n"
                                    + Question.lines(changes.open()).stripTrailing()));
        }
        return changes;
    }

    static String edited(NumberedMigration migration) {
        return migration.id()
                + " was edited: its operations are not those that it was written with. If a database may have applied"
                + " it, restore it from version control, and let mvn qorm:makemigrations write the change as a"
                + " new migration. If it is not applied anywhere and the edit is intended, write"
                + " @Fingerprint(\""
                + migration.checksum() + "\") above its class";
    }

    private static List<MigrationId> destructive(MigrationSequence sequence) {
        return sequence.all().stream()
                .filter(migration -> migration.operations().stream().anyMatch(Operation::isDestructive))
                .map(NumberedMigration::id)
                .toList();
    }
}
