package dev.qorm.command;

import dev.qorm.execute.MigrationListener.Direction;

/** Rolls back applied migrations. */
public final class Rollback {
    private Rollback() {}

    /**
     * Rolls back the last migration, or all down to the target.
     *
     * @throws CommandException if the migrations are invalid or the database fails; what was rolled back before is
     *     recorded
     */
    public static MigrateResult run(MigrateRequest request) {
        return Migrations.run(request, Direction.ROLL_BACK);
    }
}
