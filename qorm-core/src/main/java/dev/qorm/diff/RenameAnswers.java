package dev.qorm.diff;

import java.util.List;
import java.util.Optional;

/**
 * What is known about renames before anybody is asked.
 *
 * @param hints the renames that the models declare; a hint that has already taken effect, because its new name exists,
 *     is ignored
 * @param answers the user's answers, each of which must fit
 * @param nothingElse whether anything that hints and answers do not name is known not to be a rename
 * @param former if a migration is rewritten, the names before it, as it tells them, of everything that still exists;
 *     answers take precedence
 */
public record RenameAnswers(List<HintedRename> hints, List<Rename> answers, boolean nothingElse, FormerNames former) {
    /** Nothing is known. */
    public static final RenameAnswers NONE = new RenameAnswers(List.of(), List.of(), false);

    public RenameAnswers {
        hints = List.copyOf(hints);
        answers = List.copyOf(answers);
    }

    /** Creates answers for a case in which no migration is rewritten. */
    public RenameAnswers(List<HintedRename> hints, List<Rename> answers, boolean nothingElse) {
        this(hints, answers, nothingElse, FormerNames.NONE);
    }

    /** Asks the user. */
    public interface Asker {
        /** Returns the candidate that is the rename, or empty if there is none because the new thing is really new. */
        Optional<Rename> ask(RenameQuestion question);

        /**
         * Receives a sentence about hints that may be due or may have taken effect already, and are assumed to have
         * taken effect.
         */
        default void takeForDone(String hints) {}
    }
}
