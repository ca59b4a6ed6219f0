package dev.qorm.operation;

import java.sql.Connection;

/**
 * What a migration does to rows in Java, where SQL does not do: {@code runJava(FillSlugs.class)}.
 *
 * <p>The class stands in a file of its own, or in the migration, with a constructor without parameters. Its simple name is
 * a part of the migration's checksum, and what it does is not: as long as databases are made by the migration, it has to
 * go on doing the same. It is no model's work to help it: models change, and a migration finds the tables as they were.
 */
@FunctionalInterface
public interface JavaStep {
    /**
     * Does it, once for each database.
     *
     * @param connection to the database that is migrated, with the changes of the operations before this one. It stands in
     *     the transaction in which the step is recorded: all of it stays, or nothing. So it cannot be committed, rolled back
     *     but to a savepoint of its own, or set to other modes or another schema; closing it does nothing. A commit or rollback that was
     *     refused fails the step, even if the error of that is passed over. Statements that change the schema are refused
     *     on H2, MariaDB and MySQL, which commit by them. What is left open is closed when this returns, and the connection
     *     can then be used no more
     * @throws Exception when it cannot be done; the migration then fails as by a statement that a database refuses
     */
    void run(Connection connection) throws Exception;

    /** Does nothing: {@code runJava(…).reversedBy(JavaStep.Nothing.class)}, where nothing has to be undone. */
    final class Nothing implements JavaStep {
        @Override
        public void run(Connection connection) {}
    }
}
