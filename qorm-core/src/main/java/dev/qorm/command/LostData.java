package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import java.util.Collection;

/**
 * Determines whether a rollback may leave a database without data that it had: data that the migration or its rollback
 * lost.
 */
final class LostData {
    private LostData() {}

    /** Whether these migrations, applied and rolled back on {@code dialect}, may have lost data. */
    static boolean mayBeIn(MigrationSequence sequence, Collection<MigrationId> rolledBack, Dialect dialect) {
        return sequence.forDatabase(dialect.urlName()).all().stream()
                .filter(migration -> rolledBack.contains(migration.id()))
                .flatMap(migration -> migration.operations().stream())
                .anyMatch(operation -> mayLose(operation, dialect)
                        || (operation.isReversible() && mayLose(operation.reverse(), dialect)));
    }

    /** NULL that was replaced with a value is not restored, and the effect of the user's code on rows is unknown. */
    private static boolean mayLose(Operation operation, Dialect dialect) {
        return operation.isDestructive()
                || (operation instanceof AlterColumn alter && alter.backfill() != null)
                || (operation instanceof HandmadeOperation made && made.runsOn(dialect.urlName()));
    }
}
