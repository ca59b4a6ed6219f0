package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Difference;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private MakeMigrationsResult make(@Nullable String rename, String backfill) {
        return MakeMigrations.run(new MakeMigrationsRequest(
                shop.code(),
                shop.sources(),
                null,
                null,
                new Answers(rename, backfill, null, null, null),
                Mode.WRITE,
                null,
                false));
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

    /** The key of a table is replaced, and with it what refers to it, whose values are found by the old key. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofAKeyThatIsReplaced(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model("Payment", "fields.varchar(\"firstName\", 20);");
            shop.model("Child", "fields.manyToOne(\"payment\", Payment.class).nullable();");
            shop.model("CardPayment", "fields.oneToOne(\"payment\", Payment.class).primaryKey();");
            shop.makeMigrations();
            migrate(database);
            var before = database.introspect();
            database.execute("insert into payment (first_name) values ('Ada'), ('Bob')");
            database.execute("insert into child (payment_id) values (2), (null)");
            database.execute("insert into card_payment (payment_id) values (1), (2)");
            shop.model("Payment", "fields.uuid(\"uid\").primaryKey();", "fields.varchar(\"firstName\", 20);");

            var made = make("none", replacedKey(dialect));
            migrate(database);

            assertThat(made.operationLines())
                    .containsSubsequence(
                            "  + add column payment.uid",
                            "  + add column card_payment.payment_uid",
                            "  - drop column card_payment.payment_id   (destructive: data is lost)",
                            "  - drop column payment.id   (destructive: data is lost)");
            assertThat(differences(database)).isEmpty();
            assertThat(shop.makeMigrations().hasChanges()).isFalse();
            assertThat(database.query("select first_name from card_payment c join payment p on p.uid = c.payment_uid"
                            + " order by first_name"))
                    .containsExactly(List.of("Ada"), List.of("Bob"));
            assertThat(database.query("select first_name from child c left join payment p on p.uid = c.payment_uid"
                            + " order by c.id"))
                    .containsExactly(List.of("Bob"), Arrays.asList((String) null));

            database.execute("delete from card_payment");
            Rollback.run(shop.request(database.database(), MigrateRequest.Mode.RUN));
            assertThat(database.introspect()).isEqualTo(before);
            assertThat(database.query("select first_name from payment order by first_name"))
                    .containsExactly(List.of("Ada"), List.of("Bob"));
        }
    }

    private static String replacedKey(Dialect dialect) {
        var value = switch (dialect) {
            case H2 -> "random_uuid()";
            case POSTGRESQL -> "gen_random_uuid()";
            case SQLITE -> "printf('00000000-0000-4000-8000-%012d', id)";
            case MARIADB, MYSQL -> "uuid()";
        };
        var found = ":sql((select uid from payment p where p.id = payment_id))";
        return "payment.uid:sql(" + value + "),card_payment.payment_uid" + found + ",child.payment_uid" + found;
    }

    private List<Difference> differences(TestDatabase database) {
        return Verify.run(new VerifyRequest(shop.request(database.database(), MigrateRequest.Mode.RUN), null))
                .differences();
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
    void ofANewKeyThatIsCounted(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model("Author", "fields.varchar(\"code\", 80).primaryKey();", "fields.varchar(\"name\", 80);");
            shop.model("Book", "fields.manyToOne(\"author\", Author.class);");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into author (code, name) values ('b', 'Bob'), ('a', 'Ada')");
            database.execute("insert into book (author_code) values ('a'), ('b')");
            shop.model("Author", "fields.varchar(\"code\", 80);", "fields.varchar(\"name\", 80);");

            make("none", "book.author_id:sql((select id from author a where a.code = author_code))");
            migrate(database);

            assertThat(differences(database)).isEmpty();
            assertThat(database.query("select name from book b join author a on a.id = b.author_id order by b.id"))
                    .containsExactly(List.of("Ada"), List.of("Bob"));
            database.execute("insert into author (code, name) values ('c', 'Cy')");
            assertThat(database.query("select id from author where name = 'Cy'"))
                    .containsExactly(List.of("3"));
        }
    }

    /** Each expression finds the columns as they were before, whatever the order in which they are told. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofColumnsThatChange(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model(
                    "Post",
                    "fields.varchar(\"mark\", 20).nullable();",
                    "fields.varchar(\"rest\", 20).nullable();",
                    "fields.integer(\"stars\");");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into post (mark, rest, stars) values ('long', null, 7), (null, 'r', 5)");
            shop.model(
                    "Post",
                    "fields.varchar(\"mark\", 3);",
                    "fields.varchar(\"rest\", 20);",
                    "fields.varchar(\"stars\", 11);",
                    "fields.varchar(\"kept\", 30);",
                    "fields.integer(\"more\");");

            make(
                    "none",
                    "post.kept:sql(coalesce(mark, '-')),post.mark:sql(substring(kept, 1, 2)),"
                            + "post.rest:sql(coalesce(mark, 'x')),post.more:sql(stars + 1)");
            migrate(database);

            assertThat(differences(database)).isEmpty();
            assertThat(database.query("select mark, rest, stars, kept, more from post order by id"))
                    .containsExactly(List.of("lo", "long", "7", "long", "8"), List.of("-", "r", "5", "-", "6"));
        }
    }

    @Test
    void ofColumnsThatGetTheirsFromThemAreRefused() {
        shop.model("Post", "fields.varchar(\"a\", 20).nullable();", "fields.varchar(\"b\", 20).nullable();");
        shop.makeMigrations();
        shop.model("Post", "fields.varchar(\"a\", 20);", "fields.varchar(\"b\", 20);");

        assertThatThrownBy(() -> make("none", "post.a:sql(b),post.b:sql(lower(a))"))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(
                        "these values are computed from each other",
                        "post.a (b), post.b (lower(a))",
                        "Make two migrations: leave the change of post.a out of the model");
        assertThat(shop.migrations()).containsExactly("Migration0001.java");
        assertThat(make("none", "post.a:sql(b),post.b:sql('x')").operations()).hasSize(2);
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

    /** What is said to be of another table keeps its name, and says which of two columns of one name is read. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofOtherTablesWithColumnsOfTheSameNames(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model("Writer", "fields.varchar(\"code\", 9);", "fields.varchar(\"pen\", 9);");
            shop.model("Post", "fields.varchar(\"code\", 9);", "fields.manyToOne(\"writer\", Writer.class);");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into writer (code, pen) values ('w', 'p')");
            database.execute("insert into post (code, writer_id) values ('own', 1)");
            shop.model("Writer", "fields.bool(\"kept\").defaultValue(true);");
            shop.model(
                    "Post",
                    "fields.varchar(\"mark\", 9).renamedFrom(\"code\");",
                    "fields.manyToOne(\"writer\", Writer.class);",
                    "fields.varchar(\"other\", 20);",
                    "fields.varchar(\"pen\", 20);");

            make(
                    "none",
                    "post.other:sql((select concat(writer.pen, post.code) from writer where writer.id = writer_id)),"
                            + "post.pen:sql((select writer.code from writer where writer.id = post.writer_id))");
            migrate(database);

            assertThat(database.query("select mark, other, pen from post"))
                    .containsExactly(List.of("own", "pown", "w"));
            assertThat(differences(database)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void ofTheTableUnderItsOldName(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            shop.model("Post", "fields.varchar(\"code\", 9);");
            shop.makeMigrations();
            migrate(database);
            database.execute("insert into post (code) values ('own')");
            shop.delete("shop.models.Post");
            shop.model("Entry", "fields.varchar(\"mark\", 9);", "fields.varchar(\"slug\", 9);");

            make("post:entry,entry.code:mark", "entry.slug:sql(lower(post.code))");
            migrate(database);

            assertThat(database.query("select mark, slug from entry")).containsExactly(List.of("own", "own"));
        }
    }

    @Test
    void ofAQueryAreRefusedWhereANameMayMeanEitherOrIsGone() {
        shop.model("Writer", "fields.varchar(\"code\", 9);", "fields.varchar(\"pen\", 9);");
        shop.model("Post", "fields.varchar(\"code\", 9);", "fields.manyToOne(\"writer\", Writer.class);");
        shop.makeMigrations();
        shop.delete("shop.models.Writer");
        shop.model(
                "Author",
                "fields.varchar(\"code\", 9);",
                "fields.varchar(\"quill\", 9).renamedFrom(\"pen\");",
                "fields.table().renamedFrom(\"writer\");");
        shop.model(
                "Post",
                "fields.varchar(\"mark\", 9).renamedFrom(\"code\");",
                "fields.manyToOne(\"writer\", Author.class);",
                "fields.varchar(\"slug\", 9);");
        var query = "post.slug:sql((select code from author where author.id = writer_id))";

        refuses(
                query,
                "of post.slug reads code in a query, which may be that of post, renamed to mark, or that of author;"
                        + " write post.code or author.code");
        refuses(query.replace("code", "pen"), "reads pen of author, which is called quill by then; write quill");
        refuses(
                query.replace("author", "writer"),
                "reads writer, which is called author by then; write author, and its columns as they are called then");
        make(null, query.replace("code", "author.code"));
        assertThat(shop.read("shop.migrations.Migration0002"))
                .contains("(select author.code from author where author.id = writer_id)");
    }

    private void refuses(String backfill, String problem) {
        assertThatThrownBy(() -> make(null, backfill))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(problem);
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
