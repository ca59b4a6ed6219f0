package dev.qorm.command;

import dev.qorm.execute.MigrationListener.Direction;

/** Takes applied migrations back. */
public final class Rollback {
    private Rollback() {}

    /**
     * Rolls back the last one, or all down to the target.
     *
     * @throws CommandException when the migrations are wrong or the database refuses; what was rolled back before is
     *     recorded
     */
    public static MigrateResult run(MigrateRequest request) {
        return Migrations.run(request, Direction.ROLL_BACK);
    }
}
