package dev.qorm.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file of an embedded database. As long as the file is unchanged, so is the database, and there is no need to open
 * it to find out.
 *
 * @param path the file
 */
public record DatabaseFile(Path path) {
    /** It takes longer to read a larger file than the database takes to open it. */
    private static final long MAX_READ = 64 << 20;

    private static final int BUFFER = 1 << 16;

    /**
     * "Database URL Overview" of H2: a path that is absolute, or begins with a dot or a tilde, with or without {@code
     * file:}. {@code INIT}, a script that runs on each connection, may change anything.
     */
    private static final Pattern H2 = Pattern.compile(
            "jdbc:h2:(?:file:)?((?:[/\\\\.~]|[A-Za-z]:[/\\\\])[^;]*)(?:;(?!.*\\bINIT=).*)?", Pattern.CASE_INSENSITIVE);

    /** According to the manual of the SQLite driver; {@code file:} and {@code :resource:} follow other rules. */
    private static final Pattern SQLITE = Pattern.compile("jdbc:sqlite:((?!file:|:)[^?]+)(?:\\?.*)?");

    /**
     * Returns the file that {@code url} names; empty if it names a server, a database in memory or something unknown.
     */
    public static Optional<DatabaseFile> of(String url) {
        var h2 = H2.matcher(url);
        if (h2.matches()) {
            return Optional.of(new DatabaseFile(Path.of(expanded(h2.group(1)) + ".mv.db")));
        }
        var sqlite = SQLITE.matcher(url);
        return sqlite.matches() ? Optional.of(new DatabaseFile(Path.of(sqlite.group(1)))) : Optional.empty();
    }

    private static String expanded(String path) {
        return path.startsWith("~") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    /**
     * Returns a text that distinguishes this state of the database from others: size, time and a CRC-32 of the content.
     * Null if the file does not exist or is very large, or if part of the database is in another file, for example
     * while another program writes to SQLite.
     */
    public @Nullable String state() {
        try {
            if (!Files.isRegularFile(path)
                    || Files.size(path) > MAX_READ
                    || Files.exists(beside("-wal"))
                    || Files.exists(beside("-journal"))) {
                return null;
            }
            return Files.size(path) + " " + Files.getLastModifiedTime(path) + " " + Long.toHexString(checksum());
        } catch (IOException e) {
            return null; // whoever opens the database finds out why
        }
    }

    private long checksum() throws IOException {
        var checksum = new CRC32();
        try (var content = new CheckedInputStream(Files.newInputStream(path), checksum)) {
            var buffer = new byte[BUFFER];
            while (content.read(buffer) >= 0) {
                // The stream updates the checksum with everything that is read.
            }
        }
        return checksum.getValue();
    }

    private Path beside(String ending) {
        return Path.of(path + ending);
    }
}
