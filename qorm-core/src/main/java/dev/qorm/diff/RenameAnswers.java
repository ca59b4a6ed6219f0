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
 * @param joinTables the tables whose renames follow from others
 */
public record RenameAnswers(
        List<HintedRename> hints,
        List<Rename> answers,
        boolean nothingElse,
        FormerNames former,
        List<JoinTable> joinTables) {
    /** Nothing is known. */
    public static final RenameAnswers NONE = new RenameAnswers(List.of(), List.of(), false);

    public RenameAnswers {
        hints = List.copyOf(hints);
        answers = List.copyOf(answers);
        joinTables = List.copyOf(joinTables);
    }

    /** Creates answers for a case without join tables, in which no migration is rewritten. */
    public RenameAnswers(List<HintedRename> hints, List<Rename> answers, boolean nothingElse) {
        this(hints, answers, nothingElse, FormerNames.NONE, List.of());
    }

    /** Returns what is known of the table as a join table; empty if it is none. */
    Optional<JoinTable> joinTable(String name) {
        return joinTables.stream()
                .filter(join -> join.table().equalsIgnoreCase(name))
                .findFirst();
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
