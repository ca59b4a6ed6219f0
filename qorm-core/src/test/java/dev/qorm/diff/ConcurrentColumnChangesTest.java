package dev.qorm.diff;

import static dev.qorm.diff.ConcurrentChangesTest.parts;
import static dev.qorm.diff.ConcurrentChangesTest.post;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What becomes of new columns, and of those that become NOT NULL. */
class ConcurrentColumnChangesTest {
    @Test
    void aColumnComesToBeNotNullBehindWhatElseChangesOfIt() {
        var slug = column("slug", varchar(80)).nullable();

        assertThat(parts(post(slug), post(slug.nullable(false), index("post_idx", "slug"))))
                .containsExactly(List.of(
                        "alter column concurrently post.slug: null -> not null",
                        "create index concurrently post_idx on post(slug)"));
        assertThat(parts(
                        post(slug),
                        post(column("slug", varchar(90)).defaultValue("x").comment("y"))))
                .containsExactly(
                        List.of("alter column post.slug: varchar(80) -> varchar(90), default none -> 'x',"
                                + " comment none -> 'y'"),
                        List.of("alter column concurrently post.slug: null -> not null"));
        assertThat(parts(post(column("at", nativeType("inet")).nullable()), post(column("at", nativeType("inet")))))
                .containsExactly(List.of("alter column concurrently post.at: null -> not null"));
        assertThat(parts(post(slug), post(column("name", varchar(80))), new Rename("post", "slug", "name")))
                .containsExactly(
                        List.of("rename column post.slug to name"),
                        List.of("alter column concurrently post.name: null -> not null"));
    }

    /** To give all rows one value is quick, and to let them have none. */
    @Test
    void aNewColumnWhoseRowsGetValuesOfTheirOwnComesWithoutThem() {
        var slug = column("slug", varchar(80)).comment("in the URL");
        var add = new AddColumn("post", slug, null);
        var withValues = add.backfillSql("concat('no ', id)");

        assertThat(ConcurrentChanges.apart(post(), List.of(withValues)))
                .containsExactly(
                        List.of(new AddColumn("post", slug.nullable(), null)),
                        List.of(new AlterColumn("post", slug.nullable(), slug)
                                .backfillSql("concat('no ', id)")
                                .concurrently()));
        for (var atOnce : List.of(
                add.backfill(""),
                new AddColumn("post", slug.nullable(), null).backfillSql("id"),
                new AddColumn("post", slug.defaultValue("x"), null),
                new AddColumn("post", slug.defaultExpression("Current_Date"), null),
                new AddColumn("post", slug.nullable().defaultExpression("gen()"), null))) {
            assertThat(ConcurrentChanges.apart(post(), List.of(atOnce))).containsExactly(List.of(atOnce));
        }
        var create = new CreateTable(post().table("post"));
        assertThat(ConcurrentChanges.apart(Schema.empty(), List.of(create, withValues)))
                .containsExactly(List.of(create, withValues));
    }

    /** It would be what rows have that are to get another value, or one that takes a look at each. */
    @Test
    void theDefaultOfANewColumnComesBehindIt() {
        var key = column("key", varchar(36));
        var generated = key.defaultExpression("gen_random_uuid()");
        var constant = key.defaultValue("x");
        var add = new AddColumn("post", key.nullable(), null);

        assertThat(ConcurrentChanges.apart(post(), List.of(new AddColumn("post", generated, null))))
                .containsExactly(
                        List.of(add, new AlterColumn("post", key.nullable(), generated.nullable())),
                        List.of(new AlterColumn("post", generated.nullable(), generated)
                                .backfillSql("gen_random_uuid()")
                                .concurrently()));
        assertThat(ConcurrentChanges.apart(
                        post(), List.of(new AddColumn("post", constant, null).backfillSql("concat('no ', id)"))))
                .containsExactly(
                        List.of(add, new AlterColumn("post", key.nullable(), constant.nullable())),
                        List.of(new AlterColumn("post", constant.nullable(), constant)
                                .backfillSql("concat('no ', id)")
                                .concurrently()));
    }

