package dev.qorm.diff;

import dev.qorm.diff.RenameAnswers.Asker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user about renames, or collects the questions if nobody can be asked. */
final class Questions {
    private final @Nullable Asker asker;
    private final List<RenameQuestion> unanswered = new ArrayList<>();

    /** @param asker asks the user, or null if nobody can be asked */
    Questions(@Nullable Asker asker) {
        this.asker = asker;
    }

    Optional<Rename> ask(RenameQuestion question) {
        if (asker == null) {
            unanswered.add(question);
            return Optional.empty();
        }
        return asker.ask(question);
    }

    /** Reports hints that are assumed to have taken effect; see {@link Asker#takeForDone}. */
    void takeForDone(String hints) {
        if (asker != null) {
            asker.takeForDone(hints);
        }
    }

    /** @throws UnansweredException if there was a question and nobody to ask */
    void failIfUnanswered() {
        if (!unanswered.isEmpty()) {
            throw new UnansweredException(unanswered);
        }
    }
}
