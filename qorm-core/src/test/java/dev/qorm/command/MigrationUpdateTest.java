package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.command.MakeMigrationsRequest.Update;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The last migration is written anew for the models as they are now, unless something in it would be lost. */
class MigrationUpdateTest extends Updates {
    private static final String FIRST = "shop.migrations.Migration0001";
    private static final String NOT_LOOKED_AT =
            "Whether a database has Migration0002 was not checked, because qorm.url is not set and there is no"
                    + " embedded database. A database that has it refuses the new one: restore the source"
                    + " from version control then, and roll it back";

    private MakeMigrationsResult update(Mode mode, @Nullable String name, Answers answers, boolean concurrently) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(),
                shop.sources(),
                null,
                name,
                answers,
                mode,
                mode == Mode.DRY_RUN ? Dialect.H2 : null,
                concurrently,
                new Update(null, "qorm_history")));
    }

    @Test
    void oneMigrationLeadsToTheModelsAsTheyAreNow() {
        change(NAME, BORN, "fields.varchar(\"email\", 80).nullable();");
        shop.makeMigrations();
        change(NAME, BORN, "fields.varchar(\"email\", 120).nullable();", "fields.text(\"vita\").nullable();");

        var result = update();

        assertThat(result.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.id()).hasToString("Migration0002");
            assertThat(migration.file()).isEqualTo(shop.source(SECOND));
            assertThat(migration.isUpdate()).isTrue();
        });
        assertThat(result.warnings()).containsExactly(NOT_LOOKED_AT);
        assertThat(shop.migrations()).containsExactly("Migration0001.java", "Migration0002.java");
        assertThat(lines()).containsExactly("  + add column author.email", "  + add column author.vita");
        isComplete();
    }

    @Test
    void theFirstMigrationIsWrittenAnewAsOthers() {
        change(NAME);

        update();

        assertThat(shop.migrations()).containsExactly("Migration0001.java");
        assertThat(shop.read(FIRST)).contains("createTable(").doesNotContain("born");
        isComplete();
    }

    @Test
    void withoutAMigrationTheFirstOneIsWritten() {
        shop.delete(FIRST);

        assertThat(update().migrations()).singleElement().matches(migration -> !migration.isUpdate());
        assertThat(shop.migrations()).containsExactly("Migration0001.java");
    }

    @Test
    void whereNothingChangedTheFileIsLeftAsItIs() {
        shop.replace(FIRST, "Create table author.", "Create table author by hand.");
        var source = shop.read(FIRST);

        assertThat(update().migrations()).isEmpty();
        assertThat(update(flags("none", null)).migrations()).isEmpty();

        assertThat(shop.read(FIRST)).isEqualTo(source);
    }

    @Test
    void answersForOtherModulesChangeNothing() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        shop.replace(SECOND, "text()).nullable())", "text()).nullable()),\nrunSql(\"select 1\")");
        var source = shop.read(SECOND);

        var result = update(new Answers("room.name:title", "room.title:''", null, null, null, true));

        assertThat(result.migrations()).isEmpty();
        assertThat(result.warnings()).hasSize(2).allMatch(line -> line.contains("room"));
        assertThat(shop.read(SECOND)).isEqualTo(source);
    }

    @Test
    void whatCannotBeWrittenLeavesAllAsItWas() throws IOException {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        change(NAME, BORN, "fields.text(\"life\").nullable();", "fields.index(\"born\");");
        var source = shop.read(SECOND);
        var request = new MakeMigrationsRequest(
                shop.code(),
                shop.sources(),
                null,
                null,
                Answers.NONE,
                Mode.WRITE,
                null,
                true,
                new Update(null, "qorm_history"));
        var third = Files.createDirectory(shop.source("shop.migrations.Migration0003"));

        assertThatThrownBy(() -> MakeMigrations.run(request))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("Migration0003.java", "cannot be written", "nothing was written");

        assertThat(shop.read(SECOND)).isEqualTo(source);
        assertThat(third).isEmptyDirectory();
        assertThat(request.code().outputs().get(0).resolve("shop/migrations/Migration0002.class"))
                .exists();
    }

    @Test
    void whatIsLeftOfNothingIsNotWritten() {
        change(NAME, BORN, "fields.text(\"vita\");");
        shop.makeMigrations(flags(null, "author.vita:''"));
        change(NAME, BORN);

        refused(Answers.NONE)
                .hasMessageContainingAll("before Migration0002", "nothing is left of it", "Delete its source: ")
                .hasMessageEndingWith("Migration0002.java");
    }

    @Test
    void whatFollowedTheOldOneInAnotherBranchIsToldHowToGoOn() {
        change(NAME, BORN, "fields.varchar(\"nick\", 30).nullable();");
        shop.makeMigrations();
        change(NAME, BORN, "fields.varchar(\"nick\", 40).nullable();");
        shop.makeMigrations();
        shop.replace(SECOND, "\"nick\"", "\"nickname\"");

        refused(Answers.NONE)
                .hasMessageContainingAll("Migration0003 does not fit", "table author has no column nick")
                .hasMessageEndingWith("If another branch rewrote one before it, roll back with the sources from"
                        + " before the merge, delete Migration0003 and run mvn qorm:makemigrations");
    }

    @Test
    void aDryRunTellsItAndWritesNothing() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        change(NAME, BORN, "fields.text(\"life\").nullable();");
        var before = sources();

        var result = update(Mode.DRY_RUN, null, Answers.NONE, false);

        assertThat(result.migrations()).singleElement().matches(NextMigration::isUpdate);
        assertThat(result.operationLines()).containsExactly("  + add column author.life");
        assertThat(result.sql().lines())
                .contains("alter table author add life clob;")
                .noneMatch(line -> line.contains("vita"));
        assertThat(sources()).isEqualTo(before);
    }

    @Test
    void thePurposeStaysUnlessItIsSaidAnew() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(), shop.sources(), null, "lives of authors", Answers.NONE, Mode.WRITE, null, false));
        change(NAME, BORN, "fields.text(\"life\").nullable();");

        update();
        assertThat(shop.read(SECOND)).contains(" * Lives of authors.", "return \"lives of authors\";");

        change(NAME, BORN, "fields.text(\"story\").nullable();");
        update(Mode.WRITE, "stories", Answers.NONE, false);
        assertThat(shop.read(SECOND)).contains(" * Stories.").doesNotContain("ives of authors");
    }

    @Test
    void whatWasMadeByHandIsNotWrittenOver() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        var asWritten = shop.read(SECOND);
        change(NAME, BORN, "fields.text(\"life\").nullable();");

        shop.write(SECOND, asWritten.replace("text()).nullable())", "text()).nullable()),\nrunSql(\"select 1\")"));
        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "a step by hand, 'run sql: select 1'",
                        "Leave out qorm.update",
                        "if a database has the migration, roll it back (mvn qorm:rollback); delete the source");

        shop.write(
                SECOND,
                asWritten
                        .replace("addColumn(", "runSql(\"select 1\").insteadOf(addColumn(")
                        .replace("text()).nullable())", "text()).nullable()))"));
        refused(Answers.NONE).hasMessageContainingAll("Migration0002 has a step by hand", "select 1");

        shop.write(SECOND, asWritten.replace("text()", "varchar(20)"));
        refused(Answers.NONE).hasMessageContainingAll("not as makemigrations wrote it", "Leave out qorm.update");

        shop.write(SECOND, asWritten.replaceAll("@Fingerprint.*", "").replaceAll("import .*Fingerprint;", ""));
        refused(Answers.NONE).hasMessageContainingAll("not as makemigrations wrote it");

        shop.write(SECOND, asWritten);
        update();
        assertThat(lines()).containsExactly("  + add column author.life");
    }

    @Test
    void aBlankMigrationIsForStepsByHand() {
        MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(), shop.sources(), null, null, Answers.NONE, Mode.BLANK, null, false));
        change(NAME);

        refused(Answers.NONE)
                .hasMessageContainingAll("Migration0002 was written for steps by hand", "Leave out qorm.update");
    }

    @Test
    void anEditWithItsFingerprintIsSeenByWhatMakemigrationsWouldWrite() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        shop.replace(SECOND, "text()).nullable())", """
                varchar(9)).nullable()),
                alterColumn("author", column("vita", varchar(9)).nullable(), column("vita", text()).nullable())""");
        var checksum = migrations().get(1).checksum();
        shop.write(SECOND, shop.read(SECOND).replaceAll("\"1:.*\"", '"' + checksum + '"'));
        change(NAME, BORN, "fields.text(\"life\").nullable();");

        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "Migration0002 is not as makemigrations would write it", "'add column author.vita'");
    }

    @Test
    void aSquashIsNotWrittenAnew() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        Squash.run(new SquashRequest(shop.code(), shop.sources(), null, null, false));
        change(NAME, BORN, "fields.text(\"life\").nullable();");

        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "Delete the source of Migration0001To0002", "mvn qorm:squash -Dqorm.target=Migration0002");

        shop.delete(FIRST).delete(SECOND);
        refused(Answers.NONE).hasMessageContainingAll("replaces the last migrations", "Leave out qorm.update");
    }

    @Test
    void theClassOfTheOldOneGoes() throws IOException {
        change(NAME);
        var code = shop.code();
        var output = code.outputs().get(0).resolve("shop/migrations");
        Files.write(output.resolve("Migration0001$Part1.class"), new byte[0]);

        MakeMigrations.run(new MakeMigrationsRequest(
                code,
                shop.sources(),
                null,
                null,
                Answers.NONE,
                Mode.WRITE,
                null,
                false,
                new Update(null, "qorm_history")));

        assertThat(output).isEmptyDirectory();
    }

    @Test
    void whatIsConcurrentStaysSo() {
        shop.model("Author", NAME, BORN, "fields.index(\"name\");");
        concurrently();
        shop.model("Author", NAME, BORN, "fields.index(\"born\");");

        update();
        assertThat(shop.read(SECOND)).contains("index(\"author_born_idx\", \"born\")).concurrently()");

        shop.model("Author", NAME, BORN, "fields.index(\"born\");", "fields.text(\"vita\").nullable();");
        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "Migration0002 does its work concurrently",
                        "'add column author.vita'",
                        "delete the sources of both");
    }

    @Test
    void whatIsToBeConcurrentComesBehind() {
        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        shop.makeMigrations();
        change(NAME, BORN, "fields.text(\"life\").nullable();", "fields.index(\"born\");");

        var result = update(Mode.WRITE, null, Answers.NONE, true);

        assertThat(result.migrations()).extracting(NextMigration::isUpdate).containsExactly(true, false);
        assertThat(migrations().get(2).operations()).singleElement().matches(Operation::isConcurrent);
        isComplete();
    }

    private void concurrently() {
        MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(), shop.sources(), null, null, Answers.NONE, Mode.WRITE, null, true));
    }

    /** Of two columns that swapped their names, one may have another name now. */
    @Test
    void aThirdNameAfterASwapIsAQuestion() {
        change(NAME, "fields.varchar(\"pen\", 80);");
        update(flags("none", null));
        change("fields.varchar(\"pen\", 80);", NAME + "fields.integer(\"rank\").nullable();");
        shop.makeMigrations(flags("author.name:pen,author.pen:name", null));
        assertThat(lines()).contains("  ~ rename column author.pen to name");
        change(NAME, "fields.varchar(\"alias\", 80);");

        refused(Answers.NONE).hasMessageContaining("author.name:alias");
        update(flags("author.name:alias", null));

        assertThat(lines())
                .containsExactly("  ~ rename column author.name to alias", "  ~ rename column author.pen to name");
        isComplete();
    }
}
