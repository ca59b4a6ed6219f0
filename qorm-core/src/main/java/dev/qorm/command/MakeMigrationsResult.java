package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makemigrations found and did.
 *
 * @param id the migration's name, or null when there were no changes
 * @param operations what the models changed, in the order in which it is applied; empty for no changes
 * @param openQuestions of a dry run: what has to be answered before these operations, or others, can be written
 * @param sql of a dry run: the SQL of the operations, or null when nobody wanted it
 * @param file the file that was written, or null when none was
 * @param warnings what a person should know, such as classes that were passed over
 */
public record MakeMigrationsResult(
        @Nullable MigrationId id,
        List<Operation> operations,
        List<Question> openQuestions,
        @Nullable SqlScript sql,
        @Nullable Path file,
        List<String> warnings) {
    public MakeMigrationsResult {
        operations = List.copyOf(operations);
        openQuestions = List.copyOf(openQuestions);
        warnings = List.copyOf(warnings);
    }

    MakeMigrationsResult(
            @Nullable MigrationId id,
            Changes changes,
            @Nullable SqlScript sql,
            @Nullable Path file,
            List<String> warnings) {
        this(id, changes.operations(), changes.open(), sql, file, warnings);
    }

    /** Whether the models differ from the migrations. */
    public boolean hasChanges() {
        return !operations.isEmpty();
    }

    /** Whether there are neither models nor migrations; a warning says how to begin. */
    public boolean isWithoutModels() {
        return warnings.contains(NoModels.REMARK);
    }

    /** The operations for a person, a line each, with what is lost by them. */
    public List<String> operationLines() {
        return lines(operations);
    }

    static List<String> lines(List<Operation> operations) {
        return operations.stream()
                .map(operation -> "  " + operation.sign() + " " + operation.describe()
                        + (operation.isDestructive() ? "   (destructive: data is lost)" : ""))
                .toList();
    }
}
