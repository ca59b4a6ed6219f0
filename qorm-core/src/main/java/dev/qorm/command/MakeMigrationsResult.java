package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of makemigrations.
 *
 * @param migrations the next migrations, in order; empty if there are no changes
 * @param openQuestions for a dry run: the questions that must be answered before these operations, or others, can be
 *     written
 * @param sql for a dry run: the SQL of the operations, or null if it was not requested
 * @param warnings what the user should know, such as classes that were skipped
 */
public record MakeMigrationsResult(
        List<NextMigration> migrations,
        List<Question> openQuestions,
        @Nullable SqlScript sql,
        List<String> warnings) {
    public MakeMigrationsResult {
        migrations = List.copyOf(migrations);
        openQuestions = List.copyOf(openQuestions);
        warnings = List.copyOf(warnings);
    }

    /**
     * A next migration.
     *
     * @param id its name
     * @param operations its operations, in the order in which they are applied; empty if it is to be filled in by hand
     * @param file the file that was written, or null if none was
     * @param isUpdate whether it replaces the last migration
     */
    public record NextMigration(
            MigrationId id,
            List<Operation> operations,
            @Nullable Path file,
            boolean isUpdate) {
        public NextMigration {
            operations = List.copyOf(operations);
        }

        /** Creates one that comes after the last migration. */
        public NextMigration(MigrationId id, List<Operation> operations, @Nullable Path file) {
            this(id, operations, file, false);
        }

        NextMigration(NumberedMigration migration, @Nullable Path file) {
            this(migration.id(), migration.operations(), file);
        }

        NextMigration asUpdate() {
            return new NextMigration(id, operations, file, true);
        }

        /** Returns the operations for the user, one line each, with a note on lost data. */
        public List<String> operationLines() {
            return lines(operations);
        }
    }

    /** Whether the models differ from the migrations. */
    public boolean hasChanges() {
        return !operations().isEmpty();
    }

    /** Whether there are neither models nor migrations; a warning says how to start. */
    public boolean isWithoutModels() {
        return warnings.contains(NoModels.REMARK);
    }

    /** Returns the changes of the models, in the order in which they are applied; empty for no changes. */
    public List<Operation> operations() {
        return migrations.stream()
                .flatMap(migration -> migration.operations().stream())
                .toList();
    }

    /** Returns all operations for the user, one line each, with a note on lost data. */
    public List<String> operationLines() {
        return lines(operations());
    }

    static List<String> lines(List<Operation> operations) {
        return operations.stream()
                .map(operation -> "  " + operation.sign() + " " + operation.describe()
                        + (operation.isDestructive()
                                ? "   (destructive: data " + (operation.mayKeepAll() ? "may be" : "is") + " lost)"
                                : ""))
                .toList();
    }
}
