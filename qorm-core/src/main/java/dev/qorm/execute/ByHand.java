package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What no migration made, as far as a migration would be refused because of it, or would remove it. */
final class ByHand {
    private final Readers readers;
    private final Routines routines;
    private final ComputedAgain computed;
    private final PostgresIndexLosses indexes;
    private final List<Obstruction> obstructions;

    ByHand(Sql sql, Dialect dialect) {
        var tables = new SpecialTables(sql, dialect);
        this.readers = new Readers(sql, dialect);
        this.routines = new Routines(sql, dialect);
        this.computed = new ComputedAgain(sql, dialect);
        this.indexes = new PostgresIndexLosses(sql, dialect);
        this.obstructions = List.of(
                new Drift(sql, dialect),
                new ExternalTables(sql, dialect),
                new ChangedColumns(sql, dialect),
                new UnknownKeys(sql, dialect),
                new MySqlDependents(sql, dialect),
                new CopiedTables(sql, dialect),
                new KeylessTables(sql, dialect),
                new TablesWithoutForeignKeys(tables, dialect),
                new PartitionedTables(tables, sql, dialect),
                new VersionedTables(tables, sql),
                new OldRowFormats(tables, sql, dialect),
                new EngineKeys(tables, sql, dialect),
                new EqualNullsOnPostgres(sql, dialect),
                new H2Dependents(sql, dialect),
                new PostgresLosses(sql, dialect));
    }

    /** Sets what comes after the migration that is checked next. */
    void followedBy(List<Run> later) {
        readers.followedBy(later);
        indexes.followedBy(later);
    }

    /**
     * @throws ExecutionException if there is anything that {@code run} would be refused for, or that it must not remove
     */
    void check(Run run) throws SQLException {
        readers.check(run);
        for (var each : obstructions) {
            run.refuseToStart(each.obstacles(run), each.reason(), each.remedy());
        }
    }

    /** Returns what {@link #check} refuses, for the user. */
    List<String> obstacles(Run run) throws SQLException {
        var obstacles = new ArrayList<>(readers.look(run).obstacles());
        for (var each : obstructions) {
            obstacles.addAll(each.obstacles(run));
        }
        return obstacles;
    }

    /** Returns what {@code run} would remove although no migration knows it, for the user. */
    List<String> losses(Run run) throws SQLException {
        var losses = new ArrayList<String>();
        for (var each : obstructions) {
            losses.addAll(each.losses(run));
        }
        losses.addAll(computed.losses(run));
        losses.addAll(indexes.losses(run));
        return losses;
    }

    /** Returns what would no longer work after {@code run}, although nothing is refused, for the user. */
    List<String> broken(Run run) throws SQLException {
        return routines.broken(run);
    }
}
