package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.execute.HistoryTables;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.Migrator;
import dev.qorm.introspect.Difference;
import dev.qorm.introspect.Drift;
import dev.qorm.introspect.Introspector;
import dev.qorm.schema.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A fresh and empty database on a real server, which lives until it is closed. */
public final class TestDatabase implements AutoCloseable {
    /** Numbers that other JVMs do not use: a server that the environment names is the same for all. */
    private static final AtomicInteger COUNTER =
            new AtomicInteger((int) (ProcessHandle.current().pid() % 100_000) * 10_000);

    private final String name;
    private final Dialect dialect;
    private final Database database;
    private final Connection connection;

    private TestDatabase(String name, Dialect dialect, String url, String user) {
        try {
            this.name = name;
            this.dialect = dialect;
            this.database = new Database(url, user, "", DriverManager.getDriver(url));
            var several = dialect.isMySqlFamily() ? "allowMultiQueries=true" : "";
            this.connection = DriverManager.getConnection(withParameters(dialect, url, several), user, "");
            this.connection.setAutoCommit(true);
            dialect.sessionStatements().forEach(this::execute);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One server for all tests of this JVM; it ends with it. */
    private static final class PostgresServer {
        private static final EmbeddedPostgres SERVER = start();

        private static final boolean HAS_EQUAL_NULLS = version() >= 15;

        private static int version() {
            try (var admin = SERVER.getPostgresDatabase().getConnection()) {
                return admin.getMetaData().getDatabaseMajorVersion();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                // What is lost when the machine fails is no loss here.
                return EmbeddedPostgres.builder()
                        .setDataDirectory(ServerFolder.create("qorm-postgresql"))
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** On a database that is none of the tests'. */
        private static void execute(String sql) {
            try (var admin = SERVER.getPostgresDatabase().getConnection();
                    var statement = admin.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The databases that this build has servers of; {@code -Dqorm.test.dialects=MARIADB,MYSQL} for some of them. */
    public static Stream<Dialect> dialects() {
        var wanted = System.getProperty("qorm.test.dialects", "");
        var all = wanted.isEmpty()
                ? Stream.of(Dialect.values())
                : Stream.of(wanted.split(",")).map(Dialect::valueOf);
        return all.filter(dialect -> dialect != Dialect.MYSQL || MySqlServer.isThere());
    }

    /** Those of them that commit each statement that changes the schema. */
    public static Stream<Dialect> journalled() {
        return dialects().filter(dialect -> !dialect.hasTransactionalDdl());
    }

    /** Those of them that have indexes over expressions. */
    public static Stream<Dialect> withExpressionIndexes() {
        return dialects().filter(TestDatabase::hasExpressionIndexes);
    }

    static boolean hasExpressionIndexes(Dialect dialect) {
        return dialect != Dialect.H2 && dialect != Dialect.MARIADB;
    }

    /** Those of them that have unique keys that take NULLs for equal. */
    public static Stream<Dialect> withEqualNulls() {
        return dialects().filter(TestDatabase::hasEqualNulls);
    }

    static boolean hasEqualNulls(Dialect dialect) {
        return dialect == Dialect.H2 || (dialect == Dialect.POSTGRESQL && PostgresServer.HAS_EQUAL_NULLS);
    }

    /** Whether a database can check foreign keys when a transaction ends; unique constraints, only PostgreSQL can. */
    public static boolean hasDeferrableForeignKeys(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL || dialect == Dialect.SQLITE;
    }

    /** Those of them that are of MySQL's family. */
    public static Stream<Dialect> mySqlFamily() {
        return dialects().filter(Dialect::isMySqlFamily);
    }

    public static TestDatabase fresh(Dialect dialect) {
        return fresh(dialect, "");
    }

    /** @param parameters what else the URL says, {@code a=b&c=d} or, for H2, {@code a=b;c=d} */
    public static TestDatabase fresh(Dialect dialect, String parameters) {
        var name = "test_" + COUNTER.incrementAndGet();
        var user = switch (dialect) {
            case H2 -> "sa";
            case POSTGRESQL -> "postgres";
            case SQLITE -> "";
            case MARIADB, MYSQL -> "root";
        };
        return new TestDatabase(name, dialect, withParameters(dialect, create(dialect, name), parameters), user);
    }

    /** Of MariaDB, where it stores names of tables in lower case. */
    public static TestDatabase freshInLowerCase() {
        var name = "test_" + COUNTER.incrementAndGet();
        return new TestDatabase(
                name, Dialect.MARIADB, MariaDbServer.inLowerCase().createDatabase(name), "root");
    }

    private static String create(Dialect dialect, String name) {
        return switch (dialect) {
            case H2 -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
            case POSTGRESQL -> {
                PostgresServer.execute("create database " + name);
                yield PostgresServer.SERVER.getJdbcUrl("postgres", name);
            }
            // A file, since a database in memory is one connection's own.
            case SQLITE -> "jdbc:sqlite:" + sqliteFile(name) + "?synchronous=OFF";
            case MARIADB -> MariaDbServer.server().createDatabase(name);
            case MYSQL -> MySqlServer.server().createDatabase(name);
        };
    }

    private static String withParameters(Dialect dialect, String url, String parameters) {
        if (parameters.isEmpty()) {
            return url;
        }
        return url + (dialect == Dialect.H2 ? ";" : url.contains("?") ? "&" : "?") + parameters;
    }

    private static Path sqliteFile(String name) {
        try {
            var file = Files.createTempFile("qorm_" + name, ".db");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    public Database database() {
        return database;
    }

    /** The same database as a new user of MySQL's family has it, with these privileges on it and no others. */
    public Database asUserWith(String privileges) {
        var user = "'" + name + "'@'%'";
        execute("drop user if exists " + user);
        execute("create user " + user + " identified by 'secret'");
        execute("grant " + privileges + " on " + name + ".* to " + user);
        // With a password, MySQL wants its key to be asked for.
        var url = dialect == Dialect.MYSQL
                ? database.url() + (database.url().contains("?") ? "&" : "?") + "allowPublicKeyRetrieval=true"
                : database.url();
        return new Database(url, name, "secret", database.driver());
    }

    public Connection connection() {
        return connection;
    }

    /** What is there, the history left out. */
    public Schema introspect() {
        try {
            return Introspector.introspect(
                    connection, dialect, table -> !HistoryTables.DEFAULT.names().contains(table));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the database is not what it should be, the history left out; empty for nowhere. */
    public List<Difference> differences(Schema expected) {
        try {
            return Drift.of(connection, dialect, expected, introspect()).differences();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (dialect == Dialect.SQLITE) {
                statement.executeUpdate(sql); // which runs all of several statements
            } else {
                statement.execute(sql);
                while (dialect.isMySqlFamily() && (statement.getMoreResults() || statement.getUpdateCount() >= 0)) {
                    // The next statement of several is refused, if it is, when its result is asked for.
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The rows, each as the texts of its values. */
    public List<List<String>> query(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var result = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** A migrator that fails the test when the database refuses a question about rows. */
    public Migrator migrator() {
        return migrator(new AnsweredQuestions());
    }

    public Migrator migrator(MigrationListener listener) {
        return new Migrator(database(), dialect, Duration.ofSeconds(5), listener, Clock.systemUTC());
    }

    @Override
    public void close() {
        try {
            if (dialect == Dialect.H2) {
                execute("shutdown");
            } else if (dialect.isMySqlFamily()) {
                execute("drop database " + name);
                execute("drop user if exists '" + name + "'@'%'");
            }
            connection.close();
            if (dialect == Dialect.POSTGRESQL) {
                // A server that ends deletes its files one by one; with hundreds of databases that takes minutes.
                PostgresServer.execute("drop database if exists " + name + " with (force)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
