package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One server for all tests of this JVM, where the build has one: the profile {@code mysql} unpacks it and says where, or
 * the environment names one that runs. It ends with the JVM, and its data with it.
 */
final class MySqlServer {
    private static final String HOME = System.getProperty("qorm.test.mysql.home", "");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private MySqlServer() {}

    private static final class Started {
        private static final GivenServer SERVER =
                GivenServer.ofEnvironment(Dialect.MYSQL).orElseGet(MySqlServer::start);
    }

    /** Whether this build has a server. */
    static boolean isThere() {
        return !HOME.isEmpty() || GivenServer.ofEnvironment(Dialect.MYSQL).isPresent();
    }

    static GivenServer server() {
        return Started.SERVER;
    }

    private static GivenServer start() {
        try {
            var folder = ServerFolder.create("qorm-mysql");
            var data = folder.resolve("data");
            run(data, "--initialize-insecure").waitFor();
            var port = freePort();
            var server = run(
                    data,
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=" + folder.resolve("socket"),
                    "--pid-file=" + folder.resolve("pid"),
                    "--mysqlx=OFF",
                    "--tls-version=",
                    "--skip-log-bin",
                    "--max-connections=200",
                    // What is lost when the machine fails is no loss here.
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=OFF");
            ServerFolder.deleteAtExit(folder, () -> server.destroyForcibly().waitFor());
            var given = new GivenServer("jdbc:mysql://127.0.0.1:" + port + "/", "root");
            await(given, server, data);
            return given;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Process run(Path data, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(HOME, "bin", "mysqld").toString(), "--no-defaults", "--basedir=" + HOME, "--datadir=" + data));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data)))
                .start();
    }

    private static File log(Path data) {
        return Path.of(data + ".log").toFile();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(GivenServer given, Process server, Path data) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                DriverManager.getConnection(given.url(), given.user(), "").close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("MySQL does not start, see " + log(data), e);
                }
                Thread.sleep(200);
            }
        }
    }
}
