package dev.qorm.execute;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.Lineage;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The position of a database, and the migrations that apply to it.
 *
 * @param way the migrations that apply to it
 * @param entries what it has recorded of them
 * @param squashed the migrations that the database has recorded and that {@code entries} has as the squash of the way,
 *     because their sources are gone; empty if there are none
 */
public record Position(MigrationSequence way, List<HistoryEntry> entries, List<MigrationId> squashed) {
    public Position {
        entries = List.copyOf(entries);
        squashed = List.copyOf(squashed);
    }

    /**
     * Determines the position.
     *
     * @param sequence the migrations of the project
     * @param history what the database has recorded, in order
     * @param target the migration to migrate to, or null
     */
    static Position of(MigrationSequence sequence, List<HistoryEntry> history, @Nullable MigrationId target) {
        var recorded = history.stream().map(HistoryEntry::id).toList();
        var way = sequence.fitting(recorded, target);
        var squash = way.squash();
        if (squash == null || !squash.standsFor(recorded)) {
            return new Position(way, history, List.of());
        }
        var squashed = history.stream()
                .filter(entry -> entry.id().compareTo(squash) < 0)
                .toList();
        if (squashed.stream().anyMatch(entry -> entry.state() != State.APPLIED)) {
            return new Position(
                    way, history, List.of()); // a stopped migration must be finished with the sources that started it
        }
        var migration = way.get(squash);
        if (!migration.lineages().contains(lineage(squashed))) {
            return new Position(way, history, List.of()); // the squash was made of other migrations
        }
        var entries = new ArrayList<>(history.subList(squashed.size(), history.size()));
        entries.add(
                0,
                new HistoryEntry(
                        squash,
                        migration.checksum(),
                        State.APPLIED,
                        migration.operations().size(),
                        squashed.get(squashed.size() - 1).finishedAt()));
        return new Position(
                way, entries, squashed.stream().map(HistoryEntry::id).toList());
    }

    private static String lineage(List<HistoryEntry> entries) {
        var lineage = Lineage.NONE;
        for (var entry : entries) {
            lineage = Lineage.after(lineage, entry.id(), entry.checksum());
        }
        return lineage;
    }
}
