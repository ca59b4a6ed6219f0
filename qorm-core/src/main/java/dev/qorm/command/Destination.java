package dev.qorm.command;

import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.util.List;

/** Where makemigrations puts the changes: after the last migration, or in place of it. */
sealed interface Destination permits BehindTheLast, MigrationUpdate {
    /** Returns the name of the first migration that is written. */
    MigrationId id();

    /** Returns the schema from which the changes lead to the models. */
    Schema before();

    /**
     * Returns the description of the migration.
     *
     * @param said the description that the user gives now, or an empty text
     */
    String description(String said);

    /** Whether possible changes are made concurrently even if the user does not request it now. */
    boolean isConcurrent();

    /**
     * Returns all changes that lead to the models.
     *
     * @throws CommandException if they cannot be written to this destination
     */
    Changes changes(MappedModels models);

    /**
     * Checks the operations of each migration that is to be written.
     *
     * @throws CommandException if a migration contains operations that are not possible in it
     */
    void check(List<List<Operation>> parts);

    /** Returns the result for {@code next} before files are written. */
    List<NextMigration> unwritten(List<NumberedMigration> next);

    /**
     * Writes the sources.
     *
     * @throws java.io.UncheckedIOException if one cannot be written; in that case all files are as before
     */
    List<NextMigration> write(List<NumberedMigration> next);
}
