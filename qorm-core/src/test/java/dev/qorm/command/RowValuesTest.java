package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that rows get from what they had, where that goes or is referred to in the same migration. */
class RowValuesTest {
    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    private MakeMigrationsResult make(String rename, String backfill) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(),
                shop.sources(),
                null,
                null,
                new Answers(rename, backfill, null, null, null),
                Mode.WRITE,
                null));
    }

    private void migrate(TestDatabase database) {
        Migrate.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofColumnsThatGo(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model(
                    "Person",
                    "fields.varchar(\"first\", 20);",
                    "fields.varchar(\"last\", 20);",
                    "fields.varchar(\"low\", 20).nullable().generatedAs(\"lower(first)\");");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into person (first, last) values ('Ada', 'Byron')");
            shop.model("Person", "fields.varchar(\"full\", 40);");

            var made = make("none", "person.full:sql(concat(low, last))");
            migrate(database);

            assertThat(made.operationLines())
                    .containsExactly(
                            "  + add column person.full",
                            "  - drop column person.low",
                            "  - drop column person.first   (destructive: data is lost)",
                            "  - drop column person.last   (destructive: data is lost)");
            assertThat(database.query("select * from person")).containsExactly(List.of("1", "adaByron"));

            Rollback.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            assertThat(database.query("select count(*) from person where first = ''"))
                    .containsExactly(List.of("1"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofBothEndsOfARelation(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model("Author", "fields.varchar(\"code\", 80).primaryKey();");
            shop.model("Book", "fields.manyToOne(\"author\", Author.class);");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into author (code) values ('abcdefgh'), ('xyz')");
            database.execute("insert into book (author_code) values ('abcdefgh'), ('xyz')");
            shop.model("Author", "fields.varchar(\"code\", 5).primaryKey();");

            make("none", "author.code:sql(substring(code, 1, 5))");
            migrate(database);

            assertThat(database.query("select author_code from book order by id"))
                    .containsExactly(List.of("abcde"), List.of("xyz"));
            assertThat(database.query("select count(*) from book join author on author.code = book.author_code"))
                    .containsExactly(List.of("2"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofColumnsThatAreRenamed(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model("Post", "fields.varchar(\"title\", 20);", "fields.varchar(\"place\", 20);");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into post (title, place) values ('News', 'Rome')");
            shop.model(
                    "Post",
                    "fields.varchar(\"headline\", 20);",
                    "fields.varchar(\"town\", 4);",
                    "fields.varchar(\"slug\", 40);");

            make(
                    "post.title:headline,post.place:town",
                    "post.slug:sql(concat(lower(title), 'title')),post.town:sql(substring(place, 1, 4))");
            migrate(database);

            assertThat(database.query("select headline, town, slug from post"))
                    .containsExactly(List.of("News", "Rome", "newstitle"));
        }
    }

    @Test
    void ofColumnsThatPassOnTheirNamesAreRefused() {
        shop.model("Post", "fields.varchar(\"title\", 20);", "fields.varchar(\"place\", 20);");
        shop.makeMigrations();
        shop.model(
                "Post",
                "fields.varchar(\"place\", 20);",
                "fields.varchar(\"town\", 20);",
                "fields.varchar(\"slug\", 40);");
        var renames = "post.title:place,post.place:town";

        assertThatThrownBy(() -> make(renames, "post.slug:sql(lower(place))"))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(
                        "the value lower(place) of post.slug reads place, which becomes town",
                        "Make two migrations: leave the change of post.slug out of the model");
        make(renames, "post.slug:sql(lower(title))");
        assertThat(shop.read("shop.migrations.Migration0002")).contains(".backfillSql(\"lower(place)\")");
    }

    @Test
    void ofBothEndsOfARelationAreAskedForWhereOneReadsMore() {
        shop.model("Author", "fields.varchar(\"code\", 80).primaryKey();", "fields.integer(\"nr\");");
        shop.model("Book", "fields.manyToOne(\"author\", Author.class);");
        shop.makeMigrations();
        shop.model("Author", "fields.varchar(\"code\", 5).primaryKey();", "fields.integer(\"nr\");");

        assertThatThrownBy(() -> make("none", "author.code:sql(concat('a' , nr))"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("-Dqorm.backfill=book.author_code:sql(");
        assertThat(make("none", "author.code:sql(concat('a' , nr)),book.author_code:sql(author_code)")
                        .operationLines())
                .hasSize(2);
    }
}
