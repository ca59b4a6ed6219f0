package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collations of columns, from models to databases and back. */
class CollationsTest {
    static Stream<Dialect> withCollations() {
        return TestDatabase.dialects().filter(dialect -> dialect != Dialect.H2);
    }

    /** Returns one that each of the databases has. */
    private static String name(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> "C";
            case SQLITE -> "nocase";
            default -> "utf8mb4_general_ci";
        };
    }

    private static String declared(Dialect dialect) {
        return "fields.varchar(\"email\", 40).collation(\"" + dialect.urlName() + "\", \"" + name(dialect) + "\")";
    }

    private static String inSql(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? "\"C\"" : name(dialect);
    }

    private static List<String> verify(TestProject project, TestDatabase database) {
        return Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null)).remarks().stream()
                .map(Remark::toString)
                .toList();
    }

    private static void migrate(TestProject project, TestDatabase database) {
        Migrate.run(project.request(database.database(), Mode.RUN));
        assertThat(InspectTest.differences(project, database)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void inspectWritesThemInModels(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table account (id int not null primary key, email varchar(40) collate "
                    + inSql(dialect) + " not null unique)");

            var remarks = TakeOverTest.takeOver(
                    database,
                    (old, made) -> assertThat(made.introspect().table("account").column("email"))
                            .isEqualTo(old.introspect().table("account").column("email"))
                            .satisfies(column -> assertThat(column.collation(dialect.urlName()))
                                    .isEqualTo(name(dialect))));

            assertThat(remarks).noneMatch(remark -> remark.contains("collat"));
        }
    }

    @Test
    void aCollationOfPostgresqlThatMigrationsHaveToCreate() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            var create =
                    "create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";
            database.execute(create);
            database.execute("create table t (id int primary key, email text collate any_case)");

            assertThat(InspectTest.inspect(project, database, false).remarks())
                    .singleElement()
                    .asString()
                    .contains("needs the collation any_case", "add runSql(\"" + create + "\").reversedBy(\"drop");
            project.makeMigrations();
            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.FAKE)))
                    .hasMessageContaining("needs the collation any_case");
            var first = project.read("shop.migrations.Migration0001");
            project.write(
                    "shop.migrations.Migration0001",
                    first.replaceFirst("@Fingerprint.*\\R", "")
                            .replace(
                                    "List.of(",
                                    "List.of(runSql(\"" + create + "\").reversedBy(\"drop collation any_case\"), "));
            Migrate.run(project.request(database.database(), Mode.FAKE));
            assertThat(verify(project, database)).isEmpty();
            TakenOver.migrateToAnEmptyOne(project, Dialect.POSTGRESQL);
        }
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void verifyFindsAnotherOne(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            project.model("Account", declared(dialect) + ";");
            project.makeMigrations();
            migrate(project, database);

            database.execute("drop table account");
            var table = "create table account (id " + (dialect == Dialect.SQLITE ? "integer" : "bigint") + " not null "
                    + switch (dialect) {
                        case POSTGRESQL -> "generated by default as identity primary key";
                        case SQLITE -> "primary key autoincrement";
                        default -> "auto_increment primary key";
                    };
            database.execute(table + ", email varchar(40) not null)");
            assertThat(InspectTest.differences(project, database))
                    .singleElement()
                    .asString()
                    .contains("email", "collation '" + name(dialect) + "'");
        }
    }

    /** It is kept where nobody says anything about it. */
    @ParameterizedTest
    @MethodSource("withCollations")
    void oneThatNoMigrationStates(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            project.model(
                    "Account",
                    "fields.integer(\"id\").primaryKey();",
                    "fields.varchar(\"email\", 40).nullable();",
                    "fields.integer(\"logins\").nullable();");
            project.makeMigrations();
            database.execute("create table account (id int not null, email varchar(40) collate " + inSql(dialect)
                    + ", logins int, constraint account_pkey primary key (id))"
                    + (dialect.isMySqlFamily() ? " collate " + dialect.collation() : ""));
            var fake = project.request(database.database(), Mode.FAKE);
            if (dialect.isMySqlFamily()) {
                assertThatThrownBy(() -> Migrate.run(fake)).hasMessageContaining("collation '" + name(dialect) + "'");
                return;
            }
            Migrate.run(fake);
            assertThat(InspectTest.differences(project, database)).isEmpty();
            assertThat(verify(project, database))
                    .containsExactly("account: the column email has the collation '" + name(dialect)
                            + "', which no migration states; qorm ignores that");
        }
    }

    /** One of its table is none of its own until a model states it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theOneOfTheTable(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table account (id int not null primary key, email varchar(40) not null unique)"
                    + " collate utf8mb4_general_ci");
            database.execute("insert into account values (1, 'ada')");
            InspectTest.inspect(project, database, false);
            var model = project.read("shop.models.Account");
            assertThat(model).doesNotContain("collation");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.FAKE));

            for (var name : List.of("utf8mb4_general_ci", String.valueOf(dialect.collation()), "utf8mb4_unicode_ci")) {
                project.write(
                        "shop.models.Account",
                        model.replace(
                                "fields.varchar(\"email\", 40)",
                                "fields.varchar(\"email\", 40).collation(\"" + dialect.urlName() + "\", \"" + name
                                        + "\")"));
                assertThat(InspectTest.differences(project, database)).isEmpty();
                project.makeMigrations();
                assertThat(InspectTest.differences(project, database)).isEmpty();
                migrate(project, database);
                assertThat(database.query("select collation_name from information_schema.columns where table_schema ="
                                + " database() and table_name = 'account' and column_name = 'email'"))
                        .containsExactly(List.of(name));
            }
            for (var i = 0; i < 3; i++) {
                Rollback.run(project.request(database.database(), Mode.RUN));
                assertThat(InspectTest.differences(project, database)).isEmpty();
            }
            database.execute("insert into account values (2, 'ADA')");
        }
    }

    /** As inspect wrote it before models had collations. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void oneInAType(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            var type = "varchar(40) character set utf8mb4 collate utf8mb4_general_ci";
            project.model("Account", "fields.nativeType(\"email\", \"" + type + "\");");
            project.makeMigrations();
            migrate(project, database);

            database.execute("alter table account modify email varchar(40) collate utf8mb4_unicode_ci not null");
            assertThat(InspectTest.differences(project, database)).hasSize(1);
            database.execute("alter table account modify email " + type.toUpperCase(Locale.ROOT) + " not null");
            assertThat(InspectTest.differences(project, database)).isEmpty();

            project.model("Account", declared(dialect) + ";");
            project.makeMigrations(new Answers(null, "none", null, null, null));
            migrate(project, database);
            Rollback.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theColumnsOfRelationsFollowTheirKey(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            project.model("Pony", "fields.varchar(\"code\", 10).primaryKey();");
            project.model("Rider", "fields.manyToOne(\"pony\", Pony.class);");
            project.makeMigrations();
            migrate(project, database);
            database.execute("insert into pony values ('Star')");
            database.execute("insert into rider (pony_code) values ('Star')");

            project.model(
                    "Pony",
                    "fields.varchar(\"code\", 10).primaryKey().collation(\"postgresql\", \"C\").collation(\"sqlite\","
                            + " \"NOCASE\").collation(\"mariadb\", \"utf8mb4_general_ci\").collation(\"mysql\","
                            + " \"utf8mb4_general_ci\");");
            project.makeMigrations();

            var second = project.read("shop.migrations.Migration0002");
            assertThat(second.replaceAll("\\s", ""))
                    .contains("alterColumn(\"pony\"", "alterColumn(\"rider\"")
                    .contains(".collation(\"mariadb\",\"utf8mb4_general_ci\")"
                            + ".collation(\"mysql\",\"utf8mb4_general_ci\")"
                            + ".collation(\"postgresql\",\"C\")"
                            + ".collation(\"sqlite\",\"nocase\")");
            migrate(project, database);
            assertThat(project.makeMigrations().hasChanges()).isFalse();
            Rollback.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();
        }
    }

    @Test
    void whatCannotBe() {
        try (var project = TestProject.empty()) {
            project.model(
                    "Account",
                    "fields.varchar(\"a\", 40).collation(\"h2\", \"x\");",
                    "fields.varchar(\"b\", 40).collation(\"oracle\", \"x\");",
                    "fields.varchar(\"c\", 40).collation(\"sqlite\", \"german\");",
                    "fields.varchar(\"d\", 40).collation(\"mysql\", \"latin1_swedish_ci\");",
                    "fields.integer(\"e\").collation(\"mysql\", \"utf8mb4_bin\");",
                    "fields.text(\"f\").collation(\"sqlite\", \"nocase\").collation(\"sqlite\", \"rtrim\");",
                    "fields.nativeType(\"g\", \"text collate nocase\").collation(\"sqlite\", \"rtrim\");",
                    "fields.varchar(\"h\", 40).collation(\"postgresql\", \"default\");");

            assertThatThrownBy(project::makeMigrations)
                    .hasMessageContaining("a cannot have the collation 'x' on H2, which has none for a column")
                    .hasMessageContaining("b has a collation on 'oracle', which is no database; there are")
                    .hasMessageContaining("c cannot have the collation 'german' on sqlite, which itself has binary")
                    .hasMessageContaining(
                            "d cannot have the collation 'latin1_swedish_ci' on mysql: it must be one of" + " utf8mb4")
                    .hasMessageContaining("column e of type integer cannot have a collation")
                    .hasMessageContaining("column f has two collations on one database")
                    .hasMessageContaining("column g has a collation in its type 'text collate nocase' already")
                    .hasMessageContaining("h cannot have the collation 'default' on postgresql");
        }
    }
}
