package dev.qorm.command;

import dev.qorm.introspect.Remark;
import dev.qorm.migration.MigrationId;
import java.util.List;

/**
 * What migrate or rollback did.
 *
 * @param migrations the migrations that were applied or rolled back, in that order
 * @param remarks when they were recorded only: what the tables of the migrations have and qorm does not know
 * @param warnings what a person should know of the project: models with changes that were forgotten where there was nothing to
 *     migrate, and migrations that were applied and are not what they are meant to be
 * @param mayHaveLostData whether they were rolled back, and data may be gone that they or their way back took away
 */
public record MigrateResult(
        List<MigrationId> migrations, List<Remark> remarks, List<String> warnings, boolean mayHaveLostData) {
    public MigrateResult {
        migrations = List.copyOf(migrations);
        remarks = List.copyOf(remarks);
        warnings = List.copyOf(warnings);
    }
}
