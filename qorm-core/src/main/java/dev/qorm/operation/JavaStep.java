package dev.qorm.operation;

import java.sql.Connection;

/**
 * A change to rows that a migration makes in Java where SQL is not sufficient: {@code runJava(FillSlugs.class)}.
 *
 * <p>The class has a constructor without parameters, and is in a file of its own or nested in the migration. Its simple
 * name is part of the migration's checksum; its behaviour is not. So it must keep doing the same as long as databases
 * are created with the migration. It must not use models: models change, but a migration sees the tables as they were
 * at the time.
 */
@FunctionalInterface
public interface JavaStep {
    /**
     * Makes the change, once for each database.
     *
     * @param connection the connection to the database that is migrated, with the changes of the operations before this
     *     one. It is in the same transaction that records the step, so that either everything is kept or nothing.
     *     Therefore it cannot be committed, rolled back (except to a savepoint of its own), or switched to another mode
     *     or another schema; closing it has no effect. A rejected commit or rollback makes the step fail, even if the
     *     exception is caught. Statements that change the schema are rejected on H2, MariaDB and MySQL, where they
     *     commit. Resources that are still open are closed when this method returns, and the connection cannot be used
     *     afterwards
     * @throws Exception if the change fails; the migration then fails as if the database had rejected a statement
     */
    void run(Connection connection) throws Exception;

    /** Does nothing: {@code runJava(…).reversedBy(JavaStep.Nothing.class)}, if nothing has to be undone. */
    final class Nothing implements JavaStep {
        @Override
        public void run(Connection connection) {}
    }
}
