package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.util.List;

/**
 * What migrate or rollback did.
 *
 * @param migrations the migrations that were applied or rolled back, in that order
 */
public record MigrateResult(List<MigrationId> migrations) {
    public MigrateResult {
        migrations = List.copyOf(migrations);
    }
}
