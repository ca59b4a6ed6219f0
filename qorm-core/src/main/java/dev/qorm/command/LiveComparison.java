package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.Handovers;
import dev.qorm.execute.ExecutionException;
import dev.qorm.introspect.Difference;
import dev.qorm.introspect.Drift;
import dev.qorm.introspect.ExternalKeys;
import dev.qorm.introspect.Introspection;
import dev.qorm.introspect.Introspector;
import dev.qorm.introspect.Remark;
import dev.qorm.introspect.StatedCollations;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.LinkedColumns;
import dev.qorm.schema.LinkedColumns.ColumnId;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares a live database with the migrations. Tables that no migration knows are ignored. */
final class LiveComparison {
    private final Dialect dialect;
    private final boolean isTakenOver;
    private final Set<String> known = new HashSet<>();
    /** The keys of the external tables, and of those that became external. */
    private final Set<String> externals = new HashSet<>();

    /** The columns of which a migration states the collation. */
    private final Set<ColumnId> stated = new HashSet<>();

    private final LinkedColumns linked = new LinkedColumns();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<String> handmade;

    /**
     * @param isTakenOver whether the database has no recorded migrations, so that its tables were created by other
     *     means
     */
    LiveComparison(Dialect dialect, MigrationSequence sequence, boolean isTakenOver) {
        this.dialect = dialect;
        this.isTakenOver = isTakenOver;
        var seen = Collections.newSetFromMap(new IdentityHashMap<Table, Boolean>());
        sequence.ways()
                .forEach(way -> way.states()
                        .forEach(state -> state.tables().stream()
                                .filter(seen::add)
                                .forEach(table -> {
                                    known.add(Table.key(table.name()));
                                    stated.addAll(StatedCollations.of(table, dialect));
                                    table.foreignKeys().values().forEach(key -> add(table, key));
                                })));
        for (var migration : sequence.all()) {
            Handovers.left(migration.operations()).forEach(table -> externals.add(Table.key(table)));
        }
        this.handmade = sequence.all().stream()
                .flatMap(migration -> migration.operations().stream())
                .filter(RunSql.class::isInstance)
                .map(operation -> ((RunSql) operation).sql())
                .toList();
    }

    private void add(Table table, ForeignKey key) {
        linked.add(table.name(), key);
        if (key.isExternal()) {
            externals.add(Table.key(key.referencedTable()));
        }
    }

    /** Reads the known tables. A remark about something that they need is left out if a migration creates it. */
    Introspection read(Connection connection) throws SQLException {
        var live = Introspector.read(
                connection,
                dialect,
                table -> known.contains(Table.key(table)) || externals.contains(Table.key(table)),
                linked);
        var open = live.remarks().stream()
                .filter(remark -> remark.table() == null || known.contains(Table.key(remark.table())))
                .filter(remark -> remark.need() == null || isNeeded(remark, remark.need()))
                .toList();
        var all = new ArrayList<>(open);
        all.addAll(StatedCollations.others(live.schema(), stated, dialect));
        return live.remarks(all);
    }

    /** The migrations need a collation only where they state it. */
    private boolean isNeeded(Remark remark, String need) {
        return !isCreated(need)
                && (!need.startsWith("collation ")
                        || stated.stream().anyMatch(column -> remark.isOn(column.table(), column.name())));
    }

    private boolean isCreated(String need) {
        var kind = need.substring(0, need.indexOf(' '));
        var name = need.substring(kind.length() + 1);
        var creation =
                Pattern.compile("(?is)\\bcreate\\b.*\\b" + kind + "\\b.*(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
        return handmade.stream().anyMatch(sql -> creation.matcher(sql).find());
    }

    Drift between(Connection connection, Schema expected, Introspection live) throws SQLException {
        var own = ExternalKeys.only(
                live.schema(expected, dialect), expected, table -> externals.contains(Table.key(table)));
        return Drift.of(connection, dialect, expected, own).and(live.unenforced(), expected);
    }

    /** Returns what the tables that were required have but qorm does not know. */
    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** @throws ExecutionException if the database differs from {@code expected} */
    void require(Connection connection, Schema expected) throws SQLException {
        var live = read(connection);
        remarks.addAll(live.remarks());
        var drift = between(connection, expected, live);
        if (drift.isThere()) {
            throw ExecutionException.contradiction(
                    "nothing was recorded, because the database differs from the"
                            + " migrations:\n" + lines(drift.differences())
                            + "\nChange the database, or the models and the migration that was made of them, until they agree; "
                            + (isTakenOver && !live.schema().tables().isEmpty()
                                    ? "mvn qorm:inspect lists the names that models cannot have, and writes"
                                            + " target/qorm/take-over.sql, which changes them; run that, or change the"
                                            + " differences by hand"
                                    : "if only something is missing in the database, mvn qorm:migrate without qorm.fake applies it"));
        }
        if (isTakenOver) {
            requireMigrationsForNewDatabases();
        }
    }

    /** Once the first migration is recorded, it can no longer be edited. */
    private void requireMigrationsForNewDatabases() {
        var needs = remarks.stream().filter(remark -> remark.need() != null).toList();
        if (!needs.isEmpty()) {
            throw ExecutionException.contradiction(
                    "nothing was recorded, because the migrations cannot create a new database yet:\n"
                            + needs.stream().map(remark -> "  " + remark).collect(Collectors.joining("\n")));
        }
    }

    static String lines(List<Difference> differences) {
        return differences.stream().map(difference -> "  " + difference).collect(Collectors.joining("\n"));
    }
}
