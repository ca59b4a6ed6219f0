package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.introspect.Remark;
import dev.qorm.schema.Schema;
import dev.qorm.testing.RandomSchemas;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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
                overwrite));
    }

    private static List<?> differences(TestProject project, TestDatabase database) {
        return Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                .differences();
    }

    /** Both ways: the database itself, and an empty one. */
    private static InspectResult takeOver(TestDatabase database) {
        try (var project = TestProject.empty();
                var empty = TestDatabase.fresh(database.dialect())) {
            var result = inspect(project, database, false);
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
    void anySchemaIsTakenOver(@ForAll("dialects") Dialect dialect, @ForAll("schemas") Schema schema) {
        try (var database = TestDatabase.fresh(dialect)) {
            for (var rendered : dialect.renderer().render(SchemaDiffer.diff(Schema.empty(), schema), Schema.empty())) {
                rendered.statements().forEach(statement -> database.execute(statement.sql()));
            }
            takeOver(database);
        }
    }
}
