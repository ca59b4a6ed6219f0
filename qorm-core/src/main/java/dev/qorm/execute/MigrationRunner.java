package dev.qorm.execute;

import java.sql.SQLException;

/** Runs the statements of one migration, one way or the other, and records that. */
interface MigrationRunner {
    /** @throws ExecutionException when a statement fails; what is recorded is what happened */
    void run(Run run) throws SQLException;
}
