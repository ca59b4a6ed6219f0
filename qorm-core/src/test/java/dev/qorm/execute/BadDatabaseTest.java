package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.testing.KillingDriver;
import dev.qorm.testing.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be wrong with a database: a clear error each, and the history tells the truth. */
class BadDatabaseTest {
    private static final MigrationSequence SEQUENCE = MigrationSequence.of(List.of(
            new NumberedMigration(
                    new MigrationId(1),
                    List.of(createTable("note", column("id", integer()), primaryKey("note_pkey", "id")))),
            new NumberedMigration(
                    new MigrationId(2),
                    List.of(
                            addColumn("note", column("title", varchar(20)).nullable()),
                            addColumn("note", column("stars", integer()).nullable())))));

    private static Migrator migrator(Dialect dialect, Database database, MigrationListener listener) {
        return new Migrator(database, dialect, Duration.ofSeconds(1), listener, Clock.systemUTC());
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aServerThatGoesAwayInTheMiddleLeavesWhatTheNextRunFinishes(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var given = database.database();
            var driver = new KillingDriver(given.driver(), KillingDriver.NEVER);
            var lost = new Database(given.url(), given.user(), given.password(), driver);
            MigrationListener cutting = new MigrationListener() {
                @Override
                public void statement(MigrationId id, String sql) {
                    if (sql.contains("stars")) {
                        driver.cut();
                    }
                }
            };

            assertThatThrownBy(() -> migrator(dialect, lost, cutting).migrate(SEQUENCE, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Migration0002 failed at 'add column note.stars'")
                    .hasMessageContaining("connection is lost")
                    .hasMessageContaining("run mvn qorm:migrate again");

            var healthy = migrator(dialect, given, MigrationListener.SILENT);
            // A run over SQLite is one transaction; elsewhere each migration is one, or each statement.
            var begun = dialect == Dialect.SQLITE ? 0 : dialect.hasTransactionalDdl() ? 1 : 2;
            assertThat(healthy.history()).hasSize(begun);
            if (dialect == Dialect.H2) {
                database.execute("update " + HistoryTables.DEFAULT.lock() + " set expires_at = 0");
            }
            healthy.migrate(SEQUENCE, null);
            assertThat(database.differences(SEQUENCE.replay())).isEmpty();
        }
    }

    @Test
    void aUserWithoutRightsIsToldWhichOnesAreNeeded() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.execute("drop role if exists reader");
            database.execute("create role reader login");
            database.execute("revoke create on schema public from public");
            var given = database.database();
            var poor = new Database(withoutUser(database), "reader", null, given.driver());

            assertThatThrownBy(() -> migrator(Dialect.POSTGRESQL, poor, MigrationListener.SILENT)
                            .migrate(SEQUENCE, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("permission denied for schema public")
                    .hasMessageContaining("a user who owns the tables and has the rights usage and create");
            assertThat(migrator(Dialect.POSTGRESQL, given, MigrationListener.SILENT)
                            .history())
                    .isEmpty();
        }
    }

    @Test
    void anUnknownDatabaseOrUserOrServerIsNamed() throws SQLException {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var url = withoutUser(database);
            assertRefused(database, url.replaceAll("test_\\d+", "nowhere"), "postgres", "\"nowhere\" does not exist");
            assertRefused(database, url, "nobody", "\"nobody\" does not exist");
            assertRefused(database, "jdbc:postgresql://localhost:1/x", "postgres", "localhost:1");
            assertRefused(database, "jdbc:postgresql://nowhere.invalid/x", "postgres", "(unknown host nowhere.invalid");
        }
    }

    /** What goals do with a database. */
    static Stream<Consumer<Migrator>> goals() {
        return Stream.of(
                migrator -> migrator.migrate(SEQUENCE, null),
                migrator -> migrator.hasAll(SEQUENCE.fingerprint()),
                migrator -> migrator.rollback(SEQUENCE, null),
                migrator -> migrator.dryRun(SEQUENCE, null, MigrationListener.Direction.APPLY),
                migrator -> migrator.look(SEQUENCE, (connection, way, applied) -> applied),
                migrator -> migrator.read(connection -> connection),
                Migrator::history);
    }

    @ParameterizedTest
    @MethodSource("goals")
    void aSchemaThatIsNotThereIsNamedAtOnce(Consumer<Migrator> goal) {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var given = database.database();
            var url = withoutUser(database) + "?currentSchema=nosuch";
            var typo = new Database(url, "postgres", null, given.driver());

            assertThatThrownBy(() -> goal.accept(migrator(Dialect.POSTGRESQL, typo, MigrationListener.SILENT)))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("there is no schema 'nosuch', or the user postgres may not use it")
                    .hasMessageContaining("Correct currentSchema in qorm.url");
        }
    }

