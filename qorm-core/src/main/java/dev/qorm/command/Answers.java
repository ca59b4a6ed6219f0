package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about renames and one-off values before anybody is asked, and who can be asked.
 *
 * @param renames as in {@code -Dqorm.rename}: {@code post.title:headline,writer:author}, or {@code none}; or null
 * @param backfills as in {@code -Dqorm.backfill}: {@code post.slug:'',post.stars:0}, or {@code none}; or null
 * @param asker asks the user, or null if nobody can be asked
 * @param answersFile as in {@code -Dqorm.answers}: the questions as they were written, with answers; or null
 * @param questionsFile the file to which unanswered questions are written as JSON, or null for none
 * @param areShared whether other modules get the same answers, so that answers about unknown tables are meant for them
 */
public record Answers(
        @Nullable String renames,
        @Nullable String backfills,
        @Nullable Asker asker,
        @Nullable Path answersFile,
        @Nullable Path questionsFile,
        boolean areShared) {
    /** Nothing is known and nobody can be asked. */
    public static final Answers NONE = new Answers(null, null, null, null, null);

    /** Creates answers for a single module. */
    public Answers(
            @Nullable String renames,
            @Nullable String backfills,
            @Nullable Asker asker,
            @Nullable Path answersFile,
            @Nullable Path questionsFile) {
        this(renames, backfills, asker, answersFile, questionsFile, false);
    }

    /** Whether nothing is known; somebody may still be asked. */
    boolean areNone() {
        return renames == null && backfills == null && answersFile == null;
    }

    /** Returns the same answers, but nobody can be asked and no questions are written. */
    Answers askingNobody() {
        return new Answers(renames, backfills, null, answersFile, null, areShared);
    }

    /** Asks the user. Throws a {@link CommandException} if the user leaves without an answer. */
    public interface Asker {
        /** Returns the candidate that is the rename, or empty if there is none because the new thing is really new. */
        Optional<Rename> rename(RenameQuestion question);

        /**
         * Returns the value for the existing rows as text, or empty if the user does not want to give one.
         *
         * @param column the column, {@code post.slug}
         * @param text the question, preceded by the problem with the previous answer if there was one
         */
        Optional<String> backfill(String column, String text);
    }
}
