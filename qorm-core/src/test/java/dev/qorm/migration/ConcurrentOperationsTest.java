package dev.qorm.migration;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.Operation;
import dev.qorm.schema.SchemaException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrentOperationsTest {
    private static final CreateIndex TITLE =
            createIndex("post", uniqueIndex("post_title_idx", "title")).concurrently();
    private static final DropIndex SLUG = dropIndex(
                    "post", index("post_slug_idx", "slug").where("slug <> ''"))
            .concurrently();

    private static NumberedMigration migration(Operation... operations) {
        return new NumberedMigration(new MigrationId(7), List.of(operations));
    }

    @Test
    void standByThemselves() {
        assertThat(migration(TITLE, SLUG).isConcurrent()).isTrue();
        assertThat(migration(createIndex("post", TITLE.index())).isConcurrent()).isFalse();
        assertThat(migration().isConcurrent()).isFalse();
    }

    @Test
    void areNotMixedWithOthers() {
        var stars = addColumn("post", column("stars", integer()).nullable());

        for (var mixed : List.of(List.of(TITLE, stars), List.of(stars, TITLE))) {
            assertThatThrownBy(() -> migration(mixed.toArray(Operation[]::new)))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContainingAll(
                            "Migration0007 has 'add column post.stars' beside"
                                    + " 'create unique index concurrently post_title_idx on post(title)'",
                            "a migration of its own: mvn qorm:makemigrations -Dqorm.blank");
        }
        assertThatThrownBy(() -> migration(TITLE, createIndex("post", SLUG.index())))
                .hasMessageContaining("'create index post_slug_idx on post(slug) where slug <> ''' beside");
    }

    @Test
    void nameAnIndexOnce() {
        assertThatThrownBy(() -> migration(
                        SLUG,
                        createIndex("post", index("post_slug_idx", "slug", "id"))
                                .concurrently()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll(
                        "Migration0007 has post_slug_idx in"
                                + " 'create index concurrently post_slug_idx on post(slug, id)'",
                        "a migration of its own");
    }

    @Test
    void nameAColumnOnceWhichMayBeCalledAsAnIndex() {
        var stars = column("stars", integer());
        var required = alterColumn("post", stars.nullable(), stars).concurrently();

        assertThat(migration(
                                required,
                                alterColumn("author", stars.nullable(), stars).concurrently(),
                                createIndex("post", index("stars", "stars")).concurrently())
                        .isConcurrent())
                .isTrue();
        assertThatThrownBy(() -> migration(required, required.reverse()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(
                        "Migration0007 has post.stars in 'alter column concurrently post.stars: not null -> null'");
    }

    @Test
    void alterNotNullAlone() {
        var stars = column("stars", integer());
        for (var more : List.of(
                alterColumn("post", stars.nullable(), stars.defaultValue(1)),
                alterColumn("post", stars, stars.type(bigint())),
                alterColumn("post", stars, stars),
                alterColumn("post", stars.nullable().generatedAs("id"), stars.generatedAs("id")))) {
            assertThatThrownBy(more::concurrently)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageStartingWith("column post.stars cannot be altered concurrently: ")
                    .hasMessageEndingWith(
                            "Only NOT NULL can be added or removed concurrently, on a column that is not computed; put the"
                                    + " rest into an earlier migration");
        }
    }

    @Test
    void areReversedAsSuch() {
        var title = unique("post_title_key", "title");
        var author = foreignKey("post_author_fkey", "author").references("author", "id");
        var stars = check("post_stars", "stars > 0");
        assertThat(addUnique("post", title).concurrently().reverse())
                .isEqualTo(dropUnique("post", title).concurrently());
        assertThat(dropUnique("post", title).concurrently().reverse())
                .isEqualTo(addUnique("post", title).concurrently());
        assertThat(addForeignKey("post", author).concurrently().reverse())
                .isEqualTo(dropForeignKey("post", author).concurrently());
        assertThat(dropForeignKey("post", author).concurrently().reverse())
                .isEqualTo(addForeignKey("post", author).concurrently());
        assertThat(addCheck("post", stars).concurrently().reverse())
                .isEqualTo(dropCheck("post", stars).concurrently());
        assertThat(dropCheck("post", stars).concurrently().reverse())
                .isEqualTo(addCheck("post", stars).concurrently());
        var column = column("stars", integer());
        assertThat(alterColumn("post", column.nullable(), column)
                        .backfill(1)
                        .reversedBy(2)
                        .concurrently()
                        .reverse())
                .isEqualTo(alterColumn("post", column, column.nullable())
                        .concurrently()
                        .backfill(2));
        assertThat(TITLE.reverse()).isEqualTo(dropIndex("post", TITLE.index()).concurrently());
        assertThat(TITLE.reverse().reverse()).isEqualTo(TITLE);
        assertThat(SLUG.reverse().describe())
                .isEqualTo("create index concurrently post_slug_idx on post(slug) where slug <> ''");
    }
}
