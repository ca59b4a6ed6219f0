package dev.qorm.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database of a project that names none: an H2 file of its own, which version control does not see. */
final class EmbeddedDatabase {
    private EmbeddedDatabase() {}

    static DatabaseSettings of(Invocation invocation) {
        var folder = invocation.project().getBasedir().toPath().resolve(".qorm");
        hideFromVersionControl(folder);
        var file = folder.resolve("database");
        invocation.log().info("Using the embedded database " + file + ".mv.db (qorm.url is not set)");
        if (ConsoleAsker.isOnBuildServer(invocation.session())) {
            invocation
                    .log()
                    .warn(
                            "CI is true, and what a build server does to an embedded database goes with its workspace. To migrate"
                                    + " another one, give QORM_URL");
        }
        return new DatabaseSettings(
                "jdbc:h2:file:" + file.toString().replace('\\', '/'),
                null,
                null,
                "qorm.url (none is given, so that it is the embedded database)");
    }

    private static void hideFromVersionControl(Path folder) {
        var ignore = folder.resolve(".gitignore");
        try {
            Files.createDirectories(folder);
            if (Files.notExists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(ignore + " cannot be written", e);
        }
    }
}
