package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From sources to a source that compiles and stands for them. */
class SquashTest {
    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    private SquashResult squash(@Nullable Integer target) {
        return squash(target, false);
    }

    private SquashResult squash(@Nullable Integer target, boolean dryRun) {
        return Squash.run(new SquashRequest(
                shop.code(), shop.sources(), null, target == null ? null : new MigrationId(target), dryRun));
    }

    private List<String> problems() {
        return Check.run(new CheckRequest(shop.code(), null)).problems();
    }

    /** Three migrations of the same table. */
    private void threeMigrations() {
        shop.model("Author", "fields.varchar(\"name\", 80);").makeMigrations();
        shop.model("Author", "fields.varchar(\"name\", 80);", "fields.integer(\"age\").nullable();")
                .makeMigrations();
        shop.model("Author", "fields.varchar(\"name\", 90);", "fields.integer(\"age\").nullable();")
                .makeMigrations();
    }

    @Test
    void theSquashIsWrittenBesideTheOthersAndStandsForThem() {
        threeMigrations();

        var result = squash(null);

        assertThat(result.id()).hasToString("Migration0001To0003");
        assertThat(result.squashed()).hasSize(3);
        assertThat(result.operationsBefore()).isEqualTo(3);
        assertThat(result.operationLines()).containsExactly("  + create table author");
        assertThat(shop.migrations())
                .containsExactly(
                        "Migration0001.java", "Migration0001To0003.java", "Migration0002.java", "Migration0003.java");
        assertThat(shop.read("shop.migrations.Migration0001To0003"))
                .contains("Stands for Migration0001 to Migration0003", "varchar(90)", "@Fingerprint");
        assertThat(problems()).isEmpty();
        assertThat(shop.makeMigrations().hasChanges()).isFalse();
    }

    @Test
    void theNextMigrationComesAfterItAlsoWhereTheOthersAreGone() {
        threeMigrations();
        squash(null);
        shop.delete("shop.migrations.Migration0001")
                .delete("shop.migrations.Migration0002")
                .delete("shop.migrations.Migration0003")
                .model("Author", "fields.varchar(\"name\", 90);");

        assertThat(shop.makeMigrations().migrations().get(0).id()).hasToString("Migration0004");
        assertThat(problems()).isEmpty();
        assertThat(squash(4).operationLines()).containsExactly("  + create table author");
    }

    @Test
    void whatIsTheFirstOrIsSquashedAlreadyOrIsNotThereIsRefused() {
        assertThatThrownBy(() -> squash(null)).hasMessage("there are no migrations to squash");
        threeMigrations();

        assertThatThrownBy(() -> squash(1))
                .hasMessageStartingWith("there is nothing to squash: Migration0001 is the first");
        assertThatThrownBy(() -> squash(7)).hasMessageContaining("there is no Migration0007");
        squash(2);
        assertThatThrownBy(() -> squash(2)).hasMessageStartingWith("Migration0001To0002 already exists");
        assertThat(shop.migrations()).hasSize(4);
        assertThat(squash(3).squashed())
                .extracting(MigrationId::toString)
                .containsExactly("Migration0001To0002", "Migration0003");
    }

    /** To delete its source would be the end of them. */
    @Test
    void whereNothingElseIsThereItCannotBeMadeAnew() {
        threeMigrations();
        squash(null);
        shop.delete("shop.migrations.Migration0001")
                .delete("shop.migrations.Migration0002")
                .delete("shop.migrations.Migration0003");

        assertThatThrownBy(() -> squash(null))
                .hasMessageStartingWith("there is nothing to squash: Migration0001To0003 is the first migration");
        assertThatThrownBy(() -> squash(3))
                .hasMessageStartingWith("there is nothing to squash: Migration0001To0003 is the first migration");
    }

    @Test
    void theTargetMayBeTheNameOfTheSquash() {
        threeMigrations();

        var request = new SquashRequest(shop.code(), shop.sources(), null, new MigrationId(2, true), false);

        assertThat(Squash.run(request).id()).hasToString("Migration0001To0002");
    }

    @Test
    void oneThatWasEditedIsNotSquashed() {
        threeMigrations();
        shop.replace("shop.migrations.Migration0002", "integer()", "bigint()");

        assertThatThrownBy(() -> squash(null))
                .hasMessageStartingWith("Migration0002 was edited")
                .hasMessageContaining("No squash was written");
        assertThat(shop.migrations()).hasSize(3);
    }

    @Test
    void aDryRunWritesNothing() {
        threeMigrations();

        assertThat(squash(2, true).operationLines()).containsExactly("  + create table author");
        assertThat(shop.migrations()).hasSize(3);
    }

    @Test
    void checkTellsASquashThatLeavesAnotherSchema() {
        threeMigrations();
        squash(null);
        shop.replace("shop.migrations.Migration0001To0003", "varchar(90)", "varchar(91)");

        assertThat(problems())
                .anyMatch(
                        problem -> problem.startsWith("Migration0001To0003 leaves another schema than the migrations"))
                .anyMatch(problem -> problem.startsWith("Migration0001To0003 was edited"));
    }

