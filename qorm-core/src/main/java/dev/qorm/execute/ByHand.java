package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What was done to a database by hand, as far as a migration would stop at it or take it away. */
final class ByHand {
    private final Dialect dialect;
    private final UnknownKeys keys;
    private final H2Dependents dependents;
    private final PostgresLosses losses;

    ByHand(Sql sql, Dialect dialect) {
        this.dialect = dialect;
        this.keys = new UnknownKeys(sql, dialect);
        this.dependents = new H2Dependents(sql, dialect);
        this.losses = new PostgresLosses(sql);
    }

    /** @throws ExecutionException when there is anything that {@code run} would stop at, or that it may not take away */
    void check(Run run) throws SQLException {
        keys.check(run);
        dependents.check(run);
        if (dialect == Dialect.POSTGRESQL) {
            losses.check(run);
        }
    }

    /** What {@link #check} refuses, in words. */
    List<String> obstacles(Run run) throws SQLException {
        var obstacles = new ArrayList<>(keys.obstacles(run));
        obstacles.addAll(dependents.obstacles(run));
        if (dialect == Dialect.POSTGRESQL) {
            obstacles.addAll(losses.obstacles(run));
        }
        return obstacles;
    }

    /** What goes with {@code run} and no migration knows, in words. */
    List<String> losses(Run run) throws SQLException {
        return dialect == Dialect.POSTGRESQL ? losses.unknown(run) : dependents.losses(run);
    }
}
