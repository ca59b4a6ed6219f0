package dev.qorm.command;

import dev.qorm.introspect.Remark;
import dev.qorm.migration.MigrationId;
import java.util.List;

/**
 * What migrate or rollback did.
 *
 * @param migrations the migrations that were applied or rolled back, in that order
 * @param remarks when they were recorded only: what the tables of the migrations have and qorm does not know
 */
public record MigrateResult(List<MigrationId> migrations, List<Remark> remarks) {
    public MigrateResult {
        migrations = List.copyOf(migrations);
        remarks = List.copyOf(remarks);
    }
}
