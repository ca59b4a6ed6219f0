package dev.qorm.command;

import dev.qorm.migration.MigrationId;
import java.nio.file.Path;
import java.util.List;

/**
 * What renumber did.
 *
 * @param moves the migrations that have another number now, or would have, in their order
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
     * @param from what it was called: the name of its file, with the side of the conflict that it was
     * @param to its name now
     */
    public record Move(String from, MigrationId to) {}
}
