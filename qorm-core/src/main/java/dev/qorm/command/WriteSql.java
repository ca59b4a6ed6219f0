package dev.qorm.command;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.command.SqlScript.Part;
import dev.qorm.execute.HistoryTables;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.ScriptRecords;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.scan.MigrationScanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Generates the SQL that migrate and rollback would run, without a database. */
public final class WriteSql {
    private WriteSql() {}

    /**
     * Generates the script; changes nothing.
     *
     * @throws CommandException if the migrations are invalid, this kind of database does not support one of them, or
     *     one that is to be rolled back cannot be
     */
    public static SqlScript run(SqlRequest request) {
        return Failures.reported(() -> {
            var sequence = MigrationScanner.scan(request.code(), request.migrationsPackage())
                    .sequence();
            var records = request.historyTable() == null
                    ? null
                    : ScriptRecords.in(HistoryTables.named(request.historyTable()), request.dialect(), sequence);
            var way = way(request.range(), sequence);
            var parts = new ArrayList<Part>();
            for (var migration : wanted(request, way)) {
                var base = way.before(migration.id());
                parts.add(Part.of(request.dialect(), migration, request.direction(), base));
            }
            return new SqlScript(request.dialect(), parts, records);
        });
    }

    /** Returns the way that contains the requested migrations. */
    private static MigrationSequence way(Range range, MigrationSequence sequence) {
        var named = Stream.of(range.first(), range.last())
                .flatMap(Stream::ofNullable)
                .toList();
        return named.isEmpty() ? sequence : sequence.fitting(named, null);
    }

    private static List<NumberedMigration> wanted(SqlRequest request, MigrationSequence way) {
        var range = request.range();
        var first = range.first() == null ? null : way.get(range.first());
        var last = range.last() == null ? null : way.get(range.last());
        var wanted = new ArrayList<NumberedMigration>();
        for (var migration : way.migrations()) {
            if ((first == null || migration.id().compareTo(first.id()) >= 0)
                    && (last == null || migration.id().compareTo(last.id()) <= 0)) {
                wanted.add(migration);
            }
        }
        if (request.direction() == Direction.ROLL_BACK) {
            Collections.reverse(wanted);
        }
        return wanted;
    }
}
