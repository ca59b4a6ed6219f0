package dev.qorm.diff;

import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.OneOffValues;
import dev.qorm.testing.RandomEvolutions;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ConcurrentChangesTest {
    @Provide
    Arbitrary<List<RandomEvolutions.Step>> evolutions() {
        return RandomEvolutions.evolutions();
    }

    /** Whatever is renamed, dropped and changed besides. */
    @Property(tries = 1000)
    void replayingThePartsGivesTheTargetAndReversingThemLeadsBack(
            @ForAll("evolutions") List<RandomEvolutions.Step> evolution) {
        for (var step : evolution) {
            var change = SchemaDiffer.diff(step.before(), step.after(), step.renames()).stream()
                    .map(OneOffValues::given)
                    .map(each -> each instanceof AddColumn add && add.backfill() != null && evolution.size() % 2 == 0
                            ? add.backfillSql("1")
                            : each)
                    .toList();
            var schema = step.before();
            for (var part : ConcurrentChanges.apart(step.before(), change)) {
                var migration = new NumberedMigration(new MigrationId(1), part);
                var after = migration.applyTo(schema);
                assertThat(new NumberedMigration(new MigrationId(2), migration.reversed()).applyTo(after))
                        .isEqualTo(schema);
                schema = after;
            }
            assertThat(schema).isEqualTo(new NumberedMigration(new MigrationId(1), change).applyTo(step.before()));
        }
    }

    private static Schema post(TableElement... parts) {
        var elements = new java.util.ArrayList<TableElement>(List.of(column("id", bigint())));
        elements.addAll(List.of(parts));
        return Schema.of(List.of(Table.of("post", elements.toArray(TableElement[]::new))));
    }

    private static List<List<String>> parts(Schema from, Schema to, Rename... renames) {
        return ConcurrentChanges.apart(from, SchemaDiffer.diff(from, to, List.of(renames))).stream()
                .map(part -> part.stream().map(Operation::describe).toList())
                .toList();
    }

    @Test
    void anIndexOnANewColumnIsBuiltBehindIt() {
        assertThat(parts(post(), post(column("slug", varchar(80)).nullable(), index("post_slug_idx", "slug"))))
                .containsExactly(
                        List.of("add column post.slug"),
                        List.of("create index concurrently post_slug_idx on post(slug)"));
    }

    @Test
    void indexesAloneAreOneMigrationThatBuildsBeforeItDrops() {
        assertThat(parts(
                        post(index("post_old_idx", "id")),
                        post(index("post_new_idx", "id").unique())))
                .containsExactly(List.of(
                        "create unique index concurrently post_new_idx on post(id)",
                        "drop index concurrently post_old_idx on post(id)"));
    }

    @Test
    void anIndexOfANewTableIsAPartOfIt() {
        assertThat(parts(Schema.empty(), post(index("post_idx", "id")))).containsExactly(List.of("create table post"));
        assertThat(parts(post(), post())).isEmpty();
    }

    @Test
    void anIndexThatChangesIsDroppedBefore() {
        var slug = column("slug", varchar(80));

        assertThat(parts(post(slug, index("post_idx", "id")), post(slug, index("post_idx", "id", "slug"))))
                .containsExactly(
                        List.of("drop index post_idx on post(id)"),
                        List.of("create index concurrently post_idx on post(id, slug)"));
        assertThat(parts(post(slug, index("post_idx", "id")), post(slug, unique("post_idx", "slug"))))
                .containsExactly(
                        List.of("drop index post_idx on post(id)", "add unique constraint post_idx on post(slug)"));
    }

    @Test
    void anIndexOfAColumnThatGoesIsDroppedBefore() {
        var slug = column("slug", varchar(80));

        assertThat(parts(post(slug, index("post_idx", "id").where("slug <> ''")), post()))
                .containsExactly(List.of("drop index post_idx on post(id) where slug <> ''", "drop column post.slug"));
        assertThat(parts(post(slug, index("post_idx", "slug")), post(slug.type(varchar(90)))))
                .containsExactly(List.of(
                        "drop index post_idx on post(slug)", "alter column post.slug: varchar(80) -> varchar(90)"));
    }

    @Test
    void newKeysAndChecksComeBehindTheIndexes() {
        var slug = column("slug", varchar(80));

        assertThat(parts(
                        post(slug),
                        post(
                                slug,
                                check("post_slug", "slug <> ''"),
                                foreignKey("post_fkey", "slug").references("post", "slug"),
                                unique("post_key", "slug"),
                                index("post_idx", "slug", "id"))))
                .containsExactly(List.of(
                        "add unique constraint concurrently post_key on post(slug)",
                        "create index concurrently post_idx on post(slug, id)",
                        "add check concurrently post_slug on post: slug <> ''",
                        "add foreign key concurrently post_fkey on post(slug) to post(slug)"));
    }

    /** Between the two migrations nothing would hold. */
    @Test
    void whatTakesThePlaceOfAnotherStaysWithIt() {
        assertThat(parts(post(check("post_old", "id > 0")), post(check("post_new", "id > 1"))))
                .containsExactly(List.of("drop check post_old on post: id > 0", "add check post_new on post: id > 1"));
        assertThat(parts(
                        post(uniqueIndex("post_uq", "id")),
                        post(
                                unique("post_uq", "id"),
                                foreignKey("post_fkey", "id").references("post", "id"))))
                .containsExactly(
                        List.of("drop unique index post_uq on post(id)", "add unique constraint post_uq on post(id)"),
                        List.of("add foreign key concurrently post_fkey on post(id) to post(id)"));
    }

    /** Rows with equal values would come in between. */
    @Test
    void whatIsUniqueTakesThePlaceOfAllThatWasUnique() {
        var slug = column("slug", varchar(80));
        var key = unique("post_key", "slug");
        var partial = uniqueIndex("post_idx", "slug").where("id > 0");

        assertThat(parts(post(slug, primaryKey("post_pkey", "slug")), post(slug, primaryKey("post_pkey", "id"), key)))
                .containsExactly(List.of(
                        "drop primary key post_pkey on post(slug)",
                        "add primary key post_pkey on post(id)",
                        "add unique constraint post_key on post(slug)"));
        assertThat(parts(post(slug, key), post(slug, partial)))
                .containsExactly(List.of(
                        "drop unique constraint post_key on post(slug)",
                        "create unique index post_idx on post(slug) where id > 0"));
        assertThat(parts(post(slug, partial), post(slug, uniqueIndex("post_idx", "slug"))))
                .containsExactly(List.of(
                        "drop unique index post_idx on post(slug) where id > 0",
                        "create unique index post_idx on post(slug)"));
        assertThat(parts(post(slug, uniqueIndex("post_idx", "slug")), post(slug.type(varchar(90)), key)))
                .containsExactly(List.of(
                        "drop unique index post_idx on post(slug)",
                        "alter column post.slug: varchar(80) -> varchar(90)",
                        "add unique constraint post_key on post(slug)"));
        assertThat(parts(post(slug, partial), post(slug, key)))
                .containsExactly(List.of(
                        "add unique constraint concurrently post_key on post(slug)",
                        "drop unique index concurrently post_idx on post(slug) where id > 0"));
        assertThat(parts(post(slug, key), post(slug, index("post_idx", "slug"))))
                .containsExactly(
                        List.of("drop unique constraint post_key on post(slug)"),
                        List.of("create index concurrently post_idx on post(slug)"));
    }

    @Test
    void aCheckTakesThePlaceOfATypeAndOfNotNull() {
        var state = column("state", enumeration("NEW", "PAID"));
        var check = check("post_state", "state in ('NEW', 'PAID', 'SENT')");

        assertThat(parts(post(state), post(state.type(varchar(9)), check)))
                .containsExactly(List.of(
                        "alter column post.state: enumeration[NEW, PAID] -> varchar(9)",
                        "add check post_state on post: state in ('NEW', 'PAID', 'SENT')"));
        assertThat(parts(post(state), post(state.nullable(), check)))
                .containsExactly(List.of(
                        "alter column post.state: not null -> null",
                        "add check post_state on post: state in ('NEW', 'PAID', 'SENT')"));
        assertThat(parts(post(state), post(state.type(varchar(9)), check("post_id", "id > 0"))))
                .containsExactly(
                        List.of("alter column post.state: enumeration[NEW, PAID] -> varchar(9)"),
                        List.of("add check concurrently post_id on post: id > 0"));
        assertThat(parts(post(state.nullable()), post(state, check)))
                .containsExactly(List.of(
                        "alter column concurrently post.state: null -> not null",
                        "add check concurrently post_state on post: state in ('NEW', 'PAID', 'SENT')"));
    }

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

    /** On PostgreSQL it would stand on the index, since that is the older one. */
    @Test
    void aNewForeignKeyComesBehindTheDroppingOfIndexes() {
        assertThat(parts(
                        post(uniqueIndex("post_idx", "id")),
                        post(
                                unique("post_key", "id"),
                                foreignKey("post_fkey", "id").references("post", "id"))))
                .containsExactly(List.of(
                        "add unique constraint concurrently post_key on post(id)",
                        "drop unique index concurrently post_idx on post(id)",
                        "add foreign key concurrently post_fkey on post(id) to post(id)"));
    }

    @Test
    void aKeyThatANewTableRefersToStaysBeforeItsForeignKey() {
        var tag = Table.of(
                "tag", column("post", bigint()), foreignKey("tag_fkey", "post").references("post", "id"));

        assertThat(parts(
                        post(),
                        Schema.of(List.of(Table.of("post", column("id", bigint()), unique("post_key", "id")), tag))))
                .containsExactly(List.of(
                        "create table tag",
                        "add unique constraint post_key on post(id)",
                        "add foreign key tag_fkey on tag(post) to post(id)"));
    }

    /** MariaDB and MySQL count only what has a key, from the first statement on. */
    @Test
    void theKeyOfAColumnThatIsCountedUpComesWithIt() {
        var number = column("number", bigint()).autoIncrement();

        assertThat(parts(post(), post(number, unique("post_key", "number"))))
                .containsExactly(List.of("add column post.number", "add unique constraint post_key on post(number)"));
        assertThat(parts(post(), post(number, index("post_idx", "number"))))
                .containsExactly(List.of("add column post.number", "create index post_idx on post(number)"));
    }

    @Test
    void aTableThatIsRenamedKeepsItsIndexesInTheTransaction() {
        var article = Schema.of(List.of(Table.of("article", column("id", bigint()), index("article_idx", "id"))));

        assertThat(parts(post(), article, new Rename(null, "post", "article")))
                .containsExactly(List.of("rename table post to article", "create index article_idx on article(id)"));
    }
}
