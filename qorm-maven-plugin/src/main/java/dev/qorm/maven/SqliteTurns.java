package dev.qorm.maven;

import dev.qorm.dialect.Dialect;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Work on SQLite, one after the other in a JVM. Each module of a parallel build loads a SQLite library of its own, and the
 * locks of a file belong to the process, so that they do not keep two of them apart ("How To Corrupt An SQLite Database
 * File", "Multiple copies of SQLite linked into the same application").
 */
final class SqliteTurns {
    /** Equal literals are one object in a JVM, also where the plugin is loaded more than once. */
    private static final String ONE = "dev.qorm: one SQLite library at a time";

    private SqliteTurns() {}

    static void run(String url, Turn turn) throws MojoExecutionException, MojoFailureException {
        if (Dialect.ofUrl(url).filter(Dialect.SQLITE::equals).isEmpty()) {
            turn.run();
            return;
        }
        synchronized (ONE) {
            turn.run();
        }
    }

    /** What is done with one database. */
    interface Turn {
        /** Does it; failures of commands are thrown as they are. */
        void run() throws MojoExecutionException, MojoFailureException;
    }
}