    @Test
    void aNewColumnHasItsValuesWhereSomethingCountsOnThemOrTheyComeFromWhatGoes() {
        var slug = column("slug", varchar(80));
        var old = column("old", varchar(80));
        var add = new AddColumn("post", slug, null).backfillSql("lower(old)");

        for (var other : List.of(
                new DropColumn("post", old),
                new AddPrimaryKey("post", primaryKey("post_pkey", "slug")),
                new AddColumn("post", column("big", varchar(80)).generatedAs("upper(slug)"), null),
                new AlterColumn("post", old, old.generatedAs("upper(slug)")))) {
            var change = List.<Operation>of(add, other);
            assertThat(ConcurrentChanges.apart(post(old), change)).containsExactly(change);
        }
        var check = new AddCheck("post", check("post_slug", "slug <> ''"));
        assertThat(ConcurrentChanges.apart(post(old), List.of(add, check)))
                .last()
                .asInstanceOf(InstanceOfAssertFactories.list(Operation.class))
                .extracting(Operation::describe)
                .containsExactly(
                        "alter column concurrently post.slug: null -> not null",
                        "add check concurrently post_slug on post: slug <> ''");
    }

    /** Its rows are looked at anyway, or written anew, and get one value for both. */
    @Test
    void aColumnOfANarrowerTypeIsAlteredAtOnce() {
        var slug = column("slug", varchar(80)).nullable();

        for (var narrower : List.of(column("slug", varchar(9)), column("slug", bigint()))) {
            assertThat(parts(post(slug), post(narrower)))
                    .singleElement()
                    .satisfies(part -> assertThat(part)
                            .singleElement()
                            .asString()
                            .startsWith("alter column post.slug: ")
                            .endsWith("null -> not null"));
        }
    }

    /** A primary key, a computed column, and the values that rows of another column get. */
    @Test
    void whatCountsOnNotNullComesBehindIt() {
        var slug = column("slug", varchar(80)).nullable();
        var required = slug.nullable(false);
        var computed = column("big", varchar(80)).generatedAs("upper(slug)");
        var other = column("other", varchar(80)).nullable();

        assertThat(parts(post(slug), post(required, primaryKey("post_pkey", "slug"))))
                .containsExactly(
                        List.of("alter column post.slug: null -> not null", "add primary key post_pkey on post(slug)"));
        assertThat(parts(post(slug), post(required, computed)))
                .containsExactly(List.of("alter column post.slug: null -> not null", "add column post.big"));
        var change = List.<Operation>of(
                new AlterColumn("post", slug, required).backfill(""),
                new AlterColumn("post", other, other.type(varchar(9)).nullable(false)).backfillSql("left(slug, 9)"));
        assertThat(ConcurrentChanges.apart(post(slug, other), change)).containsExactly(change);
    }

    @Test
    void whatRowsGetTheirValuesFromIsThereUntilThen() {
        var slug = column("slug", varchar(80)).nullable();
        var required = new AlterColumn("post", slug, slug.nullable(false)).backfillSql("concat('no ', other)");
        var other = column("other", varchar(80)).nullable();
        var before = post(slug, other, column("third", bigint()));
        var goes = new DropColumn("post", other);
        var third = new DropColumn("post", column("third", bigint()));

        assertThat(ConcurrentChanges.apart(before, List.of(required, goes))).containsExactly(List.of(required, goes));
        assertThat(ConcurrentChanges.apart(before, List.of(required, third)))
                .containsExactly(List.of(third), List.of(required.concurrently()));
        assertThat(ConcurrentChanges.apart(
                        before, List.of(required, new AlterColumn("post", other, other.type(bigint())))))
                .hasSize(1);
        var both = new AlterColumn("post", other, other.nullable(false)).backfill("");
        assertThat(ConcurrentChanges.apart(before, List.of(required, both)))
                .containsExactly(List.of(required.concurrently(), both.concurrently()));
    }

    /** In between, rows would be held to neither. */
    @Test
    void notNullTakesThePlaceOfACheck() {
        var slug = column("slug", varchar(80)).nullable();
        var check = check("post_slug", "slug is not null");

        assertThat(parts(post(slug, check), post(slug.nullable(false))))
                .containsExactly(List.of(
                        "drop check post_slug on post: slug is not null", "alter column post.slug: null -> not null"));
        assertThat(parts(post(slug, check("post_id", "id > 0")), post(slug.nullable(false))))
                .containsExactly(
                        List.of("drop check post_id on post: id > 0"),
                        List.of("alter column concurrently post.slug: null -> not null"));
    }

    /** It stays a transaction: to let NULL in is quick. */
    @Test
    void aColumnThatMayBeNullFromThenOnIsNoMatterOfTheRows() {
        var slug = column("slug", varchar(80));

        assertThat(parts(post(slug), post(slug.nullable())))
                .containsExactly(List.of("alter column post.slug: not null -> null"));
    }
}
