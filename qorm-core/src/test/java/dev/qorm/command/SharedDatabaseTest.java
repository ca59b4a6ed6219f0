package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.command.MigrationStatus.State;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two applications in one database, each with its own history: neither sees or changes what is the other's. */
class SharedDatabaseTest {
    private static final String SHOP = "shop_history";
    private static final String LIBRARY = "library_history";

    private static TestProject application(String model) {
        var project = TestProject.empty().model(model, "fields.varchar(\"name\", 80);");
        project.makeMigrations();
        project.model(model, "fields.varchar(\"name\", 80);", "fields.integer(\"number\").nullable();");
        project.makeMigrations();
        return project;
    }

    private static VerifyResult verify(TestProject project, TestDatabase database, String history) {
        return Verify.run(new VerifyRequest(project.request(database.database(), history, Mode.RUN), null));
    }

    private static List<State> states(TestProject project, TestDatabase database, String history) {
        return ListMigrations.run(project.request(database.database(), history, Mode.RUN)).stream()
                .map(MigrationStatus::state)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatOneDoesIsNothingToTheOther(Dialect dialect) {
        try (var shop = application("Item");
                var library = application("Book");
                var database = TestDatabase.fresh(dialect)) {
            Migrate.run(shop.request(database.database(), SHOP, Mode.RUN));
            assertThat(states(library, database, LIBRARY)).containsOnly(State.PENDING);
            Migrate.run(library.request(database.database(), LIBRARY, Mode.RUN));
            assertThat(Stream.of(verify(shop, database, SHOP), verify(library, database, LIBRARY)))
                    .allMatch(result ->
                            result.applied() == 2 && result.differences().isEmpty());

            Rollback.run(shop.request(database.database(), SHOP, Mode.RUN));
            assertThat(states(shop, database, SHOP)).containsExactly(State.APPLIED, State.PENDING);
            assertThat(states(library, database, LIBRARY)).containsOnly(State.APPLIED);
            Rollback.run(shop.request(database.database(), SHOP, Mode.RUN));
            assertThat(verify(library, database, LIBRARY).differences()).isEmpty();
            assertThat(database.query("select migration from library_history")).hasSize(2);
            assertThat(database.query("select migration from shop_history")).isEmpty();

            try (var fresh = TestProject.empty()) {
                var found = Inspect.run(new InspectRequest(
                        fresh.request(database.database(), Mode.RUN),
                        new ModelsPlace(fresh.sources(), null, "found.models"),
                        false,
                        fresh.sources().resolveSibling("take-over.sql")));
                assertThat(found.written())
                        .extracting(file -> file.getFileName().toString())
                        .containsExactly("Book.java");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "history", "_history", "Shop_history", "shop history", "shop;_history", "läden_history"})
    void aNameThatDatabasesReadDifferentlyIsRefused(String name) {
        assertRefused(name);
    }

    @Test
    void aNameThatADatabaseWouldCutIsRefused() {
        assertRefused("x".repeat(43) + "_history");
    }

    private static void assertRefused(String name) {
        try (var project = TestProject.empty();
                var database = TestDatabase.fresh(Dialect.H2)) {
            var request = project.request(database.database(), name, Mode.RUN);
            assertThatThrownBy(() -> Migrate.run(request))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContainingAll("qorm.historyTable is '" + name + "'", "such as shop_history");
        }
    }

    @Test
    void aTableOfAModelIsNotTakenForAHistory() {
        try (var project = application("ShopLock");
                var database = TestDatabase.fresh(Dialect.H2)) {
            var request = project.request(database.database(), SHOP, Mode.RUN);
            assertThatThrownBy(() -> Migrate.run(request))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContainingAll("the migrations have a table shop_lock", "qorm.historyTable");
        }
    }
}
