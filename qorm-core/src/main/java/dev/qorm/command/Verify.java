package dev.qorm.command;

import dev.qorm.introspect.Difference;
import dev.qorm.introspect.Drift;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.model.MappedModels;
import dev.qorm.scan.MigrationScanner;
import dev.qorm.scan.ScannedMigrations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a live database with its applied migrations. */
public final class Verify {
    private Verify() {}

    /**
     * Compares them and, if requested, writes a migration for the difference. The database stays unchanged.
     *
     * @throws CommandException if the migrations are invalid, the database cannot be read, or the difference cannot be
     *     expressed as a migration
     */
    public static VerifyResult run(VerifyRequest request) {
        return Failures.reported(() -> {
            var database = request.database();
            var migrations =
                    Migrations.checked(MigrationScanner.scan(database.code(), database.migrationsPackage()), database);
            var sequence = migrations.sequence();
            var comparison = new LiveComparison(Migrations.dialect(database), sequence, false);
            return Migrations.migrator(database).look(sequence, (connection, way, applied) -> {
                var live = comparison.read(connection);
                var drift = comparison.between(connection, way.states().get(applied), live);
                return new VerifyResult(
                        applied,
                        way.migrations().size() - applied,
                        drift.differences(),
                        live.remarks(),
                        adopted(request, migrations, way, applied, drift));
            });
        });
    }

    private static @Nullable MakeMigrationsResult adopted(
            VerifyRequest request, ScannedMigrations migrations, MigrationSequence way, int applied, Drift drift) {
        var adoption = request.adoption();
        if (adoption == null || !drift.isThere()) {
            return null;
        }
        var sequence = migrations.sequence();
        check(way, applied, drift.differences());
        var changes = Changes.between(sequence.replay(), new MappedModels(drift.live()), adoption.answers());
        OpenQuestions.check(changes.open(), adoption.answers());
        var migration = new NumberedMigration(sequence.nextId(), changes.operations());
        // A database without migrations has no differences, since it has no known tables.
        var packageName = String.valueOf(migrations.packageName());
        var written = MigrationFile.write(
                adoption.sourceDirectory(),
                packageName,
                List.of(migration),
                request.database().code().encoding());
        return new MakeMigrationsResult(written, List.of(), null, List.of());
    }

    private static void check(MigrationSequence sequence, int applied, List<Difference> differences) {
        if (applied < sequence.migrations().size()) {
            throw CommandException.toMend(
                    sequence.migrations().get(applied).id() + " is not applied yet, and a migration of the difference"
                            + " would come after it. Apply it first with mvn qorm:migrate");
        }
        refuse(differences, Difference.Kind.NOT_COMPARABLE, "it is not known whether these are differences");
        refuse(differences, Difference.Kind.NOT_ENFORCED, "no migration can say these; change the database");
    }

    private static void refuse(List<Difference> differences, Difference.Kind kind, String reason) {
        var found = differences.stream().filter(each -> each.kind() == kind).toList();
        if (!found.isEmpty()) {
            throw CommandException.toMend(
                    "no migration was written, since " + reason + ":\n" + LiveComparison.lines(found));
        }
    }
}
