package dev.qorm.maven;

import dev.qorm.command.MigrateRequest;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Logs what happens to the database, as it happens. */
final class LoggedProgress implements MigrationListener {
    private static final int MAX_LOSSES = 10;

    private final Log log;
    private final MigrateRequest.Mode mode;

    LoggedProgress(Log log, MigrateRequest.Mode mode) {
        this.log = log;
        this.mode = mode;
    }

    @Override
    public void losing(MigrationId id, Direction direction, List<String> losses) {
        warn(id, direction, " loses data: ", losses);
    }

    @Override
    public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
        warn(id, direction, " also removes what no migration created: ", losses);
    }

    @Override
    public void breaking(MigrationId id, Direction direction, List<String> broken) {
        warn(id, direction, " drops or renames what these read, and they may fail from then on: ", broken);
    }

    private void warn(MigrationId id, Direction direction, String what, List<String> losses) {
        var first = losses.subList(0, Math.min(losses.size(), MAX_LOSSES));
        var others = losses.size() - first.size();
        var verb = direction == Direction.APPLY ? "Applying " : "Rolling back ";
        var rest = others == 0 ? "" : " and " + others + " more";
        log.warn(verb + id + what + String.join(", ", first) + rest);
    }

    @Override
    public void starting(MigrationId id, Direction direction) {
        if (mode == MigrateRequest.Mode.DRY_RUN) {
            log.info((direction == Direction.APPLY ? "Would apply migration " : "Would roll back migration ") + id);
        }
    }

    @Override
    public void statement(MigrationId id, String sql) {
        if (mode == MigrateRequest.Mode.DRY_RUN) {
            // A step in Java is shown as a comment, which ends with its line.
            log.info("  " + sql + (sql.startsWith("-- java ") ? "" : ";"));
        } else {
            log.debug(id + ": " + sql);
        }
    }

    @Override
    public void alreadyDone(MigrationId id, String sql) {
        log.warn(id + " was interrupted in this statement. Its effect is in the database, so it counts as done: " + sql
                + ". If somebody else may have made it, mvn qorm:verify shows whether it is the same");
    }

    @Override
    public void obstructed(MigrationId id, Direction direction, List<String> obstacles) {
        log.warn((direction == Direction.APPLY ? "Applying " : "Rolling back ") + id + " would stop, because this is"
                + " in the way:");
        obstacles.stream().flatMap(String::lines).forEach(line -> log.warn("  " + line));
    }

    @Override
    public void unanswered(MigrationId id, Direction direction, String operation, String reason) {
        log.warn((direction == Direction.APPLY ? "Applying " : "Rolling back ") + id
                + ": the database refused the question whether rows are in the way of '" + operation
                + "', so only the run will show it:");
        reason.lines().forEach(line -> log.warn("  " + line));
    }

    @Override
    public void finished(MigrationId id, Direction direction) {
        if (mode == MigrateRequest.Mode.RUN) {
            log.info((direction == Direction.APPLY ? "Applied migration " : "Rolled back migration ") + id);
        } else if (mode == MigrateRequest.Mode.FAKE) {
            log.info("Recorded migration " + id + (direction == Direction.APPLY ? " as applied" : " as not applied")
                    + ", nothing was run");
        }
    }

    @Override
    public void squashed(MigrationId squash, List<MigrationId> squashed) {
        log.info("Recorded " + squash + " in place of " + squashed.get(0) + " to " + squashed.get(squashed.size() - 1)
                + ", which this database has");
    }

    @Override
    public void waitingForLock(String holder) {
        log.info("Waiting for this database, whose lock is held by " + holder);
    }
}
