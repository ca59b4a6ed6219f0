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

/** Checks whether a new database can be created from migrations that were only recorded. */
final class NewDatabases {
    private NewDatabases() {}

    /** Returns a warning for each recorded migration that a database of this kind would reject. */
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
