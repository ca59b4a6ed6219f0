package dev.qorm.maven;

import dev.qorm.dialect.Dialect;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Runs work on SQLite databases one after the other in a JVM. Each module of a parallel build loads a SQLite library of
 * its own. File locks belong to the process, so they do not exclude two of these libraries from each other ("How To
 * Corrupt An SQLite Database File", "Multiple copies of SQLite linked into the same application").
 */
final class SqliteTurns {
    /** Equal literals are the same object in a JVM, even if the plugin is loaded more than once. */
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

    /** The work on one database. */
    interface Turn {
        /** Runs the work; exceptions of commands are thrown unchanged. */
        void run() throws MojoExecutionException, MojoFailureException;
    }
}
