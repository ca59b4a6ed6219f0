package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.ColumnTypes;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many statements a run sends, in the words of PostgreSQL's own log: where the database is a network away, each is
 * a round trip.
 */
class StatementCountTest {
    private static final int MIGRATIONS = 20;

    /** What the server logs of a statement, simple or prepared ({@code log_statement}, PostgreSQL manual 20.8.3). */
    private static final Pattern STATEMENT = Pattern.compile("^LOG:  (?:statement|execute [^:]+): (.*)$");

    /** What a run may send beside the statements of its migrations. */
    private static final int FIXED = 15;

    @TempDir
    Path log;

    private static NumberedMigration migration(int number) {
        var table = "t" + number;
        return new NumberedMigration(
                new MigrationId(number),
                List.of(createTable(
                        table,
                        column("id", ColumnTypes.bigint()),
                        column("name", ColumnTypes.varchar(100)).nullable(),
                        primaryKey(table + "_pkey", "id"))));
    }

    @Test
    void isSmallAndGrowsSlowly() throws IOException, SQLException, InterruptedException {
        try (var server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("log_statement", "all")
                        .setServerConfig("log_line_prefix", "''")
                        .setServerConfig("logging_collector", "on")
                        .setServerConfig("log_directory", "'" + log + "'")
                        .setServerConfig("log_filename", "server.log")
                        .start();
                var marks = server.getPostgresDatabase().getConnection()) {
            var url = server.getJdbcUrl("postgres", "postgres");
            var migrator = new Migrator(
                    new Database(url, "postgres", "", DriverManager.getDriver(url)),
                    Dialect.POSTGRESQL,
                    Duration.ofSeconds(5),
                    MigrationListener.SILENT,
                    Clock.systemUTC());
            var one = MigrationSequence.of(List.of(migration(1)));
            var all = MigrationSequence.of(IntStream.rangeClosed(1, MIGRATIONS)
                    .mapToObj(StatementCountTest::migration)
                    .toList());

            var withDrop = MigrationSequence.of(List.of(
                    migration(1),
                    new NumberedMigration(
                            new MigrationId(2),
                            List.of(dropColumn(
                                    "t1",
                                    column("name", ColumnTypes.varchar(100)).nullable())))));

            var first = sent(marks, () -> migrator.migrate(one, null));
            var rest = sent(marks, () -> migrator.migrate(all, null));
            var nothing = sent(marks, () -> migrator.migrate(all, null));
            var back = sent(marks, () -> migrator.rollback(all, new MigrationId(1)));
            // What goes with a column is told and looked at by one question.
            var dropped = sent(marks, () -> migrator.migrate(withDrop, null));
            assertThat(dropped)
                    .filteredOn(sql -> sql.startsWith("with changed as"))
                    .hasSize(1);

            assertThat(first)
                    .filteredOn(sql -> sql.startsWith("create table \"t"))
                    .hasSize(1);
            assertThat(first).hasSizeLessThanOrEqualTo(5 + FIXED);
            assertThat(rest).hasSizeLessThanOrEqualTo(5 * (MIGRATIONS - 1) + FIXED);
            assertThat(nothing).hasSizeLessThanOrEqualTo(8);
            assertThat(back).filteredOn(sql -> sql.startsWith("drop table")).hasSize(MIGRATIONS);
            assertThat(back).hasSizeLessThanOrEqualTo(5 * MIGRATIONS + FIXED);
        }
    }

    /** The statements that the server has received from {@code run}. */
    private List<String> sent(Connection marks, Runnable run) throws IOException, SQLException, InterruptedException {
        var before = mark(marks);
        run.run();
        var after = mark(marks);
        return logged().subList(before + 1, after);
    }

    /** Writes a mark into the log and waits until it can be read there: at which place. */
    private int mark(Connection connection) throws IOException, SQLException, InterruptedException {
        var mark = "select '" + UUID.randomUUID() + "'";
        try (var statement = connection.createStatement()) {
            statement.execute(mark);
        }
        while (!logged().contains(mark)) {
            Thread.sleep(10);
        }
        return logged().indexOf(mark);
    }

    private List<String> logged() throws IOException {
        try (var lines = Files.lines(log.resolve("server.log"))) {
            return lines.map(STATEMENT::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .toList();
        }
    }
}
