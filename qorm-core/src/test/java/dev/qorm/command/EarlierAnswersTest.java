package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the last migration says of renames, of values for rows and of the way back is known when it is written anew. */
class EarlierAnswersTest extends Updates {
    private void make(@Nullable String renames, @Nullable String backfills) {
        shop.makeMigrations(flags(renames, backfills));
    }

    @Test
    void aRenameIsNotAskedForAgain() {
        change("fields.varchar(\"fullName\", 80);", BORN);
        make("author.name:full_name", null);
        change("fields.varchar(\"fullName\", 90);", BORN, "fields.text(\"vita\").nullable();");

        update();

        assertThat(lines())
                .containsExactly(
                        "  ~ rename column author.name to full_name",
                        "  + add column author.vita",
                        "  ~ alter column author.full_name: varchar(80) -> varchar(90)");
        isComplete();
    }

    @Test
    void aRenameToAnotherNameIsAskedForAgain() {
        change("fields.varchar(\"fullName\", 80);", BORN);
        make("author.name:full_name", null);
        change("fields.varchar(\"wholeName\", 80);", BORN);

        refused(Answers.NONE).hasMessageContaining("-Dqorm.rename=author.name:whole_name");

        update(flags("author.name:whole_name", null));
        assertThat(lines()).containsExactly("  ~ rename column author.name to whole_name");
    }

    @Test
    void anAnswerWithANameOfTheMigrationItselfIsExplained() {
        change("fields.varchar(\"fullName\", 80);", BORN, "fields.text(\"vita\").nullable();");
        make("author.name:full_name", null);
        change("fields.varchar(\"wholeName\", 80);", BORN, "fields.text(\"life\").nullable();");

        refused(flags("author.full_name:whole_name,none", null))
                .hasMessageEndingWith("name is what full_name was before the migration that is rewritten: give"
                        + " qorm.rename=author.name:whole_name");
        refused(flags("author.name:whole_name,author.vita:life", null))
                .hasMessageEndingWith("vita came with the migration that is rewritten, so life is new in its place:"
                        + " remove the answer");
        refused(flags("author.name:whole_name,author.bron:life", null))
                .hasMessageEndingWith("Correct the answer, or remove it");
        refused(flags("author.full_name:whole,none", null)).hasMessageEndingWith("Correct the answer, or remove it");

        shop.delete("shop.models.Author");
        shop.model("Writer", NAME, BORN);
        update(flags("author:writer", null));
        shop.delete("shop.models.Writer");
        shop.model("Poet", NAME, BORN);
        refused(flags("writer:poet", null))
                .hasMessageEndingWith("author is what writer was before the migration that is rewritten: give"
                        + " qorm.rename=author:poet");
    }

    @Test
    void whatNoneTakesBackIsTold() {
        shop.delete("shop.models.Author");
        shop.model("Writer", "fields.varchar(\"fullName\", 80);", BORN, "fields.integer(\"stars\");");
        make("author:writer,writer.name:full_name", "writer.stars:3");
        shop.model(
                "Writer",
                "fields.varchar(\"fullName\", 80);",
                BORN,
                "fields.integer(\"stars\");",
                "fields.date(\"died\");");

        assertThat(update(flags("author:writer,none", "none")).warnings())
                .contains(
                        "Left out, as -Dqorm.rename=none says: the rename writer.name:full_name in Migration0002",
                        "Left out, as -Dqorm.backfill=none says: the value '3' of author.stars in Migration0002")
                .noneMatch(line -> line.contains("author:writer"));
        assertThat(shop.read(SECOND)).doesNotContain("renameColumn", "backfill");
    }

    @Test
    void whatWasNewIsNotAskedForAgain() {
        change("fields.varchar(\"fullName\", 80);", BORN);
        make("none", "none");
        change("fields.varchar(\"fullName\", 90);", BORN);

        update();

        assertThat(lines())
                .containsExactly(
                        "  - drop column author.name   (destructive: data is lost)", "  + add column author.full_name");
    }

