package dev.qorm.command;

import dev.qorm.diff.Rename;
import dev.qorm.diff.RenameQuestion;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of renames and one-off values before anybody is asked, and who can be asked.
 *
 * @param renames as in {@code -Dqorm.rename}: {@code post.title:headline,writer:author}, or {@code none}; or null
 * @param backfills as in {@code -Dqorm.backfill}: {@code post.slug:'',post.stars:0}, or {@code none}; or null
 * @param asker asks a person, or null when nobody can be asked
 * @param answersFile as in {@code -Dqorm.answers}: questions as they were written, with answers; or null
 * @param questionsFile where questions that nobody answered are written as JSON, or null for nowhere
 * @param areShared whether other modules get the same, so that what is about a table that is not here is theirs
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

    /** The same for one module alone. */
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

    /** The same where nobody can be asked, and no questions are written. */
    Answers askingNobody() {
        return new Answers(renames, backfills, null, answersFile, null, areShared);
    }

    /** Asks a person; with a {@link CommandException} when the person goes away without an answer. */
    public interface Asker {
        /** Which of the candidates it was; empty when it was none, and the new thing is really new. */
        Optional<Rename> rename(RenameQuestion question);

        /**
         * The value, as text, for the rows that are there; empty when the person does not want to give one.
         *
         * @param column the column, {@code post.slug}
         * @param text the question, after what was wrong with the answer before where there was one
         */
        Optional<String> backfill(String column, String text);
    }
}
