package dev.qorm.command;

import dev.qorm.introspect.Remark;
import dev.qorm.migration.MigrationId;
import java.util.List;

/**
 * The result of migrate or rollback.
 *
 * @param migrations the migrations that were applied or rolled back, in that order
 * @param remarks if they were only recorded: what the tables of the migrations have but qorm does not know
 * @param warnings what the user should know about the project: changes of the models that may have been forgotten, if
 *     there was nothing to migrate, and applied migrations that are probably not as intended
 * @param mayHaveLostData whether they were rolled back, and they or their rollback may have lost data
 */
public record MigrateResult(
        List<MigrationId> migrations, List<Remark> remarks, List<String> warnings, boolean mayHaveLostData) {
    public MigrateResult {
        migrations = List.copyOf(migrations);
        remarks = List.copyOf(remarks);
        warnings = List.copyOf(warnings);
    }
}
