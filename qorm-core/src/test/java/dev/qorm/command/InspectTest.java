package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.introspect.Remark;
import dev.qorm.schema.Schema;
import dev.qorm.testing.DeferralEdits;
import dev.qorm.testing.RandomSchemas;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A database that is taken over: its models make a migration that is what the database is, and that makes an empty
 * database the same.
 */
class InspectTest {
    static InspectResult inspect(TestProject project, TestDatabase database, boolean overwrite) {
        return Inspect.run(new InspectRequest(
                project.request(database.database(), Mode.RUN),
                new ModelsPlace(project.sources(), null, "shop.models"),
                overwrite,
                project.sources().resolveSibling("take-over.sql")));
    }

    static List<?> differences(TestProject project, TestDatabase database) {
        return Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                .differences();
    }

    /** Both ways: the database itself, and an empty one. */
    static InspectResult takeOver(TestDatabase database) {
        try (var project = TestProject.empty();
                var empty = TestDatabase.fresh(database.dialect())) {
            var result = inspect(project, database, false);
            runScript(result, database);
            result.remarks().stream()
                    .filter(remark -> remark.text().startsWith("should be kept by InnoDB"))
                    .forEach(remark -> database.execute("alter table \"" + remark.table() + "\" engine = InnoDB"));
            if (project.makeMigrations().hasChanges()) {
                Migrate.run(project.request(database.database(), Mode.FAKE));
                assertThat(differences(project, database)).isEmpty();
                Migrate.run(project.request(empty.database(), Mode.RUN));
                assertThat(differences(project, empty)).isEmpty();
                assertThat(project.makeMigrations().hasChanges()).isFalse();
            }
            var again = inspect(project, database, false);
            assertThat(again.written()).isEmpty();
            assertThat(again.unchanged()).hasSameSizeAs(result.written());
            return result;
        }
    }

    private static void runScript(InspectResult result, TestDatabase database) {
        if (result.remedies() != null) {
            text(result.remedies()).lines().forEach(line -> database.execute(line.replaceFirst(";$", "")));
        }
    }

    /** Legal on MariaDB and MySQL, where an index's name is one in its table, and for no model. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aNameInTwoTablesIsSaidAndRenamed(Dialect dialect) {
        var perTable = dialect.isMySqlFamily();
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(dialect)) {
            for (var table : List.of("author", "book")) {
                database.execute("create table " + table + " (id int not null primary key, name varchar(20) not null"
                        + (dialect == Dialect.POSTGRESQL || dialect == Dialect.MARIADB
                                ? ", age int check (age > 0), constraint has_name check (name <> '\"'), check (id > 0))"
                                : ")"));
                if (perTable) {
                    database.execute("create index idx_name on " + table + " (name)");
                }
            }
            var found = inspect(project, database, false);
            project.makeMigrations();
            if (perTable) {
                assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.FAKE)))
                        .hasMessageContaining("book_idx_name is missing")
                        .hasMessageContaining("target/qorm/take-over.sql")
                        .hasMessageNotContaining("without qorm.fake");
            }
            var script = found.remedies();
            assertThat(script != null).isEqualTo(perTable || dialect == Dialect.POSTGRESQL);
            if (script != null) {
                runScript(found, database);
                assertThat(inspect(project, database, false).remedies()).isNull();
                assertThat(script).doesNotExist();
            }

            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(differences(project, database)).isEmpty();
        }
    }

    static Stream<Dialect> thoseOfLongNames() {
        return TestDatabase.dialects().filter(dialect -> dialect != Dialect.POSTGRESQL);
    }

    /** H2 takes 256 characters, MariaDB and MySQL take 64, and SQLite takes any number. */
    @ParameterizedTest
    @MethodSource("thoseOfLongNames")
    void aNameThatIsTooLongForOthersIsSaidAndRenamed(Dialect dialect) {
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(dialect)) {
            var index = "i".repeat(64);
            var key = "k".repeat(64);
            database.execute("create table room (id int not null primary key, beds int not null)");
            database.execute("create table visit (id int not null primary key, room_id int not null, nth int not null,"
                    + " constraint " + key + " foreign key (room_id) references room (id))");
            database.execute("create unique index " + index + " on visit (nth)");
            if (dialect != Dialect.SQLITE) {
                takeOver(database);
                return;
            }
            assertThat(inspect(project, database, false).remarks())
                    .extracting(Remark::toString)
                    .anySatisfy(remark -> assertThat(remark)
                            .startsWith("visit: the index " + index
                                    + " has a name that is longer than 63 bytes, which models cannot have; its model calls it"
                                    + " visit_iii")
                            .endsWith(". Drop it and create it under that name before mvn qorm:migrate -Dqorm.fake"));
            assertThat(project.makeMigrations().hasChanges()).isTrue();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var stream = InspectTest.class.getResourceAsStream("/legacy/" + name)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestDatabase legacy(Dialect dialect, String name) {
        var database = TestDatabase.fresh(dialect);
        resource(name(dialect, name))
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> database.execute(line.substring(0, line.length() - 1)));
        return database;
    }

    private static String name(Dialect dialect, String name) {
        return dialect.name().toLowerCase(Locale.ROOT) + "-" + name + ".sql";
    }

    static Stream<Arguments> legacies() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of("chinook", "northwind").map(name -> Arguments.of(dialect, name)))
                .filter(each -> !resource(name((Dialect) each.get()[0], (String) each.get()[1]))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("legacies")
    void legacyDatabasesAreTakenOver(Dialect dialect, String name) {
        try (var database = legacy(dialect, name)) {
            var remarks = takeOver(database).remarks();
            assertThat(remarks)
                    .extracting(Remark::toString)
                    // That is the server's, and has tests of its own.
                    .filteredOn(remark -> !remark.contains(": the table has the collation "))
                    .containsExactlyInAnyOrderElementsOf(
                            resource(name(dialect, name).replace(".sql", ".remarks.txt"))
                                    .lines()
                                    .toList());
        }
    }

    @Provide
    Arbitrary<Schema> schemas() {
        return RandomSchemas.schemas();
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Arbitraries.of(TestDatabase.dialects().toList());
    }

    @Property(tries = 30)
    void anySchemaIsTakenOver(@ForAll("dialects") Dialect dialect, @ForAll("schemas") Schema plain) {
        Assume.that(RandomSchemas.isPossible(plain, dialect));
        var schema = DeferralEdits.in(plain, dialect);
        try (var database = TestDatabase.fresh(dialect)) {
            for (var rendered : dialect.renderer().render(SchemaDiffer.diff(Schema.empty(), schema), Schema.empty())) {
                rendered.statements().forEach(statement -> database.execute(statement.sql()));
            }
            takeOver(database);
        }
    }
}
