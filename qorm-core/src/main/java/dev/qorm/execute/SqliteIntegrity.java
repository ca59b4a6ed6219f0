package dev.qorm.execute;

import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.SqliteReferences.Dangling;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a migration leaves an SQLite database in order: all rows that foreign keys refer to exist, and all views,
 * triggers and virtual tables work. Objects that the migration cannot have affected are not checked, so that many migrations of a
 * large database do not each read all of it.
 */
final class SqliteIntegrity {
    private static final int SHOWN = 5;

    private final SqliteObjects objects;
    private final SqliteReferences references;
    private final Set<String> changed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    /** Whether any table may have changed, not only those in {@link #changed}. */
    private boolean changedAny;
    /**
     * What did not work before the migration, or null at the start; nobody else writes between the migrations of one
     * run.
     */
    private @Nullable Map<String, String> broken;

    private boolean hasObjects;

    SqliteIntegrity(Sql sql, SqliteObjects objects) {
        this.objects = objects;
        this.references = new SqliteReferences(sql);
    }

    /** Must be called when a migration starts. */
    void begin() throws SQLException {
        changed.clear();
        changedAny = false;
        if (broken == null) {
            hasObjects = objects.any();
            broken = hasObjects ? objects.broken() : Map.of();
        }
    }

    /** Must be called when the migration has executed {@code operation}. */
    void remember(Operation operation) throws SQLException {
        if (operation instanceof CreateTable create) {
            references.changed(create.table().name()); // It has no rows yet.
        } else if (operation instanceof DropTable drop) {
            rememberTable(drop.table().name());
        } else if (operation instanceof RenameTable rename) {
            references.forget();
            changed.add(rename.to());
        } else if (operation instanceof HandmadeOperation) {
            references.forget();
            changedAny = true;
        } else if (operation instanceof TableOperation change && !(operation instanceof CreateIndex)) {
            rememberTable(change.table());
        }
    }

    private void rememberTable(String table) throws SQLException {
        references.changed(table);
        changed.add(table);
    }

    /**
     * Checks the result of {@code run}.
     *
     * @throws ExecutionException if something is broken that was not before
     */
    void check(Run run) throws SQLException {
        if (changedAny) {
            hasObjects = objects.any();
        }
        if (changedAny || !changed.isEmpty()) {
            checkForeignKeys(run, dangling(run));
            if (hasObjects) {
                checkObjects(run.migration().id());
            }
        }
    }

    private List<Dangling> dangling(Run run) throws SQLException {
        try {
            return changedAny ? references.dangling() : references.danglingAround(changed);
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("foreign key mismatch")) {
                throw e;
            }
            throw ExecutionException.refused(
                    run.subject()
                            + " would leave a foreign key that refers to no primary key or unique constraint, and SQLite would"
                            + " refuse every statement that uses it: "
                            + e.getMessage()
                            + "\nNone of it was kept. Drop the foreign key, or its table, in the migration, with"
                            + " runSql(\"…\"), before the key that it refers to",
                    e);
        }
    }

    private static void checkForeignKeys(Run run, List<Dangling> lost) {
        if (!lost.isEmpty()) {
            var isApplied = run.direction() == Direction.APPLY;
            var shown = lost.stream().limit(SHOWN).map(row -> "\n  " + row).collect(Collectors.joining());
            var keys = addedKeys(run, lost);
            throw ExecutionException.rows(run.subject()
                    + " would leave foreign keys without a target:" + shown
                    + (lost.size() > SHOWN ? "\n  and " + (lost.size() - SHOWN) + " more" : "")
                    + "\nNone of it was kept. Correct these rows ("
                    + (keys.isEmpty()
                            ? "pragma foreign_key_check finds"
                            : run.goal() + " -Dqorm.dryRun shows the queries for")
                    + " those that were there before) and run " + run.goal() + " again."
                    + (isApplied ? "" : advice(run, keys)));
        }
    }

    /** Returns the added foreign keys that the rows may be in the way of. */
    private static List<Operation> addedKeys(Run run, List<Dangling> lost) {
        var operations = run.operations();
        return IntStream.range(0, operations.size())
                .filter(i -> operations.get(i) instanceof AddForeignKey add
                        && lost.stream()
                                .map(Dangling::table)
                                .anyMatch(
                                        nameAfter(add.table(), operations.subList(i, operations.size()))
                                                ::equalsIgnoreCase))
                .mapToObj(operations::get)
                .toList();
    }

    private static String nameAfter(String table, List<Operation> operations) {
        var name = table;
        for (var operation : operations) {
            for (var each : operation.inDetail()) {
                if (each instanceof RenameTable rename && rename.from().equals(name)) {
                    name = rename.to();
                }
            }
        }
        return name;
    }

    private static String advice(Run run, List<Operation> keys) {
        return keys.stream()
                .map(key -> RollbackAdvice.of(run.migration().operations(), key, true))
                .distinct()
                .collect(Collectors.joining());
    }

    private void checkObjects(MigrationId migration) throws SQLException {
        var now = objects.broken();
        var worse = new TreeMap<>(now);
        worse.keySet().removeAll(Objects.requireNonNull(broken, "broken").keySet());
        if (!worse.isEmpty()) {
            throw ExecutionException.contradiction(migration + " would leave objects that no longer work:\n  "
                    + worse.entrySet().stream()
                            .map(each -> each.getKey() + ": " + each.getValue())
                            .collect(Collectors.joining("\n  "))
                    + "\nNone of it was kept. Drop them in the migration, with runSql(\"…\"), and create them again");
        }
        broken = now;
    }
}
