package dev.qorm.diff;

import java.util.List;

/**
 * A rename that a model declares.
 *
 * @param rename as the model declares it
 * @param meant the names that the previous name may stand for if nothing had it, the most likely first: it may be the
 *     name of a field, {@code author} for {@code author_id}
 */
public record HintedRename(Rename rename, List<String> meant) {
    public HintedRename {
        meant = List.copyOf(meant);
    }
}
