package dev.qorm.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Where a server of the tests has its data: in memory where there is room, since each DDL statement waits for the disk. */
final class ServerFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 1L << 30;

    private ServerFolder() {}

    /** What ends a server. */
    interface Stop {
        void stop() throws IOException, InterruptedException;
    }

    static Path create(String name) throws IOException {
        var isInMemory = Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() > ROOM;
        return isInMemory ? Files.createTempDirectory(MEMORY, name) : Files.createTempDirectory(name);
    }

    /** Ends the server with this JVM, and takes its data away. */
    static void deleteAtExit(Path folder, Stop server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.stop();
                delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : files) {
            Files.deleteIfExists(file);
        }
    }
}