    @Test
    void anAnswerThatIsGivenNowCountsMore() {
        change("fields.varchar(\"fullName\", 80);", BORN);
        make("none", "none");

        update(flags("author.name:full_name", null));
        assertThat(lines()).containsExactly("  ~ rename column author.name to full_name");

        update(flags("none", "author.full_name:'?'"));
        assertThat(lines()).hasSize(2);
        assertThat(shop.read(SECOND)).contains(".backfill(\"?\")");
    }

    @Test
    void aNameThatCameBackMakesARenameAQuestion() {
        change("fields.varchar(\"fullName\", 80);", BORN);
        make("author.name:full_name", null);
        change("fields.varchar(\"fullName\", 80);", BORN, "fields.varchar(\"name\", 80).nullable();");

        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "renames name in author to full_name",
                        "the models have both now",
                        "-Dqorm.rename=author.name:full_name",
                        "-Dqorm.rename=none");

        update(flags("author.name:full_name", null));
        assertThat(lines()).containsExactly("  ~ rename column author.name to full_name", "  + add column author.name");
    }

    @Test
    void namesThatWereSwappedStaySwapped() {
        change("fields.date(\"name\");", "fields.varchar(\"born\", 80);", "fields.date(\"died\").nullable();");
        make("author.name:born,author.born:name", null);
        change("fields.date(\"name\");", "fields.varchar(\"born\", 80);", "fields.date(\"dead\").nullable();");
        var swap = renames();

        update();

        assertThat(swap).hasSize(3);
        assertThat(renames()).hasSize(3);
        assertThat(lines()).hasSize(4).endsWith("  + add column author.dead");
        isComplete();
    }

    private List<String> renames() {
        return lines().stream().filter(line -> line.contains("rename")).toList();
    }

    @Test
    void columnsOfARenamedTableAreFollowed() {
        shop.delete("shop.models.Author").model("Writer", "fields.varchar(\"fullName\", 80);", BORN);
        make("author:writer,writer.name:full_name", null);
        shop.delete("shop.models.Writer").model("Poet", "fields.varchar(\"fullName\", 80);", BORN);

        refused(Answers.NONE)
                .hasMessageContaining("-Dqorm.rename=author:poet")
                .message()
                .doesNotContain("full_name");

        update(flags("author:poet", null));
        assertThat(lines()).contains("  ~ rename table author to poet", "  ~ rename column poet.name to full_name");
        isComplete();
    }

    @Test
    void aNameThatATableHadMayBeThatOfANewOne() {
        shop.model("Writer", NAME, BORN).model("Author", "fields.integer(\"rank\");");
        make("author:writer", null);
        shop.model("Author", "fields.integer(\"rank\");", "fields.text(\"vita\");");

        update();

        assertThat(lines())
                .containsExactly(
                        "  ~ rename table author to writer",
                        "  ~ rename constraint author_pkey on writer to writer_pkey",
                        "  + create table author");
        isComplete();
    }

    /** It goes and comes back, since what it is computed from gets another type. */
    @Test
    void aRenamedColumnThatIsComputedAnewStaysRenamed() {
        change("fields.integer(\"rank\");", "fields.bigint(\"twice\").generatedAs(\"rank * 2\");");
        make("none", "none");
        change("fields.bigint(\"rank\");", "fields.bigint(\"doubled\").generatedAs(\"rank * 2\");");
        make("author.twice:doubled", null);
        change(
                "fields.bigint(\"rank\");",
                "fields.bigint(\"doubled\").generatedAs(\"rank * 2\");",
                "fields.text(\"vita\").nullable();");

        update();

        assertThat(MakeMigrationsResult.lines(migrations().get(2).operations()))
                .contains("  ~ rename column author.twice to doubled", "  + add column author.vita");
        isComplete();
    }

    /** {@code author} is followed, though it is written otherwise now. */
    @Test
    void tablesThatWereSwappedIntoOtherLettersStaySwapped() {
        shop.model("Writer", "fields.integer(\"rank\");");
        shop.makeMigrations();
        shop.model("Author", "fields.table().name(\"WRITER\");", NAME, BORN);
        shop.model("Writer", "fields.table().name(\"author\");", "fields.integer(\"rank\");");
        make("author:WRITER,writer:author", null);
        shop.model("Writer", "fields.table().name(\"author\");", "fields.integer(\"rank\");", "fields.text(\"vita\");");

        update(flags(null, "none"));

        assertThat(MakeMigrationsResult.lines(migrations().get(2).operations()))
                .contains("  + add column author.vita")
                .noneMatch(line -> line.contains("table WRITER  "));
        isComplete();
    }

    @Test
    void hintsThatWorkedWorkAgain() {
        change("fields.varchar(\"fullName\", 80).renamedFrom(\"name\");", BORN);
        shop.makeMigrations();
        change("fields.varchar(\"fullName\", 80).renamedFrom(\"name\");", BORN, "fields.text(\"vita\").nullable();");

        update();

        assertThat(lines()).containsExactly("  ~ rename column author.name to full_name", "  + add column author.vita");
    }

    @Test
    void valuesOfRowsStayWhereTheyFit() {
        change(NAME, BORN, "fields.varchar(\"slug\", 80);", "fields.integer(\"stars\");", "fields.date(\"died\");");
        make(null, "author.slug:sql(lower(name)),author.stars:0,none");
        change(NAME, BORN, "fields.varchar(\"slug\", 90);", "fields.bigint(\"stars\");", "fields.date(\"died\");");

        update();

        assertThat(shop.read(SECOND))
                .contains(
                        "column(\"slug\", varchar(90))).backfillSql(\"lower(name)\")",
                        "column(\"stars\", bigint())).backfill(0)",
                        "column(\"died\", date()))");
        isComplete();
    }

    @Test
    void aValueOfRowsThatMayNotBeMeantAnyMoreIsAskedFor() {
        change(NAME, BORN, "fields.varchar(\"slug\", 80);", "fields.integer(\"stars\");");
        make(null, "author.slug:sql(lower(name)),author.stars:40000");
        change(NAME, BORN, "fields.varchar(\"slug\", 20);", "fields.smallint(\"stars\");");

        refused(Answers.NONE)
                .hasMessageContainingAll("-Dqorm.backfill=author.slug:<value>", "-Dqorm.backfill=author.stars:<value>");

        change(NAME, BORN, "fields.varchar(\"slug\", 20).nullable();", "fields.bigint(\"stars\");");
        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "Migration0002 gives the rows of author.slug the value sql(lower(name))",
                        "-Dqorm.backfill=author.slug:<value> or -Dqorm.backfill=none");

        update(flags(null, "author.slug:sql(substring(name, 1, 20))"));
        assertThat(shop.read(SECOND)).contains("backfillSql(\"substring(name, 1, 20)\")", "backfill(40000)");
    }

    @Test
    void aValueWithoutAColumnIsTold() {
        change(NAME, BORN, "fields.varchar(\"slug\", 80).nullable();");
        make(null, "author.slug:sql(lower(name))");
        change(NAME, BORN, "fields.varchar(\"path\", 80).nullable();");

        assertThat(update().warnings())
                .contains("Left out, since the column is not added or changed in that way any more: the value"
                        + " sql(lower(name)) of author.slug in Migration0002");

        change(NAME, BORN, "fields.text(\"path\").nullable();");
        assertThat(update().warnings()).noneMatch(line -> line.startsWith("Left out"));
    }

    @Test
    void aColumnThatIsComputedNowGetsNoValue() {
        change(NAME, BORN, "fields.varchar(\"slug\", 80).nullable();");
        make(null, "author.slug:sql(lower(name))");
        change(NAME, BORN, "fields.varchar(\"slug\", 80).nullable().generatedAs(\"lower(name)\");");

        assertThat(update().warnings())
                .anyMatch(line -> line.startsWith("Left out") && line.contains("sql(lower(name))"));
        assertThat(shop.read(SECOND)).doesNotContain("backfill");
    }

    @Test
    void anExpressionFollowsWhatItReads() {
        change("fields.varchar(\"fullName\", 80);", BORN, "fields.varchar(\"slug\", 80);");
        make("author.name:full_name", "author.slug:sql(lower(name))");
        assertThat(shop.read(SECOND)).contains("lower(full_name)");
        change("fields.varchar(\"wholeName\", 80);", BORN, "fields.varchar(\"slug\", 80);");

        update(flags("author.name:whole_name", null));

        assertThat(shop.read(SECOND)).contains("lower(whole_name)");
        isComplete();
    }

    @Test
    void aValueForNarrowerTypesStaysWhileTheTypeDoes() {
        change("fields.varchar(\"name\", 10);", BORN);
        make(null, "author.name:sql(substring(name, 1, 10))");
        change("fields.varchar(\"name\", 10).defaultValue(\"-\");", BORN);

        update();
        assertThat(shop.read(SECOND)).contains("backfillSql(\"substring(name, 1, 10)\")");

        change("fields.varchar(\"name\", 12).defaultValue(\"-\");", BORN);
        refused(Answers.NONE).hasMessageContaining("-Dqorm.backfill=author.name:<value>");
    }

    @Test
    void theWayBackStaysWithItsOperation() {
        change(NAME, "fields.bool(\"alive\").nullable();");
        shop.makeMigrations();
        shop.replace(SECOND, "dropColumn(\"author\", column(\"born\", date()))", """
                dropColumn("author", column("born", date())).reversedBySql("current_date")""");
        change(NAME, "fields.bool(\"dead\").nullable();");

        update();

        assertThat(shop.read(SECOND)).contains(".reversedBySql(\"current_date\")", "column(\"dead\"");
        isComplete();
    }

    @Test
    void aWayBackThatMayNotBeMeantAnyMoreIsNotGuessed() {
        change("fields.varchar(\"name\", 90);", BORN);
        shop.makeMigrations();
        shop.replace(SECOND, "varchar(90)))", "varchar(90))).reversedBySql(\"substring(name, 1, 80)\")");
        change("fields.varchar(\"name\", 100);", BORN);

        refused(Answers.NONE)
                .hasMessageContainingAll(
                        "Migration0002 says how 'alter column author.name: varchar(80) -> varchar(90)' is rolled back",
                        ".reversedBySql(\"substring(name, 1, 80)\")",
                        "Remove it from Migration0002");

        change(NAME, BORN, "fields.text(\"vita\").nullable();");
        assertThat(update().warnings())
                .anyMatch(line -> line.startsWith("Left out, because there is nothing left to roll back"));
    }

    @Test
    void aValueThatIsGivenNowCountsForWhatRefersToTheColumn() {
        shop.model("Author", "fields.varchar(\"code\", 10).primaryKey();")
                .model("Book", "fields.manyToOne(\"author\", Author.class);");
        shop.makeMigrations(flags("none", "none"));
        shop.model("Author", "fields.varchar(\"code\", 5).primaryKey();");
        shop.makeMigrations(flags(null, "author.code:sql(substring(code, 1, 5))"));
        var third = "shop.migrations.Migration0003";
        assertThat(shop.read(third)).contains("substring(code, 1, 5)", "substring(author_code, 1, 5)");
        shop.model("Author", "fields.varchar(\"code\", 5).primaryKey();", "fields.text(\"vita\").nullable();");

        update();
        assertThat(shop.read(third)).contains("substring(code, 1, 5)", "substring(author_code, 1, 5)", "\"vita\"");

        update(flags(null, "author.code:sql(substring(code, 2, 5))"));
        assertThat(shop.read(third))
                .contains("substring(code, 2, 5)", "substring(author_code, 2, 5)")
                .doesNotContain("1, 5");
    }
}
