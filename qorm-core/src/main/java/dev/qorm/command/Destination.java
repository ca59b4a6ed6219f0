package dev.qorm.command;

import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.util.List;

/** Where makemigrations puts what it finds: behind the last migration, or in the place of that one. */
sealed interface Destination permits BehindTheLast, MigrationUpdate {
    /** The name of the first migration that is written. */
    MigrationId id();

    /** The schema from which it leads to the models. */
    Schema before();

    /**
     * What it is for.
     *
     * @param said what somebody says now; the empty text for nothing
     */
    String description(String said);

    /** Whether what can be is done while rows are written, although nobody says so now. */
    boolean isConcurrent();

    /**
     * All that leads to the models.
     *
     * @throws CommandException when there is no way to write that here
     */
    Changes changes(MappedModels models);

    /**
     * Looks at the operations of each migration that is to be written.
     *
     * @throws CommandException when one has some that cannot be in it
     */
    void check(List<List<Operation>> parts);

    /** Tells of {@code next} before there are files. */
    List<NextMigration> unwritten(List<NumberedMigration> next);

    /**
     * Writes the sources.
     *
     * @throws java.io.UncheckedIOException when one cannot be written; all is as it was then
     */
    List<NextMigration> write(List<NumberedMigration> next);
}
