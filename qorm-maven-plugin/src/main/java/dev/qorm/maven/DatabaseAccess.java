package dev.qorm.maven;

import dev.qorm.execute.Database;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Provides goals with the selected database and its driver, until it is closed. */
final class DatabaseAccess implements AutoCloseable {
    private final DatabaseSettingsReader settings;
    /**
     * A goal may access its database twice. The database is logged once, and the classes of the driver are loaded once.
     */
    private @Nullable DatabaseSettings found;

    private @Nullable JdbcDrivers drivers;

    @Inject
    DatabaseAccess(DatabaseSettingsReader settings) {
        this.settings = settings;
    }

    /** Returns the selected database; no driver is loaded. */
    DatabaseSettings settings(Invocation invocation, DatabaseParameters parameters) throws MojoFailureException {
        var known = found == null ? settings.read(invocation, parameters) : found;
        found = known;
        return known;
    }

    /** Runs {@code work}; exceptions are rethrown without passwords. */
    void run(Invocation invocation, DatabaseParameters parameters, Work work)
            throws MojoExecutionException, MojoFailureException {
        var known = settings(invocation, parameters);
        try {
            var open = drivers == null ? JdbcDrivers.of(invocation) : drivers;
            drivers = open;
            var database =
                    new Database(known.url(), known.user(), known.password(), open.find(known.url()), known.origin());
            SqliteTurns.run(known.url(), () -> work.run(database));
        } catch (RuntimeException | LinkageError e) {
            throw Failures.translate(e, known.redaction());
        }
    }

    /** Does the same if a URL is given; otherwise nothing runs, and no embedded database is created. */
    void runIfGiven(Invocation invocation, DatabaseParameters parameters, Work work)
            throws MojoExecutionException, MojoFailureException {
        if (settings.url(invocation, parameters.url()) != null) {
            run(invocation, parameters, work);
        }
    }

    /**
     * Does the same without creating a database: uses the database of the URL, otherwise the embedded one if it exists,
     * otherwise none.
     */
    void runWhereThere(Invocation invocation, DatabaseParameters parameters, WorkWithout work)
            throws MojoExecutionException, MojoFailureException {
        if (settings.url(invocation, parameters.url()) != null || EmbeddedDatabase.isThere(invocation)) {
            run(invocation, parameters, work::run);
        } else {
            work.run(null);
        }
    }

    @Override
    public void close() {
        if (drivers != null) {
            drivers.close();
            drivers = null;
        }
    }

    /** The work of one goal with or without a database. */
    interface WorkWithout {
        /** Runs the work; exceptions of commands are thrown unchanged. */
        void run(@Nullable Database database) throws MojoExecutionException, MojoFailureException;
    }

    /** The work of one goal with the database. */
    interface Work {
        /** Runs the work; exceptions of commands are thrown unchanged. */
        void run(Database database) throws MojoExecutionException, MojoFailureException;
    }
}
