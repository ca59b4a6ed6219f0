package dev.qorm.testing;

import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;

/** Fails the test when the database refuses a question about rows that would be in the way. */
public final class AnsweredQuestions implements MigrationListener {
    @Override
    public void unanswered(MigrationId id, Direction direction, String operation, String reason) {
        throw new AssertionError("the question about rows was refused for " + operation + " of " + id + ": " + reason);
    }
}
