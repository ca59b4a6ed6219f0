package dev.qorm.testing;

import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import java.util.ArrayList;
import java.util.List;

/** What a dry run says. */
public final class DryRun {
    private DryRun() {}

    /** What would stop the first pending migration. */
    public static List<String> obstacles(TestDatabase database, MigrationSequence sequence) {
        var obstacles = new ArrayList<String>();
        var listener = new MigrationListener() {
            @Override
            public void obstructed(MigrationId id, Direction direction, List<String> found) {
                obstacles.addAll(found);
            }
        };
        database.migrator(listener).dryRun(sequence, null, Direction.APPLY);
        return obstacles;
    }
}