    /** They leave the same schema, and rows may be others. */
    @Test
    void checkTellsASquashOfOthers() {
        shop.migration(
                        "Migration0001",
                        "createTable(\"author\", column(\"id\", bigint()).autoIncrement(), primaryKey(\"author_pkey\", \"id\"))")
                .migration("Migration0002", "runSql(\"delete from author\").reversedBy(\"\")");
        squash(null);
        assertThat(problems()).noneMatch(problem -> problem.contains("To0002"));
        shop.replace("shop.migrations.Migration0002", "delete from", "truncate table");

        assertThat(problems())
                .anyMatch(problem -> problem.startsWith(
                        "Migration0001To0002 was made of other migrations than those for which it stands now"));
    }

    @Test
    void sourcesThatAreGoneInPartAreTold() {
        threeMigrations();
        squash(null);
        shop.delete("shop.migrations.Migration0002");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(
                        "Migration0002 is missing, while other migrations that Migration0001To0003 replaces are there");
    }

    @Test
    void theListHasTheWayThatTheDatabaseWent() {
        threeMigrations();
        squash(2);
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            var request = shop.request(database.database(), MigrateRequest.Mode.RUN);
            assertThat(ListMigrations.run(request))
                    .extracting(each -> each.id() + " " + each.state())
                    .containsExactly("Migration0001To0002 PENDING", "Migration0003 PENDING");
            Migrate.run(request);
            assertThat(ListMigrations.run(request))
                    .extracting(each -> each.id() + " " + each.state())
                    .containsExactly("Migration0001To0002 APPLIED", "Migration0003 APPLIED");
        }
    }

    @Test
    void theSqlIsThatOfTheSquashAndOfTheOthersWhereOneIsWanted() {
        threeMigrations();
        squash(null);

        assertThat(sql(null)).hasSize(1).first().asString().startsWith("-- Migration0001To0003");
        assertThat(sql(new MigrationId(3))).first().asString().startsWith("-- Migration0003");
        assertThat(sql(new MigrationId(3).squash())).first().asString().startsWith("-- Migration0001To0003");
    }

    private List<String> sql(@Nullable MigrationId id) {
        return WriteSql.run(new SqlRequest(
                        shop.code(), null, Dialect.H2, id == null ? Range.ALL : Range.of(id), Direction.APPLY, null))
                .lines()
                .stream()
                .filter(line -> line.startsWith("-- Migration"))
                .toList();
    }

    private static final String STEP = """
            class FillNames implements dev.qorm.operation.JavaStep {
                @Override
                public void run(java.sql.Connection connection) {}
            }
            """;

    @Test
    void stepsInJavaStayAtTheirPlaces() {
        shop.write("shop.steps.FillNames", "package shop.steps;\npublic final " + STEP)
                .migration(
                        "Migration0001",
                        "createTable(\"author\", column(\"id\", bigint()).autoIncrement(), primaryKey(\"author_pkey\", \"id\"))")
                .migration(
                        "Migration0002",
                        "runJava(shop.steps.FillNames.class).reversedBy(dev.qorm.operation.JavaStep.Nothing.class)")
                .migration("Migration0003", "addColumn(\"author\", column(\"name\", varchar(80)).nullable())");

        var result = squash(null);

        assertThat(result.operationLines())
                .containsExactly("  + create table author", "  ~ run java: FillNames", "  + add column author.name");
        assertThat(result.irreversible()).isEmpty();
        assertThat(result.file())
                .content()
                .contains(
                        "runJava(FillNames.class).reversedBy(JavaStep.Nothing.class)", "import shop.steps.FillNames;");
        assertThat(problems()).noneMatch(problem -> problem.contains("Migration"));
    }

    @Test
    void aStepThatWouldGoWithItsMigrationIsNotSquashed() {
        shop.migration("Migration0001", "createTable(\"author\", column(\"id\", bigint()))")
                .migrationWith("Migration0002", "static final " + STEP, "runJava(FillNames.class)");

        assertThatThrownBy(() -> squash(null))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Migration0002$FillNames would go with the source of its migration")
                .hasMessageContaining("move it into a file of its own");

        shop.migrationWith("Migration0002", "static final " + STEP, "runJava(FillNames.class).elidable()");

        assertThat(squash(null).operationLines()).containsExactly("  + create table author");
    }

    @Test
    void statementsByHandStayAtTheirPlaces() {
        shop.migration(
                        "Migration0001",
                        "createTable(\"author\", column(\"id\", bigint()).autoIncrement(), primaryKey(\"author_pkey\", \"id\"))")
                .migration(
                        "Migration0002",
                        "runSql(\"insert into author default values\").reversedBy(\"delete from author\")")
                .migration("Migration0003", "addColumn(\"author\", column(\"name\", varchar(80)).nullable())");

        var result = squash(null);

        assertThat(result.statementsByHand()).isEqualTo(1);
        assertThat(result.irreversible()).isEmpty();
        assertThat(result.operationLines())
                .containsExactly(
                        "  + create table author",
                        "  ~ run sql: insert into author default values",
                        "  + add column author.name");
        assertThat(problems()).noneMatch(problem -> problem.contains("Migration"));
    }
}
