package dev.qorm.diff;

import java.util.List;

/** Thrown if tables or columns may have been renamed, and nobody answered whether they were. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RenameQuestion> questions;

    UnansweredException(List<RenameQuestion> questions) {
        super("renames are not guessed");
        this.questions = List.copyOf(questions);
    }

    /** Returns the questions, in the order of tables and columns. */
    public List<RenameQuestion> questions() {
        return questions;
    }
}
