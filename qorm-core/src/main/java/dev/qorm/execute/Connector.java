package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Opens the connection to a database; if that fails, it says why, and what to check. */
final class Connector {
    /** "DATABASE_ALREADY_OPEN_1" in H2's list of error codes. */
    private static final int H2_IN_USE = 90020;

    /** How long to wait for another run on an embedded database; any other program may keep the file open for days. */
    private static final Duration IN_USE = Duration.ofSeconds(10);

    private final Database database;
    private final Dialect dialect;
    private final Duration timeout;
    private final MigrationListener listener;

    /** @param timeout how long a run waits for others; at most {@link #IN_USE} for an embedded database */
    Connector(Database database, Dialect dialect, Duration timeout, MigrationListener listener) {
        this.database = database;
        this.dialect = dialect;
        this.timeout = timeout;
        this.listener = listener;
    }

    /** @throws ExecutionException if the connection cannot be opened */
    Connection connect() throws SQLException {
        var patience = new Patience(IN_USE.compareTo(timeout) < 0 ? IN_USE : timeout, listener);
        while (true) {
            try {
                return database.connect();
            } catch (SQLException e) {
                if (!isInUse(e) || !patience.lasts(() -> "the program that has its file open")) {
                    throw noConnection(e);
                }
            }
        }
    }

    /** Whether another program has the embedded database open. */
    boolean isInUse(SQLException refusal) {
        return dialect == Dialect.H2 && refusal.getErrorCode() == H2_IN_USE;
    }

    private ExecutionException noConnection(SQLException e) {
        return ExecutionException.refused(
                "no connection to " + database.displayUrl() + ": " + Refusal.text(e) + "\n  " + advice(e), e);
    }

    private String advice(SQLException refusal) {
        if (isInUse(refusal)) {
            return "End the program that has it open, or let all of them open it with ;AUTO_SERVER=TRUE in the URL";
        }
        return DatabaseFile.of(database.url())
                .filter(file -> dialect == Dialect.SQLITE)
                .map(file -> advice(file.path().toAbsolutePath()))
                .orElse("Check " + database.origin() + ", and that the database runs");
    }

    /** SQLite creates a file but no folder, and does not say which of them is the problem. */
    private static String advice(Path file) {
        var folder = file.getParent();
        return folder == null || Files.isDirectory(folder)
                ? "The file is " + file + "; correct its name, or the permissions of the file and its folder"
                : "There is no folder " + folder + ". Create it, or correct the URL";
    }
}
