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
 * The file of an embedded database. As long as it is the same, so is the database, and nobody has to open it to know.
 *
 * @param path the file
 */
public record DatabaseFile(Path path) {
    /** A larger one takes longer to read than the database takes to open it. */
    private static final long MAX_READ = 64 << 20;

    private static final int BUFFER = 1 << 16;

    /**
     * "Database URL Overview" of H2: a path that is absolute, or begins with a point or a tilde, with or without {@code
     * file:}. A script that runs at each connection, {@code INIT}, may change anything.
     */
    private static final Pattern H2 = Pattern.compile(
            "jdbc:h2:(?:file:)?((?:[/\\\\.~]|[A-Za-z]:[/\\\\])[^;]*)(?:;(?!.*\\bINIT=).*)?", Pattern.CASE_INSENSITIVE);

    /** The manual of the SQLite driver; {@code file:} and {@code :resource:} are read by others' rules. */
    private static final Pattern SQLITE = Pattern.compile("jdbc:sqlite:((?!file:|:)[^?]+)(?:\\?.*)?");

    /** The file that {@code url} is about; nothing where it is about a server, the memory or what is not understood. */
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
     * What tells this state of the database from others: size, time and a CRC-32 of the content. Null when the file is not
     * there or very large, or when part of the database is in another file, as while somebody writes to SQLite.
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
                // The stream counts what is read.
            }
        }
        return checksum.getValue();
    }

    private Path beside(String ending) {
        return Path.of(path + ending);
    }
}
