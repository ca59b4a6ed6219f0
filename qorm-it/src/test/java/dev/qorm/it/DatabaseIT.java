package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way to a real PostgreSQL: driver, credentials, and what happens when a statement is refused. */
class DatabaseIT {
    private static final String PASSWORD = "s3cr3t-Zq7";
    private static final String DRIVER =
            Poms.dependency("org.postgresql", "postgresql", System.getProperty("qorm.it.postgresql"), "test");
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** A database of its own, and a user whose password is a word that occurs nowhere else. */
    private static String fresh(String database) {
        try (var admin = Client.at(server.getJdbcUrl("postgres", "postgres"))) {
            if (admin.query("select 1 from pg_roles where rolname = 'ann'").isEmpty()) {
                admin.execute("create role ann superuser login password '" + PASSWORD + "'");
            }
            admin.execute("create database " + database + " owner ann");
        }
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    private static Client client(String url) {
        return Client.at(url + "?user=postgres");
    }

    private static Project shop(String name, String dependencies) {
        var shop = Project.empty(name)
                .write("pom.xml", Poms.single(name, dependencies, ""))
                .model("shop.models.Item", "fields.varchar(\"name\", 80);");
        shop.mvn("qorm:makemigrations").succeeds();
        return shop;
    }

    @Test
    void credentialsComeFromEverywhereAndAreNeverPrinted() {
        var url = fresh("credentials");
        var shop = shop("credentials", DRIVER);
        var byProperties = new String[] {"-Dqorm.url=" + url, "-Dqorm.user=ann", "-Dqorm.password=" + PASSWORD};

        shop.mvn("-X", "qorm:migrate", byProperties[0], byProperties[1], byProperties[2])
                .succeeds()
                .says("Applied migration Migration0001")
                .saysNothingOf(PASSWORD);
        shop.mvn("-X", "qorm:rollback", "-Dqorm.url=" + url + "?user=ann&password=" + PASSWORD)
                .succeeds()
                .says("Rolled back migration Migration0001")
                .saysNothingOf(PASSWORD);
        shop.environment("QORM_URL", url).environment("QORM_USER", "ann").environment("QORM_PASSWORD", PASSWORD);
        shop.mvn("-X", "qorm:migrate")
                .succeeds()
                .says("Applied migration Migration0001")
                .saysNothingOf(PASSWORD);
        try (var database = client(url)) {
            assertThat(database.query("select * from item")).isEmpty();
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAClearError() {
        var shop = shop("unreachable", DRIVER);

        shop.mvn("qorm:migrate", "-Dqorm.url=jdbc:postgresql://localhost:1/shop")
                .fails()
                .says("no connection to jdbc:postgresql://localhost:1/shop")
                .saysNothingOf("at dev.qorm");
        shop.mvn("qorm:migrate", "-Dqorm.url=" + fresh("unreachable") + "x", "-Dqorm.user=ann")
                .fails()
                .says("no connection to")
                .saysNothingOf("at dev.qorm");
        shop.mvn("qorm:migrate", "-Dqorm.url=jdbc:oracle:thin:@localhost/shop")
                .fails()
                .says(
                        "qorm knows URLs that begin with jdbc:postgresql:, jdbc:mariadb:, jdbc:mysql:, jdbc:sqlite:, jdbc:h2:")
                .saysNothingOf("at dev.qorm");
    }

    @Test
    void withoutADriverTheErrorHoldsWhatToPaste() {
        shop("no-driver", "")
                .mvn("qorm:migrate", "-Dqorm.url=jdbc:postgresql://localhost/shop")
                .fails()
                .says("<groupId>org.postgresql</groupId>", "<artifactId>postgresql</artifactId>");
    }

    @Test
    void aRefusedStatementLeavesDatabaseAndHistoryTellingTheSameStory() {
        var url = fresh("refused");
        var shop = shop("refused", DRIVER);
        var connection = new String[] {"-Dqorm.url=" + url, "-Dqorm.user=postgres"};
        shop.mvn("qorm:migrate", connection[0], connection[1]).succeeds();
        try (var database = client(url)) {
            database.execute("insert into item (name) values ('hat'), ('hat')");
        }
        shop.model(
                "shop.models.Item", "fields.varchar(\"name\", 80).unique();", "fields.integer(\"stock\").nullable();");
        shop.mvn("qorm:makemigrations").succeeds();

        shop.mvn("qorm:migrate", connection[0], connection[1])
                .fails()
                .says(
                        "Migration0002 failed at 'add unique constraint item_name_key on item(name)'",
                        "statement: ",
                        "could not create unique index")
                .saysNothingOf("at dev.qorm");
        try (var database = client(url)) {
            assertThat(database.query("select migration from qorm_history")).isEqualTo(List.of("Migration0001"));
            assertThat(database.query("select column_name from information_schema.columns where table_name = 'item'"
                            + " order by 1"))
                    .isEqualTo(List.of("id", "name"));
            database.execute("delete from item where id = 2");
        }
        shop.mvn("qorm:migrate", connection[0], connection[1]).succeeds().says("Applied migration Migration0002");
    }

    @Test
    void indexesOfALargeTableAreBuiltConcurrentlyWhereThatIsWanted() {
        var url = fresh("large_table");
        var shop = shop("large-table", DRIVER);
        var connection = new String[] {"-Dqorm.url=" + url, "-Dqorm.user=postgres"};
        shop.mvn("qorm:migrate", connection[0], connection[1]).succeeds();
        try (var database = client(url)) {
            database.execute("insert into item (name) select 'item ' || i from generate_series(1, 10000) i");
        }
        shop.model(
                "shop.models.Item",
                "fields.varchar(\"name\", 80).indexed();",
                "fields.manyToOne(\"parent\", Item.class).nullable();");

        shop.mvn("qorm:makemigrations", "-Dqorm.concurrently", "-Dqorm.dryRun", "-Dqorm.dialect=postgresql")
                .succeeds()
                .says(
                        "Migration Migration0002 would be created",
                        "Migration Migration0003 would be created",
                        "create index concurrently \"item_name_idx\" on \"item\"(\"name\");");
        shop.mvn("qorm:makemigrations", "-Dqorm.concurrently")
                .succeeds()
                .says(
                        "Migration Migration0002 successfully created",
                        "  + add column item.parent_id",
                        "  src/main/java/shop/migrations/Migration0002.java",
                        "Migration Migration0003 successfully created",
                        "  + create index concurrently item_name_idx on item(name)",
                        "  + create index concurrently item_parent_id_idx on item(parent_id)",
                        "  + add foreign key concurrently item_parent_id_fkey on item(parent_id) to item(id)",
                        "  src/main/java/shop/migrations/Migration0003.java");
        shop.mvn("qorm:makemigrations").succeeds().says("No changes detected");
        shop.mvn("qorm:check").succeeds();
        shop.mvn("qorm:migrate", connection[0], connection[1])
                .succeeds()
                .says("Applied migration Migration0002", "Applied migration Migration0003");
        shop.mvn("qorm:verify", connection[0], connection[1]).succeeds().says("No difference");
        shop.mvn("qorm:rollback", connection[0], connection[1]).succeeds().says("Rolled back migration Migration0003");
        shop.mvn("qorm:migrate").succeeds().says("Applied migration Migration0003");
    }

    @Test
    void anEditedMigrationIsAnErrorThatSaysWhatToDo() {
        var shop = shop("edited", "");
        shop.mvn("qorm:migrate").succeeds();
        var file = "src/main/java/shop/migrations/Migration0001.java";
        shop.write(file, shop.read(file).replace("varchar(80)", "varchar(90)"));

        shop.mvn("qorm:migrate")
                .fails()
                .says("Migration0001 was edited after it was applied", "restore its source from version control")
                .saysNothingOf("at dev.qorm");
        shop.mvn("qorm:migrations").succeeds().says("edited");
    }

    @Test
    void aReadOnlyDatabaseIsAClearError() {
        var shop = shop("read-only-database", "");
        shop.mvn("qorm:migrate").succeeds();
        shop.model("shop.models.Item", "fields.varchar(\"name\", 90);")
                .mvn("qorm:makemigrations")
                .succeeds();
        var url = "jdbc:h2:file:" + shop.path(".qorm/database").toAbsolutePath() + ";ACCESS_MODE_DATA=r";

        shop.mvn("qorm:migrate", "-Dqorm.url=" + url).fails().says("read only").saysNothingOf("at dev.qorm");
    }
}
