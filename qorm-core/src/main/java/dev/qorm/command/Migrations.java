package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.execute.ExecutionException;
import dev.qorm.execute.HistoryTables;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Migrator;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.scan.Findings;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.ScannedMigrations;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What migrate, rollback and migrations share. */
final class Migrations {
    private Migrations() {}

    static MigrationSequence load(MigrateRequest request) {
        var sequence = checked(MigrationScanner.scan(request.code(), request.migrationsPackage()), request)
                .sequence();
        request.code()
                .findings()
                .keep(question(request.migrationsPackage(), request.historyTable()), sequence.fingerprint());
        return sequence;
    }

    static @Nullable String known(Findings findings, @Nullable String migrationsPackage, String historyTable) {
        return findings.answer(question(migrationsPackage, historyTable));
    }

    /**
     * The key contains the package and the history table, because the migrations were checked for that package and
     * against the names of qorm's tables.
     */
    private static String question(@Nullable String migrationsPackage, String historyTable) {
        return "migrations in " + Objects.requireNonNullElse(migrationsPackage, "any package") + " beside "
                + historyTable;
    }

    /** Returns the migrations after checking that none of them uses the name of one of qorm's own tables. */
    static ScannedMigrations checked(ScannedMigrations migrations, MigrateRequest request) {
        tables(request).check(migrations.sequence());
        return migrations;
    }

    static Dialect dialect(MigrateRequest request) {
        return dialect(request.database());
    }

    private static Dialect dialect(Database database) {
        return Dialect.ofUrl(database.url())
                .orElseThrow(() -> ExecutionException.contradiction("qorm has no dialect for "
                        + database.displayUrl() + "; it knows "
                        + Arrays.stream(Dialect.values())
                                .map(Dialect::displayName)
                                .collect(Collectors.joining(", "))));
    }

    static Migrator migrator(MigrateRequest request) {
        return migrator(tables(request), request.database(), request.listener(), request.lockTimeout());
    }

    static Migrator migrator(
            HistoryTables tables, Database database, MigrationListener listener, Duration lockTimeout) {
        return new Migrator(tables, database, dialect(database), lockTimeout, listener, Clock.systemUTC());
    }

    static HistoryTables tables(MigrateRequest request) {
        return HistoryTables.named(request.historyTable());
    }

    static MigrateResult run(MigrateRequest request, Direction direction) {
        return Failures.reported(() -> {
            var sequence = load(request);
            var migrator = migrator(request);
            if (request.mode() == MigrateRequest.Mode.FAKE) {
                // It reads every table of every state, which the other modes do not need.
                var comparison = new LiveComparison(
                        dialect(request), sequence, migrator.history().isEmpty());
                var recorded = migrator.fake(sequence, request.target(), direction, comparison::require);
                return new MigrateResult(
                        recorded,
                        comparison.remarks(),
                        NewDatabases.warnings(sequence, recorded, direction, dialect(request)),
                        false);
            }
            if (request.mode() == MigrateRequest.Mode.DRY_RUN) {
                return result(request, sequence, direction, migrator.dryRun(sequence, request.target(), direction));
            }
            if (direction == Direction.ROLL_BACK) {
                return result(request, sequence, direction, migrator.rollback(sequence, request.target()));
            }
            var done = migrator.migrate(sequence, request.target());
            if (request.target() == null) {
                var database = request.database();
                new Untouched(database.url(), database.user(), request.historyTable())
                        .keep(request.code().findings(), sequence.fingerprint());
            }
            return result(request, sequence, direction, done);
        });
    }

    /** A user who has nothing to migrate may have forgotten that the models changed. */
    private static MigrateResult result(
            MigrateRequest request, MigrationSequence sequence, Direction direction, List<MigrationId> done) {
        var warnings = new ArrayList<String>();
        if (direction == Direction.APPLY) {
            if (request.mode() == MigrateRequest.Mode.RUN) {
                warnings.addAll(EmptyMigrations.whenApplied(sequence, done));
            }
            var forgotten = done.isEmpty() && request.target() == null
                    ? new UnwrittenChanges(request.code().findings(), request.migrationsPackage())
                            .remark(request.code(), sequence)
                    : null;
            Stream.ofNullable(forgotten).forEach(warnings::add);
        }
        var mayHaveLostData = direction == Direction.ROLL_BACK && LostData.mayBeIn(sequence, done, dialect(request));
        return new MigrateResult(done, List.of(), warnings, mayHaveLostData);
    }
}
