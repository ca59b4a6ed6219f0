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
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AddColumn;
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

    static Schema post(TableElement... parts) {
        var elements = new java.util.ArrayList<TableElement>(List.of(column("id", bigint())));
        elements.addAll(List.of(parts));
        return Schema.of(List.of(Table.of("post", elements.toArray(TableElement[]::new))));
    }

    static List<List<String>> parts(Schema from, Schema to, Rename... renames) {
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