    /** Classes of another loader have the file open as another program would. */
    @Test
    void aFileThatAnotherProgramHasOpenIsNotMistakenForAWrongUrl(@TempDir Path folder) throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("db").toString().replace('\\', '/');
        var jar = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
        try (var loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
                var held = ((Driver) loader.loadClass("org.h2.Driver")
                                .getDeclaredConstructor()
                                .newInstance())
                        .connect(url, new Properties())) {
            assertThat(held.isValid(0)).isTrue();
            var migrator =
                    migrator(Dialect.H2, new Database(url, null, null, new org.h2.Driver()), MigrationListener.SILENT);

            assertThat(migrator.hasAll(SEQUENCE.fingerprint())).isFalse();
            assertThatThrownBy(() -> migrator.migrate(SEQUENCE, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContainingAll("locked", "End the program that has it open", "AUTO_SERVER=TRUE");
        }
    }

    /** Another run is over soon. */
    @Test
    @SuppressWarnings("try") // closed twice, which does no harm
    void aFileThatAnotherRunHasOpenIsWaitedFor(@TempDir Path folder) throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("db").toString().replace('\\', '/');
        var jar = org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation();
        var waited = new ArrayList<String>();
        try (var loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
                var held = ((Driver) loader.loadClass("org.h2.Driver")
                                .getDeclaredConstructor()
                                .newInstance())
                        .connect(url, new Properties())) {
            var listener = new MigrationListener() {
                @Override
                public void waitingForLock(String holder) {
                    waited.add(holder);
                    try {
                        held.close();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };

            assertThat(migrator(Dialect.H2, new Database(url, null, null, new org.h2.Driver()), listener)
                            .migrate(SEQUENCE, new MigrationId(1)))
                    .hasSize(1);
            assertThat(waited).containsExactly("the program that has its file open");
        }
    }

    /** MariaDB's driver knows no such parameter. */
    @Test
    void aUrlThatLosesCharactersOfTextsIsRefused() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.MYSQL);
        try (var database = TestDatabase.fresh(Dialect.MYSQL, "characterEncoding=latin1")) {
            assertThatThrownBy(() -> migrator(Dialect.MYSQL, database.database(), MigrationListener.SILENT)
                            .migrate(MigrationSequence.of(List.of()), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContainingAll("character set latin1", "characterEncoding", "qorm.url");
        }
    }

    static Stream<Arguments> goalsWithoutADatabase() {
        return TestDatabase.dialects()
                .filter(Dialect::isMySqlFamily)
                .flatMap(dialect -> goals().map(goal -> Arguments.of(dialect, goal)));
    }

    /** The driver says no more than that it cannot open a file. */
    @Test
    void aFolderOfSqliteThatIsNotThereIsNamed(@TempDir Path folder) throws SQLException {
        var url = "jdbc:sqlite:" + folder.resolve("shop/shop.db");
        var missing = new Database(url, null, null, DriverManager.getDriver(url), "QORM_URL");
        assertThatThrownBy(() -> migrator(Dialect.SQLITE, missing, MigrationListener.SILENT)
                        .migrate(SEQUENCE, null))
                .hasMessageContaining("no connection to " + url)
                .hasMessageContaining(
                        "There is no folder " + folder.resolve("shop") + ". Create it, or correct the URL")
                .hasMessageNotContaining("that the database runs");

        var directory = "jdbc:sqlite:" + folder;
        var noFile = new Database(directory, null, null, DriverManager.getDriver(directory), "QORM_URL");
        assertThatThrownBy(() -> migrator(Dialect.SQLITE, noFile, MigrationListener.SILENT)
                        .migrate(SEQUENCE, null))
                .hasMessageContaining("The file is " + folder + "; correct its name");
    }

    @ParameterizedTest
    @MethodSource("goalsWithoutADatabase")
    void aUrlThatNamesNoDatabaseIsRefusedAtOnce(Dialect dialect, Consumer<Migrator> goal) {
        try (var database = TestDatabase.fresh(dialect)) {
            var given = database.database();
            var url = given.url().replaceAll("test_\\d+", "");
            var nameless = new Database(url, given.user(), given.password(), given.driver());

            assertThatThrownBy(() -> goal.accept(migrator(dialect, nameless, MigrationListener.SILENT)))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("qorm.url names no database");
        }
    }

    private static String withoutUser(TestDatabase database) {
        return database.database().url().replaceAll("\\?.*", "");
    }

    private static void assertRefused(TestDatabase database, String url, @Nullable String user, String message) {
        var bad = new Database(url, user, "secret", database.database().driver(), "QORM_URL, -Dqorm.user");
        assertThatThrownBy(() -> migrator(database.dialect(), bad, MigrationListener.SILENT)
                        .migrate(SEQUENCE, null))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no connection to jdbc:postgresql://")
                .hasMessageContaining(message)
                .hasMessageContaining("Check QORM_URL, -Dqorm.user, and that the database runs")
                .hasMessageNotContaining("secret");
    }
}
