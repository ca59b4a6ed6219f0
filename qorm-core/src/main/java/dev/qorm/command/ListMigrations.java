package dev.qorm.command;

import dev.qorm.command.MigrationStatus.State;
import dev.qorm.execute.HistoryEntry;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lists the migrations of the project and of the database. */
public final class ListMigrations {
    private static final int OPERATIONS_IN_SUMMARY = 3;

    private ListMigrations() {}

    /**
     * Returns the list; changes nothing.
     *
     * @throws CommandException if the migrations are invalid or the database cannot be read
     */
    public static List<MigrationStatus> run(MigrateRequest request) {
        return Failures.reported(() -> list(request));
    }

    private static List<MigrationStatus> list(MigrateRequest request) {
        Map<MigrationId, NumberedMigration> project = new TreeMap<>();
        var sequence = Migrations.load(request);
        Map<MigrationId, HistoryEntry> recorded = new TreeMap<>();
        var position = Migrations.migrator(request).position(sequence);
        position.way().migrations().forEach(migration -> project.put(migration.id(), migration));
        position.entries().forEach(entry -> recorded.put(entry.id(), entry));
        var ids = new TreeSet<>(project.keySet());
        ids.addAll(recorded.keySet());
        var lines = new ArrayList<MigrationStatus>();
        for (var id : ids) {
            lines.add(status(id, project.get(id), recorded.get(id)));
        }
        return lines;
    }

    private static MigrationStatus status(
            MigrationId id, @Nullable NumberedMigration migration, @Nullable HistoryEntry entry) {
        return new MigrationStatus(
                id,
                state(migration, entry),
                entry == null ? null : entry.finishedAt(),
                migration == null ? "" : migration.description(),
                migration == null ? "" : summary(migration.operations()));
    }

    private static State state(@Nullable NumberedMigration migration, @Nullable HistoryEntry entry) {
        if (entry == null) {
            return State.PENDING;
        }
        if (migration == null) {
            return State.MISSING;
        }
        if (entry.state() != HistoryEntry.State.APPLIED) {
            return State.INCOMPLETE;
        }
        return migration.checksum().equals(entry.checksum()) ? State.APPLIED : State.EDITED;
    }

    static String summary(List<Operation> operations) {
        var words = new ArrayList<>(operations.stream()
                .limit(OPERATIONS_IN_SUMMARY)
                .map(Operation::describe)
                .toList());
        if (operations.size() > OPERATIONS_IN_SUMMARY) {
            words.add("and " + (operations.size() - OPERATIONS_IN_SUMMARY) + " more");
        }
        return String.join(", ", words);
    }
}
