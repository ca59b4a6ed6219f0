package dev.qorm.command;

import dev.qorm.execute.MigrationListener.Direction;

/** Applies the pending migrations. */
public final class Migrate {
    private Migrate() {}

    /**
     * Applies.
     *
     * @throws CommandException when the migrations are wrong or the database refuses; what was applied before is
     *     recorded
     */
    public static MigrateResult run(MigrateRequest request) {
        return Migrations.run(request, Direction.APPLY);
    }
}
