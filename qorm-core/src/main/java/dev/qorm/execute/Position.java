package dev.qorm.execute;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.Lineage;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands, and on which way.
 *
 * @param way the migrations that it goes by
 * @param entries what it has of them
 * @param squashed the migrations that the database has recorded and {@code entries} has as the squash of the way, since
 *     their sources are gone; empty where there are none
 */
public record Position(MigrationSequence way, List<HistoryEntry> entries, List<MigrationId> squashed) {
    public Position {
        entries = List.copyOf(entries);
        squashed = List.copyOf(squashed);
    }

    /**
     * Finds out.
     *
     * @param sequence the migrations of the project
     * @param history what the database remembers, in order
     * @param target where it is to go, or null
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
            return new Position(way, history, List.of()); // what was stopped is finished by what began it
        }
        var migration = way.get(squash);
        if (!migration.lineages().contains(lineage(squashed))) {
            return new Position(way, history, List.of()); // it was made of others
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
