package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each goal makes of a statement that takes the place of operations. */
class InsteadOfMigrationsTest {
    private static final String FIRST = "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
            + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))";
    private static final String ADD = "alter table author add column age integer";
    private static final String DROP = "alter table author drop column age";
    private static final String AGE = "runSql(\"" + ADD + "\").reversedBy(\"" + DROP + "\").on(\"h2\", \"sqlite\")"
            + ".insteadOf(addColumn(\"author\", column(\"age\", integer()).nullable()))";

    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    @BeforeEach
    void twoMigrations() {
        shop.model("Author", "fields.varchar(\"name\", 80);", "fields.integer(\"age\").nullable();")
                .migration("Migration0001", FIRST)
                .migration("Migration0002", AGE);
    }

    private CheckResult check() {
        return Check.run(new CheckRequest(shop.code(), null));
    }

    private List<String> problems() {
        return check().problems();
    }

    private List<String> sql(Dialect dialect, Direction direction, @Nullable MigrationId id) {
        return WriteSql.run(new SqlRequest(
                        shop.code(), null, dialect, id == null ? Range.ALL : Range.of(id), direction, null))
                .lines();
    }

    private MigrateResult migrate(TestDatabase database, Mode mode) {
        return Migrate.run(shop.request(database.database(), mode));
    }

    private List<String> differences(TestDatabase database) {
        return Verify.run(new VerifyRequest(shop.request(database.database(), Mode.RUN), null)).differences().stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean isOfOwnSql(Dialect dialect) {
        return dialect == Dialect.H2 || dialect == Dialect.SQLITE;
    }

    @Test
    void theModelsHaveNoChangeLeft() {
        assertThat(problems()).isEmpty();
        assertThat(shop.makeMigrations().hasChanges()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isListedAsWhatItIsThere(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            migrate(database, Mode.RUN);

            assertThat(ListMigrations.run(shop.request(database.database(), Mode.RUN)))
                    .extracting(each -> each.state() + " " + each.summary())
                    .containsExactly(
                            "APPLIED create table author",
                            "APPLIED add column author.age" + (isOfOwnSql(dialect) ? ", by sql: " + ADD : ""));
            assertThat(differences(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScriptHasTheSqlThereAndBack(Dialect dialect) {
        var there = sql(dialect, Direction.APPLY, new MigrationId(2));
        var back = sql(dialect, Direction.ROLL_BACK, new MigrationId(2));

        if (isOfOwnSql(dialect)) {
            assertThat(there).containsSubsequence("-- add column author.age, by sql: " + ADD, ADD + ";");
            assertThat(back).containsSubsequence("-- drop column author.age, by sql: " + DROP, DROP + ";");
        } else {
            assertThat(there).contains("-- add column author.age").doesNotContain(ADD + ";");
            assertThat(back).contains("-- drop column author.age").doesNotContain(DROP + ";");
        }
        assertThat(String.join("\n", there)).contains("add");
        assertThat(String.join("\n", back)).contains("drop");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatWasDoneByHandIsRecordedOnceItIsThere(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var first = shop.request(database.database(), Mode.RUN);
            Migrate.run(new MigrateRequest(
                    first.code(),
                    null,
                    first.database(),
                    first.historyTable(),
                    new MigrationId(1),
                    first.lockTimeout(),
                    Mode.RUN,
                    first.listener()));
            assertThatThrownBy(() -> migrate(database, Mode.FAKE))
                    .hasMessageContaining("nothing was recorded")
                    .hasMessageContaining("age");
            database.execute(ADD);

            assertThat(migrate(database, Mode.FAKE).migrations()).containsExactly(new MigrationId(2));
            assertThat(differences(database)).isEmpty();
            Rollback.run(shop.request(database.database(), Mode.RUN));
            assertThat(differences(database)).isEmpty();
        }
    }

    /** What a database cannot do, another statement does there. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatTheDatabaseCannotDoMayBeDoneInAnotherWay(Dialect dialect) {
        shop.migration(
                "Migration0003",
                "runSql(\"create index author_age_ix on author (age)\")"
                        + ".reversedBy(\"drop index author_age_ix\").on(\"h2\").insteadOf("
                        + "createIndex(\"author\", index(\"author_age_ix\", \"age\").where(\"age > 3\")))");
        var isRefused = dialect.isMySqlFamily();
        try (var database = TestDatabase.fresh(dialect)) {
            if (isRefused) {
                assertThatThrownBy(() -> migrate(database, Mode.RUN)).hasMessageContaining("author_age_ix");
                return;
            }
            migrate(database, Mode.RUN);
            // The index of H2 is not quite the one that the migration says.
            assertThat(differences(database)).hasSize(dialect == Dialect.H2 ? 1 : 0);
            Rollback.run(shop.request(database.database(), Mode.RUN));
            assertThat(differences(database)).isEmpty();
        }
    }

    @Test
    void whatDoesNotFollowIsNamed() {
        shop.migration("Migration0003", "runSql(\"x\").insteadOf(dropColumn(\"author\", column(\"size\", integer())))");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(
                        "Migration0003 does not fit the schema that the migrations before it lead to, at 'drop column author.size,"
                                + " by sql: x':"
                                + " in its insteadOf(…), 'drop column author.size': ");
        assertThatThrownBy(shop::makeMigrations).hasMessageContaining("in its insteadOf(…)");
    }

    @Test
    void whatIsMisusedIsSaidWithItsPlace() {
        shop.migration("Migration0003", "runSql(\"x\").insteadOf(runSql(\"y\"))");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains(
                        "Migration0003 cannot return its operations", "insteadOf(…) of runSql(\"x\") has 'run sql: y'");
    }

    @Test
    void whatLosesDataIsTold() {
        assertThat(check().destructive()).isEmpty();
        shop.migration(
                "Migration0003",
                "runSql(\"x\").on(\"h2\").insteadOf(dropColumn(\"author\", column(\"age\", integer()).nullable()))");

        assertThat(check().destructive()).containsExactly(new MigrationId(3));
    }

    @Test
    void staysInASquashAtItsPlace() {
        shop.migration("Migration0003", "addColumn(\"author\", column(\"slug\", varchar(80)).nullable())")
                .model(
                        "Author",
                        "fields.varchar(\"name\", 80);",
                        "fields.integer(\"age\").nullable();",
                        "fields.varchar(\"slug\", 80).nullable();");

        var result = Squash.run(new SquashRequest(shop.code(), shop.sources(), null, null, false));

        assertThat(result.operationLines())
                .containsExactly(
                        "  + create table author",
                        "  + add column author.age, by sql (h2, sqlite): " + ADD,
                        "  + add column author.slug");
        assertThat(result.irreversible()).isEmpty();
        assertThat(problems()).isEmpty();
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrate(database, Mode.RUN);
            assertThat(differences(database)).isEmpty();
            Rollback.run(shop.request(database.database(), Mode.RUN));
            assertThat(database.introspect().tables()).isEmpty();
        }
    }
}
