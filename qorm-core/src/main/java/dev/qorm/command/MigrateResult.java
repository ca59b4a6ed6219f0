package dev.qorm.command;

import dev.qorm.introspect.Remark;
import dev.qorm.migration.MigrationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What migrate or rollback did.
 *
 * @param migrations the migrations that were applied or rolled back, in that order
 * @param remarks when they were recorded only: what the tables of the migrations have and qorm does not know
 * @param forgotten when there was nothing to migrate: what to say of models that have changes, or null
 */
public record MigrateResult(
        List<MigrationId> migrations,
        List<Remark> remarks,
        @Nullable String forgotten) {
    public MigrateResult {
        migrations = List.copyOf(migrations);
        remarks = List.copyOf(remarks);
    }
}
