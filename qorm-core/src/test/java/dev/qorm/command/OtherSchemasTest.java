package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.execute.MigrationListener;
import dev.qorm.scan.Codebase;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A schema other than the default one, whatever its name: goals see and change what is in it, and nothing of another
 * schema where another installation of the same application is.
 */
class OtherSchemasTest {
    private static TestProject project;
    private static Codebase code;

    @TempDir
    Path folder;

    /** Each name with that of another schema, which differs in what a pattern or a folding of cases would not see. */
    static Stream<Arguments> schemas() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(
                                Arguments.of(dialect, "a_b", "aXb"),
                                Arguments.of(dialect, "My shop's", "my shop"),
                                Arguments.of(dialect, "läden 商店", "laden"),
                                Arguments.of(dialect, "select", "order"),
                                Arguments.of(dialect, "100%", "100 percent"),
                                Arguments.of(dialect, "with \"quotes\"", "with quotes"),
                                Arguments.of(dialect, "with `ticks`", "with ticks"),
                                Arguments.of(dialect, "what?#now", "what"))
                        // The server knows the database by this name; a connection that begins in it is refused.
                        .filter(each -> !dialect.isMySqlFamily() || !each.get()[2].equals("laden"))
                        // MySQL's driver takes the name of a database for one that is written as in a URL.
                        .filter(each -> dialect != Dialect.MYSQL || !each.get()[1].equals("100%"))
                        // Where their drivers end the name, whatever it is written as.
                        .filter(each -> dialect == Dialect.H2
                                || dialect == Dialect.POSTGRESQL
                                || !each.get()[1].equals("what?#now")));
    }

    private MigrateRequest request(Database database, Mode mode) {
        return new MigrateRequest(
                code, null, database, "qorm_history", null, Duration.ofSeconds(5), mode, MigrationListener.SILENT);
    }

    @BeforeAll
    static void compile() {
        project = TestProject.empty()
                .model(
                        "Item",
                        "fields.varchar(\"name\", 80).defaultValue(\"hat\");",
                        "fields.integer(\"stock\");",
                        "fields.index(\"stock\", \"name\");",
                        "fields.check(\"item_stock\", \"stock >= 0 or name = 'x'\");")
                .model("Sale", "fields.manyToOne(\"item\", Item.class);");
        project.makeMigrations();
        project.model(
                "Item",
                "fields.varchar(\"name\", 90).defaultValue(\"cap\");",
                "fields.integer(\"stock\");",
                "fields.integer(\"weight\").nullable();",
                "fields.unique(\"stock\", \"name\");",
                "fields.check(\"item_stock\", \"stock >= 0 or name = 'y'\");");
        project.makeMigrations();
        code = project.code();
    }

    @AfterAll
    static void delete() {
        project.close();
    }

    private static String quoted(Dialect dialect, String name) {
        return dialect.isMySqlFamily() ? "`" + name.replace("`", "``") + "`" : '"' + name.replace("\"", "\"\"") + '"';
    }

    private Database create(TestDatabase database, String schema) {
        var dialect = database.dialect();
        var given = database.database();
        if (dialect != Dialect.SQLITE) {
            database.execute("create schema " + quoted(dialect, schema));
        }
        var url = switch (dialect) {
            case H2 -> given.url() + ";SCHEMA=" + quoted(dialect, schema);
            case POSTGRESQL ->
                given.url() + (given.url().contains("?") ? "&" : "?") + "currentSchema="
                        + encoded(quoted(dialect, schema));
            case SQLITE -> "jdbc:sqlite:" + folder.resolve(schema + ".db");
            case MARIADB, MYSQL ->
                given.url().replaceFirst("/[^/?]+(\\?.*)?$", "/" + Matcher.quoteReplacement(schema) + "$1");
        };
        return new Database(url, given.user(), given.password(), given.driver());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void execute(Database database, String sql) {
        try (var connection = database.driver().connect(database.url(), properties(database));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Properties properties(Database database) {
        var properties = new Properties();
        properties.setProperty("user", String.valueOf(database.user()));
        properties.setProperty("password", String.valueOf(database.password()));
        return properties;
    }

    private List<String> differences(Database database) {
        return Verify.run(new VerifyRequest(request(database, Mode.RUN), null)).differences().stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("schemas")
    void anotherSchemaIsNeitherSeenNorTouched(Dialect dialect, String name, String otherName) {
        try (var database = TestDatabase.fresh(dialect)) {
            var mine = create(database, name);
            var other = create(database, otherName);
            try {
                Migrate.run(request(other, Mode.RUN));
                execute(other, "alter table item add column odd int");
                var odd = "item: the column odd should not be there, it is integer";
                assertThat(differences(other)).containsExactly(odd);

                assertThat(ListMigrations.run(request(mine, Mode.RUN)))
                        .extracting(MigrationStatus::state)
                        .containsOnly(MigrationStatus.State.PENDING);
                assertThat(Migrate.run(request(mine, Mode.RUN)).migrations()).hasSize(2);
                assertThat(differences(mine)).isEmpty();
                execute(mine, "delete from qorm_history");
                Migrate.run(request(mine, Mode.FAKE));
                execute(mine, "insert into item (stock) values (1)");

                assertThat(Rollback.run(request(mine, Mode.RUN)).migrations()).hasSize(1);
                assertThat(differences(mine)).isEmpty();
                Rollback.run(request(mine, Mode.RUN));
                assertThat(differences(mine)).isEmpty();
                assertThat(differences(other)).containsExactly(odd);
            } finally {
                drop(database, name, otherName);
            }
        }
    }

    @Test
    void theHistoryOfAnotherSchemaOnTheSearchPathIsNotTaken() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var other = create(database, "other");
            Migrate.run(request(other, Mode.RUN));
            create(database, "mine");
            var mine = new Database(
                    other.url().replace(encoded("\"other\""), "mine,other"),
                    other.user(),
                    other.password(),
                    other.driver());

            assertThat(Migrate.run(request(mine, Mode.RUN)).migrations()).hasSize(2);
            assertThat(differences(mine)).isEmpty();
            Rollback.run(request(mine, Mode.RUN));
            Rollback.run(request(mine, Mode.RUN));
            assertThat(differences(other)).isEmpty();
            assertThat(differences(mine)).isEmpty();
        }
    }

    /** Of MariaDB and MySQL, where a schema is a database and goes with no other. */
    private static void drop(TestDatabase database, String... schemas) {
        if (database.dialect().isMySqlFamily()) {
            for (var schema : schemas) {
                database.execute("drop schema " + quoted(database.dialect(), schema));
            }
        }
    }
}
