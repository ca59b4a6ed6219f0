package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.RenumberRequest.Keep;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.MigrationScanner;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Two branches that have used the same numbers become one sequence, or nothing is written. */
class RenumberTest extends Renumbering {
    @Test
    void mineOfAConflictMovesBehindTheirs() {
        conflict("Migration0002", EMAIL, SLUG);

        var result = renumber(Keep.THEIRS);

        assertThat(result.moves())
                .extracting(move -> move.from() + " -> " + move.to())
                .containsExactly("Migration0002 of HEAD -> Migration0003");
        assertThat(result.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("Migration0002.java", "Migration0003.java");
        assertThat(operations())
                .containsExactly("Migration0002 add column author.slug", "Migration0003 add column author.email");
        assertThat(shop.migrations()).hasSize(3);
    }

    @Test
    void theOtherSideCanBeMineToo() {
        conflict("Migration0002", EMAIL, SLUG);

        renumber(Keep.OURS);

        assertThat(operations())
                .containsExactly("Migration0002 add column author.email", "Migration0003 add column author.slug");
    }

    @Test
    void oursStaysWhenNobodySays() {
        conflict("Migration0002", EMAIL, SLUG);

        renumber(null);

        assertThat(operations())
                .containsExactly("Migration0002 add column author.email", "Migration0003 add column author.slug");
    }

    private void isApplied(String name, String operation) {
        var file = "shop.migrations." + name;
        var before = shop.read(file);
        shop.migration(name, operation);
        var id = MigrationId.parse(name).orElseThrow();
        applied.put(
                id, MigrationScanner.scan(shop.code(), null).sequence().get(id).checksum());
        shop.write(file, before);
    }

    @Test
    void whatTheDatabaseHasAppliedStays() {
        conflict("Migration0002", EMAIL, SLUG);
        isApplied("Migration0002", SLUG);

        assertThatThrownBy(() -> renumber(Keep.OURS))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("qorm.keep is ours, but the database has applied the migration that is theirs");
        renumber(null);

        assertThat(operations())
                .containsExactly("Migration0002 add column author.slug", "Migration0003 add column author.email");
    }

    @Test
    void aDatabaseWithAThirdMigrationOfThatNumberIsAnError() {
        conflict("Migration0002", EMAIL, SLUG);
        isApplied("Migration0002", BORN);

        assertThatThrownBy(() -> renumber(null))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("has applied a Migration0002 that is neither side");
    }

    @Test
    void anAppliedMigrationDoesNotMove() {
        shop.migration("Migration0002", SLUG);
        isApplied("Migration0002", SLUG);
        shop.migration("Migration0002_theirs", EMAIL);

        assertThatThrownBy(() -> renumber(null, "Migration0002"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("Migration0002 is applied to the database and keeps its number");
    }

    @Test
    void aDryRunWritesNothing() {
        conflict("Migration0002", EMAIL, SLUG);
        var before = shop.read("shop.migrations.Migration0002");
        dryRun = true;

        var result = renumber(null);

        assertThat(result.moves()).hasSize(1);
        assertThat(result.files()).isEmpty();
        assertThat(shop.read("shop.migrations.Migration0002")).isEqualTo(before);
        assertThat(shop.migrations()).hasSize(2);
    }

    @Test
    void whenAFileCannotBeWrittenAllAreAsBefore() throws IOException {
        conflict("Migration0002", EMAIL, SLUG);
        conflict("Migration0003", "renameColumn(\"author\", \"email\", \"mail\")", BORN);
        // A folder where the file should be, which is written after that of Migration0005.
        Files.createDirectories(shop.source("shop.migrations.Migration0004").resolve("full"));
        var second = shop.read("shop.migrations.Migration0002");

        assertThatThrownBy(() -> renumber(Keep.THEIRS))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cannot be written");

        assertThat(shop.read("shop.migrations.Migration0002")).isEqualTo(second);
        assertThat(shop.source("shop.migrations.Migration0005")).doesNotExist();
    }

    @Test
    void whoComesAfterAConflictIsAskedFor() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.migration("Migration0003", BORN);

        for (var keep : Keep.values()) {
            assertThatThrownBy(() -> renumber(keep))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContainingAll(
                            "Migration0003 comes after Migration0002",
                            "Migration0002 of " + (keep == Keep.OURS ? "main" : "HEAD")
                                    + " moves; name those of the same branch",
                            "-Dqorm.migration=Migration0003",
                            "-Dqorm.migration=none");
        }
    }

    @Test
    void whatCameAfterMineMovesWithIt() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.migration("Migration0003", "renameColumn(\"author\", \"email\", \"mail\")");

        renumber(Keep.THEIRS, "Migration0003");

        assertThat(operations())
                .containsExactly(
                        "Migration0002 add column author.slug",
                        "Migration0003 add column author.email",
                        "Migration0004 rename column author.email to mail");
    }

    @Test
    void whatCameAfterTheirsStays() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.migration("Migration0003", BORN);

        renumber(Keep.THEIRS, "none");

        assertThat(operations())
                .containsExactly(
                        "Migration0002 add column author.slug",
                        "Migration0003 add column author.born",
                        "Migration0004 add column author.email");
    }

