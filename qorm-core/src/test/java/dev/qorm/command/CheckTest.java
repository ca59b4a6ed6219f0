package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestProject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is wrong and can be seen without a database, at once. */
class CheckTest {
    private static final String AUTHOR = "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
            + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))";

    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    private CheckResult check() {
        return Check.run(new CheckRequest(shop.code(), null));
    }

    @Test
    void whatAgreesHasNoProblems() {
        shop.model("Author", "fields.varchar(\"name\", 80);");
        shop.makeMigrations();

        assertThat(check()).isEqualTo(new CheckResult(List.of(), List.of(), List.of(), 1));
    }

    @Test
    void anEmptyProjectHasNoProblemsAndIsToldHowToBegin() {
        assertThat(check().problems()).isEmpty();
        assertThat(check().isWithoutModels()).isTrue();
        assertThat(check().warnings())
                .singleElement()
                .asString()
                .contains("qorm:create", "qorm:inspect", "docs/jpa.md");
    }

    @Test
    void modelsWithoutAMigrationAreListedWithWhatWillBeAsked() {
        shop.migration("Migration0001", AUTHOR).model("Author", "fields.varchar(\"fullName\", 80);");

        assertThat(check().problems())
                .singleElement()
                .asString()
                .contains(
                        "the models have changes without a migration",
                        "  - drop column author.name",
                        "  + add column author.full_name",
                        "mvn qorm:makemigrations",
                        "-Dqorm.rename=author.name:full_name");
    }

    @Test
    void problemsOfModelsAndOfMigrationsComeTogether() {
        shop.model("Author", "fields.varchar(\"name\", 0);")
                .write("shop.migrations.Helper", "package shop.migrations; class Helper {}")
                .write(
                        "shop.migrations.FillNames",
                        "package shop.migrations; class FillNames implements dev.qorm.operation.JavaStep {"
                                + " public void run(java.sql.Connection connection) {} }")
                .write("shop.migrations.Migration0001", "package shop.migrations; class Migration0001 {}")
                .write("other.Migration0003", "package other; class Migration0003 {}");

        assertThat(String.join("\n", check().problems()))
                .doesNotContain("FillNames")
                .contains(
                        "shop.models.Author.name: the length of a varchar",
                        "there are migrations in 2 packages: other, shop.migrations",
                        "shop.migrations, holds shop.migrations.Helper",
                        "Migration0002 is missing, but there is Migration0003, which comes later",
                        "other.Migration0003 is named like a migration but does not extend",
                        "shop.migrations.Migration0001 is named like a migration but does not extend");
    }

    @Test
    void anEditIsSeenAndCanBeMeant() {
        shop.model("Author", "fields.varchar(\"name\", 80);");
        shop.makeMigrations();
        shop.model("Author", "fields.varchar(\"name\", 90);")
                .replace("shop.migrations.Migration0001", "varchar(80)", "varchar(90)");

        var problem = check().problems().get(0);
        assertThat(problem).contains("Migration0001 was edited", "restore it from version control");

        var fingerprint = Pattern.compile("@Fingerprint\\(\"[^\"]+\"\\)");
        var meant = fingerprint.matcher(problem);
        assertThat(meant.find()).isTrue();
        shop.write(
                "shop.migrations.Migration0001",
                fingerprint.matcher(shop.read("shop.migrations.Migration0001")).replaceFirst(meant.group()));
        assertThat(check().problems()).isEmpty();
    }

    @Test
    void howAMigrationLooksAndIsRolledBackIsNoEdit() {
        shop.model("Author", "fields.varchar(\"name\", 80);", "fields.integer(\"age\");");
        shop.makeMigrations();
        shop.model("Author", "fields.varchar(\"name\", 80);");
        shop.makeMigrations();
        shop.replace("shop.migrations.Migration0002", "List.of(", "List.of( // by hand\n")
                .replace("shop.migrations.Migration0002", "integer()))", "integer())).reversedBySql(\"41 + 1\")");

        assertThat(check().problems()).isEmpty();
    }

    @Test
    void columnsWhoseWaysBackReadEachOtherAreNamed() {
        shop.model("Author", "fields.varchar(\"name\", 80);", "fields.integer(\"age\");", "fields.integer(\"size\");");
        shop.makeMigrations();
        shop.model("Author", "fields.varchar(\"name\", 80);");
        shop.makeMigrations();
        shop.replace("shop.migrations.Migration0002", "integer()))", "integer())).reversedBySql(\"age + size\")");

        var problem =
                "Migration0002 cannot be rolled back: the rows would get the values of author.size from age + size,"
                        + " and age is not there at that moment";
        assertThat(check().problems()).hasSize(1).first().asString().startsWith(problem);
        assertThatThrownBy(shop::makeMigrations)
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(problem);

        shop.replace("shop.migrations.Migration0002", ".reversedBySql(\"age + size\")", ".reversedBySql(\"id\")");
        assertThat(check().problems()).isEmpty();
    }

    @Test
    void whatIsWrittenByHandHasNoFingerprint() {
        shop.model("Author", "fields.varchar(\"name\", 80);").migration("Migration0001", AUTHOR);

        assertThat(check().problems()).isEmpty();
    }

    @Test
    void everyGapIsNamed() {
        shop.migration("Migration0002").migration("Migration0006");

        assertThat(String.join("\n", check().problems()))
                .contains(
                        "Migration0001 is missing, but there is Migration0002, which comes later",
                        "Migration0003 to Migration0005 are missing, but there is Migration0006, which comes later",
                        "mvn qorm:renumber -Dqorm.migration=Migration0006");
    }

    @Test
    void aNumberThatIsUsedTwiceIsNamed() {
        shop.migration("Migration0001", AUTHOR);
        shop.write(
                "other.Migration0001",
                shop.read("shop.migrations.Migration0001").replace("package shop.migrations", "package other"));

        assertThat(String.join("\n", check().problems()))
                .contains("2 packages", "there are two migrations named Migration0001");
    }

    @Test
    void migrationsThatDoNotFollowFromEachOtherAreNamed() {
        shop.migration("Migration0001", AUTHOR).migration("Migration0002", AUTHOR);

        assertThat(check().problems())
                .singleElement()
                .asString()
                .contains(
                        "Migration0002 does not fit the schema that the migrations before it lead to",
                        "create table author");
    }

    @ParameterizedTest
    @CsvSource({
        "addCheck(\"author\"; check(\"named\"; \"name <> ''\")), named",
        "addColumn(\"author\"; column(\"loud\"; varchar(80)).nullable().generatedAs(\"upper(name)\")), loud",
        "createIndex(\"author\"; index(\"nameless\"; \"id\").where(\"name is null\")), nameless"
    })
    void aColumnThatIsReadIsNotDropped(String reader, String name) {
        shop.migration("Migration0001", AUTHOR)
                .migration(
                        "Migration0002",
                        reader.replace(';', ','),
                        "dropColumn(\"author\", column(\"name\", varchar(80)))");

        assertThat(check().problems())
                .singleElement()
                .asString()
                .contains("Migration0002 does not fit", "author.name cannot be dropped: '" + name + "' reads it");
    }

    @Test
    void aMigrationThatCannotBeReadIsNamed() {
        shop.migration("Migration0001", "List.<Operation>of().get(0)");

        assertThat(check().problems())
                .singleElement()
                .asString()
                .contains("shop.migrations.Migration0001 cannot return its operations");
    }

    @Test
    void anErrorInTheCodeOfAMigrationIsNamed() {
        shop.migration("Migration0001", "operations().get(0)");

        assertThat(check().problems())
                .singleElement()
                .asString()
                .contains("shop.migrations.Migration0001 cannot return its operations: java.lang.StackOverflowError");
    }

    @Test
    void whatFailsBeforeTheCodeOfAMigrationIsNamed() {
        shop.migrationWith("Migration0001", "static final int SIZE = Integer.parseInt(\"many\");");

        assertThat(check().problems())
                .singleElement()
                .asString()
                .contains(
                        "shop.migrations.Migration0001 cannot return its operations",
                        "NumberFormatException: For input string: \"many\"");
    }

    @ParameterizedTest
    @CsvSource({
        "final, List.of(runSql(null)), the statement of runSql(…) is null",
        "final, null, operations() gives null; List.of() is none",
        "final, 'java.util.Arrays.asList(runSql(\"select 1\"), null)', one of the operations is null",
        "abstract, List.of(), Migration0001 is abstract; restore it as generated"
    })
    void aMigrationThatIsNoneIsNamed(String modifier, String operations, String problem) {
        shop.write("shop.migrations.Migration0001", """
                package shop.migrations;
                import static dev.qorm.operation.Operations.*;
                import dev.qorm.migration.Migration;
                import dev.qorm.operation.Operation;
                import java.util.List;
                public %s class Migration0001 extends Migration {
                    @Override
                    public List<Operation> operations() {
                        return %s;
                    }
                }
                """.formatted(modifier, operations));

        assertThat(check().problems())
                .singleElement()
                .asString()
                .startsWith("shop.migrations.Migration0001 ")
                .contains(problem);
    }

    @Test
    void whatLosesDataIsListedAndNoProblem() {
        shop.migration("Migration0001", AUTHOR)
                .migration("Migration0002", "dropColumn(\"author\", column(\"name\", varchar(80)))")
                .model("Author");

        var result = check();

        assertThat(result.problems()).isEmpty();
        assertThat(result.destructive()).containsExactly(new MigrationId(2));
    }
}
