package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Run;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether a new database can be made of migrations that were recorded and not run. */
final class NewDatabases {
    private NewDatabases() {}

    /** What to say of each of the recorded migrations that a database of this kind would refuse. */
    static List<String> warnings(
            MigrationSequence sequence, Collection<MigrationId> recorded, Direction direction, Dialect dialect) {
        var warnings = new ArrayList<String>();
        if (direction == Direction.ROLL_BACK) {
            return warnings;
        }
        var way = sequence.forDatabase(dialect.urlName()).fitting(recorded, null);
        for (var id : recorded) {
            var run = Run.whole(way.get(id), Direction.APPLY, way.before(id));
            try {
                run.render(dialect.renderer());
            } catch (UnsupportedByDatabaseException e) {
                warnings.add("no new database can be created from " + e.getMessage()
                        + ". If a later migration fixes that, mvn qorm:squash combines the two");
            }
        }
        return warnings;
    }
}
