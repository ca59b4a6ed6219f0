package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.postgresql.util.DriverInfo;

/** A real schema, Sakila: rewritten as models, built, and compared with what is published about it. */
class SakilaStoryIT {
    private static final String MODELS = "src/main/java/sakila/models/";
    private static final String FIRST = "src/main/java/sakila/migrations/Migration0001.java";
    private static final String MANAGER_KEY = "unique key store(manager_staff_id) name";

    @Test
    void sakilaOnTheEmbeddedDatabase() {
        var sakila = withModels(Project.of("sakila-h2"));
        play(sakila, "h2", () -> Client.of(sakila));
    }

    @Test
    void sakilaOnPostgres() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            var url = postgres.getJdbcUrl("postgres", "postgres");
            var driver = Poms.dependency("org.postgresql", "postgresql", DriverInfo.DRIVER_VERSION, "runtime");
            var sakila = withModels(Project.empty("sakila-postgresql"))
                    .write("pom.xml", Poms.single("sakila-postgresql", driver, ""))
                    .environment("QORM_URL", url);
            play(sakila, "postgresql", () -> Client.at(url));
            try (var database = Client.at(url)) {
                assertThat(database.query(SakilaFacts.text("catalog/postgresql-types.sql")))
                        .as("types that nobody uses any more")
                        .isEmpty();
            }
        }
    }

    static Project withModels(Project project) {
        var classes = SakilaFacts.text("models/classes.txt").lines().toList();
        for (var name : classes) {
            project.write(MODELS + name + ".java", SakilaFacts.text("models/" + name + ".java"));
        }
        return project;
    }

    private static void play(Project sakila, String database, Supplier<Client> clients) {
        makeMigrations(sakila);
        sakila.mvn("qorm:migrate").succeeds().says("Applied migration Migration0001");

        Map<String, List<String>> rows;
        Map<String, String> live;
        try (var client = clients.get()) {
            live = SakilaCatalog.read(client, database);
            SakilaDifferences.assertAllHaveAReason(SakilaFacts.published(), live, database);
            SakilaRows.insert(client, database);
            defaultsAndKeysWork(client);
            rows = SakilaRows.all(client);
            assertThat(rows.values()).hasSize(16).noneMatch(List::isEmpty);
        }

        edit(sakila);
        try (var client = clients.get()) {
            assertThat(SakilaRows.all(client)).isEqualTo(rows);
            var edited = new TreeMap<>(live);
            edited.put("column film.trailer_url type", "varchar(200)");
            edited.put("column film.trailer_url nullable", "yes");
            edited.put(MANAGER_KEY, "idx_unique_manager");
            assertThat(SakilaCatalog.read(client, database)).isEqualTo(edited);
        }

        sakila.mvn("qorm:rollback").succeeds().says("Rolled back migration Migration0002");
        try (var client = clients.get()) {
            assertThat(SakilaRows.all(client)).isEqualTo(rows);
            assertThat(SakilaCatalog.read(client, database)).isEqualTo(live);
        }

        sakila.mvn("qorm:migrate").succeeds().says("Applied migration Migration0002");
        sakila.mvn("qorm:rollback", "-Dqorm.all")
                .succeeds()
                .says("Rolled back migration Migration0002", "Rolled back migration Migration0001");
        try (var client = clients.get()) {
            assertThat(SakilaCatalog.read(client, database)).isEmpty();
        }
    }

    private static void makeMigrations(Project sakila) {
        var build = sakila.mvn("qorm:makemigrations")
                .succeeds()
                .says("Migration Migration0001 successfully created", "  " + FIRST);
        assertThat(build.count("+ create table ")).isEqualTo(16);
        assertThat(build.count("+ add foreign key "))
                .as("only the circle of store and staff is cut")
                .isEqualTo(1);
        build.says("+ add foreign key fk_staff_store on staff(store_id) to store");
        tablesComeAfterThoseTheyReferTo(sakila.read(FIRST));

        sakila.mvn("qorm:makemigrations").succeeds().says("No changes detected");
        assertThat(sakila.has(FIRST.replace("0001", "0002"))).isFalse();
    }

    private static void tablesComeAfterThoseTheyReferTo(String migration) {
        SakilaFacts.rows("keys.csv", row -> {
            if (row.get("kind").equals("foreign key") && !row.get("name").equals("fk_staff_store")) {
                var target = row.get("references").replaceAll("\\(.*", "");
                assertThat(migration.indexOf("\"" + target + "\",\n"))
                        .as(row.get("name"))
                        .isPositive()
                        .isLessThan(migration.indexOf("\"" + row.get("name") + "\""));
            }
        });
    }

    private static void defaultsAndKeysWork(Client client) {
        assertThat(client.query(
                        "select concat_ws(' ', rental_duration, rental_rate, replacement_cost, rating) from film"
                                + " where title = 'Ace Goldfinger' and last_update is not null and length is null"))
                .containsExactly("3 4.99 19.99 G");
        assertThat(client.query("select rating from film order by rating")).containsExactly("G", "NC-17");
        assertThat(client.query("select active from customer where last_update is not null"))
                .hasSize(1);
        for (var refused : List.of(
                "insert into film (title, language_id, rating) values ('Unrated', 1, 'X')",
                "insert into film_actor (actor_id, film_id) values (1, 2)",
                "insert into store (manager_staff_id, address_id) values (1, 2)",
                "insert into city (city, country_id) values ('Nowhere', 99)",
                "delete from language where language_id = 2",
                "update film set rental_rate = 100")) {
            assertThatThrownBy(() -> client.execute(refused))
                    .as(refused)
                    .cause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).matches("2[23].*"));
        }
    }

    private static void edit(Project sakila) {
        replace(
                sakila,
                "Film",
                "super.schema",
                "fields.varchar(\"trailerUrl\", 200).nullable();\n        super.schema");
        replace(
                sakila,
                "Store",
                "super.schema",
                "fields.unique(\"manager\").named(\"idx_unique_manager\");\n        super.schema");
        sakila.mvn("qorm:makemigrations")
                .succeeds()
                .says("Migration Migration0002 successfully created", "  + add column film.trailer_url")
                .says("store_manager_staff_id_key", "idx_unique_manager");
        sakila.mvn("qorm:makemigrations").succeeds().says("No changes detected");
        sakila.mvn("qorm:migrate").succeeds().says("Applied migration Migration0002");
    }

    private static void replace(Project sakila, String model, String old, String replacement) {
        var file = MODELS + model + ".java";
        sakila.write(file, sakila.read(file).replace(old, replacement));
    }
}
