package dev.qorm.diff;

import java.util.List;

/**
 * A rename that a model says.
 *
 * @param rename as the model says it
 * @param meant the names that the one before may stand for where nothing had it, the likeliest first: it may be that of a
 *     field, {@code author} for {@code author_id}
 */
public record HintedRename(Rename rename, List<String> meant) {
    public HintedRename {
        meant = List.copyOf(meant);
    }
}
