package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of renumber.
 *
 * @param moves the migrations that have, or in a dry run would have, another number, in order
 * @param files the files that were written; none in a dry run
 */
public record RenumberResult(List<Move> moves, List<Path> files) {
    public RenumberResult {
        moves = List.copyOf(moves);
        files = List.copyOf(files);
    }

    /**
     * A migration with another number.
     *
     * @param from its previous name: the name of its file, with its side of the conflict
     * @param to its name now
     */
    public record Move(String from, MigrationId to) {}
}
