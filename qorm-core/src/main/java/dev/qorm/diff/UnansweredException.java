package dev.qorm.diff;

import java.util.List;

/** There are tables or columns that may have been renamed, and nobody said whether they were. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RenameQuestion> questions;

    UnansweredException(List<RenameQuestion> questions) {
        super("renames are not guessed");
        this.questions = List.copyOf(questions);
    }

    /** The questions, in the order of tables and columns. */
    public List<RenameQuestion> questions() {
        return questions;
    }
}
