package dev.qorm.diff;

import java.util.List;
import java.util.Optional;

/**
 * What is known of renames before anybody is asked.
 *
 * @param hints what the models say; one that has been used already, since its new name is there, is passed over
 * @param answers what the user said; each has to fit
 * @param nothingElse whether all that hints and answers do not name is known to be no rename
 * @param former what the names were before that are there still, where a migration is written anew which says so; answers
 *     count more
 */
public record RenameAnswers(List<HintedRename> hints, List<Rename> answers, boolean nothingElse, FormerNames former) {
    /** Nothing is known. */
    public static final RenameAnswers NONE = new RenameAnswers(List.of(), List.of(), false);

    public RenameAnswers {
        hints = List.copyOf(hints);
        answers = List.copyOf(answers);
    }

    /** The same where no migration is written anew. */
    public RenameAnswers(List<HintedRename> hints, List<Rename> answers, boolean nothingElse) {
        this(hints, answers, nothingElse, FormerNames.NONE);
    }

    /** Asks a person. */
    public interface Asker {
        /** The one of the candidates that it was; or empty when it was none and the new thing is really new. */
        Optional<Rename> ask(RenameQuestion question);

        /** Is told of hints that may be due or may have worked already, and are taken to have worked; in a sentence. */
        default void takeForDone(String hints) {}
    }
}
