package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in a database that no migration made, and settings of its server, as far as a migration would be refused
 * because of it, or because it is missing, or would remove it.
 */
final class ByHand {
    private final Dialect dialect;
    private final UnknownKeys keys;
    private final KeylessTables keyless;
    private final H2Dependents dependents;
    private final PostgresLosses losses;
    private final ExternalTables externals;

    ByHand(Sql sql, Dialect dialect) {
        this.dialect = dialect;
        this.keys = new UnknownKeys(sql, dialect);
        this.keyless = new KeylessTables(sql, dialect);
        this.dependents = new H2Dependents(sql, dialect);
        this.losses = new PostgresLosses(sql);
        this.externals = new ExternalTables(sql, dialect);
    }

    /**
     * @throws ExecutionException if there is anything that {@code run} would be refused for, or that it must not remove
     */
    void check(Run run) throws SQLException {
        externals.check(run);
        keys.check(run);
        keyless.check(run);
        dependents.check(run);
        if (dialect == Dialect.POSTGRESQL) {
            losses.check(run);
        }
    }

    /** Returns what {@link #check} refuses, for the user. */
    List<String> obstacles(Run run) throws SQLException {
        var obstacles = new ArrayList<>(externals.obstacles(run));
        obstacles.addAll(keys.obstacles(run));
        obstacles.addAll(keyless.obstacles(run));
        obstacles.addAll(dependents.obstacles(run));
        if (dialect == Dialect.POSTGRESQL) {
            obstacles.addAll(losses.obstacles(run));
        }
        return obstacles;
    }

    /** Returns what {@code run} would remove although no migration knows it, for the user. */
    List<String> losses(Run run) throws SQLException {
        return dialect == Dialect.POSTGRESQL ? losses.unknown(run) : dependents.losses(run);
    }
}
