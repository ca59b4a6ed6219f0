package dev.qorm.maven;

import dev.qorm.execute.Database;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/** Gives goals the database that is meant, with the driver for it, until it is closed. */
final class DatabaseAccess implements AutoCloseable {
    private final DatabaseSettingsReader settings;
    /** A goal may come twice to its database. It says once which one it is, and loads the classes of the driver once. */
    private @Nullable DatabaseSettings found;

    private @Nullable JdbcDrivers drivers;

    @Inject
    DatabaseAccess(DatabaseSettingsReader settings) {
        this.settings = settings;
    }

    /** Which database it is; no driver is looked for. */
    DatabaseSettings settings(Invocation invocation, DatabaseParameters parameters) throws MojoFailureException {
        var known = found == null ? settings.read(invocation, parameters) : found;
        found = known;
        return known;
    }

    /** Runs {@code work}; what it throws is thrown without passwords. */
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

    /** The same where a URL is given; without one nothing is run, and no embedded database is made. */
    void runIfGiven(Invocation invocation, DatabaseParameters parameters, Work work)
            throws MojoExecutionException, MojoFailureException {
        if (settings.url(invocation, parameters.url()) != null) {
            run(invocation, parameters, work);
        }
    }

    /** The same where no database is made: with that of a URL, else with the embedded one, else with none. */
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

    /** What one goal does with a database or without one. */
    interface WorkWithout {
        /** Does it; failures of commands are thrown as they are. */
        void run(@Nullable Database database) throws MojoExecutionException, MojoFailureException;
    }

    /** What one goal does with the database. */
    interface Work {
        /** Does it; failures of commands are thrown as they are. */
        void run(Database database) throws MojoExecutionException, MojoFailureException;
    }
}
