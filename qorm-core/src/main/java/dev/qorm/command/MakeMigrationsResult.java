package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makemigrations found and did.
 *
 * @param migrations the next ones, in their order; empty when there were no changes
 * @param openQuestions of a dry run: what has to be answered before these operations, or others, can be written
 * @param sql of a dry run: the SQL of the operations, or null when nobody wanted it
 * @param warnings what a person should know, such as classes that were passed over
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
     * A migration that is to come.
     *
     * @param id its name
     * @param operations what it does, in the order in which it is applied; none in one that is to be filled by hand
     * @param file the file that was written, or null when none was
     * @param isUpdate whether it takes the place of the last one
     */
    public record NextMigration(
            MigrationId id,
            List<Operation> operations,
            @Nullable Path file,
            boolean isUpdate) {
        public NextMigration {
            operations = List.copyOf(operations);
        }

        /** One that comes behind the last one. */
        public NextMigration(MigrationId id, List<Operation> operations, @Nullable Path file) {
            this(id, operations, file, false);
        }

        NextMigration(NumberedMigration migration, @Nullable Path file) {
            this(migration.id(), migration.operations(), file);
        }

        NextMigration asUpdate() {
            return new NextMigration(id, operations, file, true);
        }

        /** The operations for a person, a line each, with what is lost by them. */
        public List<String> operationLines() {
            return lines(operations);
        }
    }

    /** Whether the models differ from the migrations. */
    public boolean hasChanges() {
        return !operations().isEmpty();
    }

    /** Whether there are neither models nor migrations; a warning says how to begin. */
    public boolean isWithoutModels() {
        return warnings.contains(NoModels.REMARK);
    }

    /** What the models changed, in the order in which it is applied; empty for no changes. */
    public List<Operation> operations() {
        return migrations.stream()
                .flatMap(migration -> migration.operations().stream())
                .toList();
    }

    /** The operations of all for a person, a line each, with what is lost by them. */
    public List<String> operationLines() {
        return lines(operations());
    }

    static List<String> lines(List<Operation> operations) {
        return operations.stream()
                .map(operation -> "  " + operation.sign() + " " + operation.describe()
                        + (operation.isDestructive() ? "   (destructive: data is lost)" : ""))
                .toList();
    }
}
