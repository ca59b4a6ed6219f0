package dev.qorm.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;

/** The database of a project that configures none: an H2 file in the module, which version control ignores. */
final class EmbeddedDatabase {
    private static final String NAME = "database";

    private EmbeddedDatabase() {}

    /** Whether it has been created. */
    static boolean isThere(Invocation invocation) {
        return Files.exists(folder(invocation).resolve(NAME + ".mv.db"));
    }

    private static Path folder(Invocation invocation) {
        return invocation.project().getBasedir().toPath().resolve(".qorm");
    }

    /**
     * @throws MojoFailureException if the folder for its file cannot be created, or its path is not possible in a URL
     */
    static DatabaseSettings of(Invocation invocation) throws MojoFailureException {
        var folder = folder(invocation);
        requirePathForUrl(folder);
        hideFromVersionControl(folder);
        var file = folder.resolve(NAME);
        invocation.log().info("Using the embedded database " + file + ".mv.db (qorm.url is not set)");
        if (ConsoleAsker.isOnBuildServer(invocation.session())) {
            invocation
                    .log()
                    .warn("CI is true: an embedded database is lost when the build server deletes its workspace. To"
                            + " migrate another one, give QORM_URL");
        }
        return new DatabaseSettings(
                "jdbc:h2:file:" + file.toString().replace('\\', '/'),
                null,
                null,
                "qorm.url (none is given, so that it is the embedded database)");
    }

    /** H2 reads everything after a {@code ;} as a setting, and there is no way to escape it. */
    private static void requirePathForUrl(Path folder) throws MojoFailureException {
        if (folder.toString().contains(";")) {
            throw new MojoFailureException("the embedded database would be in " + folder
                    + ", and the path of a database of H2 cannot have a ';'. Move the project, or give another place:"
                    + " -Dqorm.url=jdbc:h2:file:~/blog");
        }
    }

    private static void hideFromVersionControl(Path folder) throws MojoFailureException {
        var ignore = folder.resolve(".gitignore");
        try {
            Files.createDirectories(folder);
            if (Files.notExists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
        } catch (IOException e) {
            throw new MojoFailureException(
                    "the embedded database has its place in " + folder + ", and nothing can be written there (" + e
                            + "). Make the folder writable, or give another place: -Dqorm.url=jdbc:h2:file:~/blog",
                    e);
        }
    }
}