    @Test
    void severalConflictsKeepTheirOrder() {
        conflict("Migration0002", EMAIL, SLUG);
        conflict("Migration0003", "renameColumn(\"author\", \"email\", \"mail\")", BORN);

        renumber(Keep.THEIRS);

        assertThat(operations())
                .containsExactly(
                        "Migration0002 add column author.slug",
                        "Migration0003 add column author.born",
                        "Migration0004 add column author.email",
                        "Migration0005 rename column author.email to mail");
    }

    @Test
    void aSecondFileOfANumberMoves() {
        shop.migration("Migration0002", SLUG)
                .write(
                        "shop.migrations.Migration0002_mine",
                        shop.read("shop.migrations.Migration0001")
                                .replace(AUTHOR, EMAIL)
                                .replace("Migration0001", "Migration0002"));

        renumber(null);

        assertThat(operations())
                .containsExactly("Migration0002 add column author.slug", "Migration0003 add column author.email");
        assertThat(shop.migrations()).containsExactly("Migration0001.java", "Migration0002.java", "Migration0003.java");
    }

    @Test
    void theFileWithThePlainNameMovesWhenItIsNamed() {
        shop.migration("Migration0002", SLUG).migration("Migration0002_theirs", EMAIL);

        renumber(null, "Migration0002");

        assertThat(operations())
                .containsExactly("Migration0002 add column author.email", "Migration0003 add column author.slug");
    }

    @Test
    void aGapIsClosed() {
        shop.migration("Migration0004", SLUG);

        assertThat(renumber(null, "Migration0004").moves()).hasSize(1);

        assertThat(operations()).containsExactly("Migration0002 add column author.slug");
    }

    @Test
    void whoStaysMustNotHaveAGap() {
        shop.migration("Migration0002", SLUG).migration("Migration0003", EMAIL);

        assertThatThrownBy(() -> renumber(null, "Migration0002"))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("Migration0002 would be missing: Migration0003 stays");
        assertThat(renumber(null, "Migration0003").moves()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> renumber(null, "Migration0009"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("there is no Migration0009.java in ");
    }

    @Test
    void whatDoesNotFitInPlaceOfWhichAStatementStandsIsNamed() {
        conflict("Migration0002", "runSql(\"x\").insteadOf(" + EMAIL + ")", EMAIL);

        assertThatThrownBy(() -> renumber(Keep.THEIRS))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("at 'add column author.email, by sql: x': in its insteadOf(…), 'add column"
                        + " author.email': ");
    }

    @Test
    void whatDoesNotFitInTheNewOrderIsNamedAndNothingIsWritten() {
        conflict("Migration0002", EMAIL, "List.of(" + EMAIL + ").get(0)");
        var before = shop.read("shop.migrations.Migration0002");

        assertThatThrownBy(() -> renumber(Keep.THEIRS))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(
                        "Migration0002 of HEAD cannot be Migration0003 after Migration0002 of main, at 'add column author.email': ",
                        "Nothing was written");
        assertThat(shop.read("shop.migrations.Migration0002")).isEqualTo(before);
        assertThat(shop.migrations()).hasSize(2);
    }

    @Test
    void theModelsNeedNotCompile() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.write("shop.models.Author", "package shop.models;\n<<<<<<< HEAD\n");

        assertThat(renumber(Keep.THEIRS).moves()).hasSize(1);
    }

    @Test
    void stringsAreLeftAsTheyAre() {
        conflict("Migration0002", "runSql(\"insert into author (name) values ('Migration0002')\")", SLUG);

        renumber(Keep.THEIRS);

        assertThat(shop.read("shop.migrations.Migration0003"))
                .contains("class Migration0003", "values ('Migration0002')");
    }

    @Test
    void aHalfMendedConflictIsAnError() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.write(
                "shop.migrations.Migration0002",
                shop.read("shop.migrations.Migration0002").replaceAll(">>>>>>>.*\n", ""));

        assertThatThrownBy(() -> renumber(Keep.THEIRS))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("markers are not complete", "git checkout -m -- ");
    }

    @Test
    void theVersionBeforeBothIsPassedOver() {
        conflict("Migration0002", EMAIL, SLUG);
        shop.write(
                "shop.migrations.Migration0002",
                shop.read("shop.migrations.Migration0002").replace("=======\n", "||||||| 1a2b3c\nbefore\n=======\n"));

        assertThat(renumber(Keep.THEIRS).moves()).hasSize(1);
        assertThat(shop.read("shop.migrations.Migration0003")).doesNotContain("before");
    }

    @Test
    void withoutMigrationsOrCollisionsThereIsNothingToDo() {
        assertThat(renumber(null).files()).isEmpty();
        shop.delete("shop.migrations.Migration0001");
        assertThat(renumber(null).files()).isEmpty();
    }
}
