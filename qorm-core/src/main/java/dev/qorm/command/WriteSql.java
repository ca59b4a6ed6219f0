package dev.qorm.command;

import dev.qorm.command.SqlScript.Part;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.MigrationScanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tells the SQL that migrate and rollback would run, without a database. */
public final class WriteSql {
    private WriteSql() {}

    /**
     * Tells; changes nothing.
     *
     * @throws CommandException when the migrations are wrong, or one of them cannot be done by this kind of database, or
     *     cannot be undone and has to be
     */
    public static SqlScript run(SqlRequest request) {
        return Failures.reported(() -> {
            var sequence = MigrationScanner.scan(request.code(), request.migrationsPackage())
                    .sequence();
            var way = way(request, sequence);
            var parts = new ArrayList<Part>();
            for (var migration : wanted(request, way)) {
                var base = way.before(migration.id());
                parts.add(Part.of(request.dialect(), migration, request.direction(), base));
            }
            return new SqlScript(request.dialect(), parts);
        });
    }

    /** The way that has the migration which is wanted. */
    private static MigrationSequence way(SqlRequest request, MigrationSequence sequence) {
        return request.migration() == null ? sequence : sequence.fitting(List.of(request.migration()), null);
    }

    private static List<NumberedMigration> wanted(SqlRequest request, MigrationSequence sequence) {
        if (request.migration() != null) {
            return List.of(sequence.get(request.migration()));
        }
        var all = new ArrayList<>(sequence.migrations());
        if (request.direction() == Direction.ROLL_BACK) {
            Collections.reverse(all);
        }
        return all;
    }
}
