package dev.qorm.model;

import static dev.qorm.model.ModelMapperTest.schema;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.NO_ACTION;
import static dev.qorm.schema.ReferentialAction.SET_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The join table of a relation of many to many. */
class ManyToManyTest {
    static class Publisher extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 20);
        }
    }

    static class Author extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("code", 5).primaryKey();
            fields.manyToMany("publishingHouses", Publisher.class);
            fields.manyToMany("friends", Author.class)
                    .joinTable("friendship")
                    .joinColumns("who", "with_whom")
                    .onDelete(CASCADE)
                    .comment("who knows whom");
        }
    }

    private static ForeignKey key(String name, String column, String table, String target, ReferentialAction onDelete) {
        return new ForeignKey(name, List.of(column), table, List.of(target), onDelete, NO_ACTION);
    }

    @Test
    void isATableOfPairsNamedLikeTheModelAndTheField() {
        assertThat(schema(Author.class, Publisher.class).table("author_publishing_houses"))
                .isEqualTo(Table.of(
                        "author_publishing_houses",
                        column("author_code", varchar(5)),
                        column("publisher_id", bigint()),
                        new PrimaryKey("author_publishing_houses_pkey", List.of("author_code", "publisher_id")),
                        new Index(
                                "author_publishing_houses_publisher_id_idx",
                                List.of(IndexColumn.asc("publisher_id")),
                                false,
                                null),
                        key("author_publishing_houses_author_code_fkey", "author_code", "author", "code", NO_ACTION),
                        key(
                                "author_publishing_houses_publisher_id_fkey",
                                "publisher_id",
                                "publisher",
                                "id",
                                NO_ACTION)));
    }

    @Test
    void takesTheNamesAndTheActionThatAreGiven() {
        assertThat(schema(Author.class, Publisher.class).table("friendship"))
                .isEqualTo(Table.of(
                        "friendship",
                        "who knows whom",
                        List.of(
                                column("who", varchar(5)),
                                column("with_whom", varchar(5)),
                                new PrimaryKey("friendship_pkey", List.of("who", "with_whom")),
                                new Index(
                                        "friendship_with_whom_idx", List.of(IndexColumn.asc("with_whom")), false, null),
                                key("friendship_who_fkey", "who", "author", "code", CASCADE),
                                key("friendship_with_whom_fkey", "with_whom", "author", "code", CASCADE))));
    }

    abstract static class Tagged extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToMany("tags", Tag.class);
        }
    }

    static class Tag extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("group");
            fields.integer("number");
            fields.primaryKey("group", "number");
            fields.manyToMany("related", Tag.class);
        }
    }

    static class Post extends Tagged {}

    static class Photo extends Tagged {
        @Override
        protected void schema(Fields fields) {
            fields.manyToMany("tags", Tag.class).joinTable("labels");
            fields.table().name("photos");
        }
    }

    @Test
    void isInheritedAndHasAColumnForEachOfTheKeysOfBothModels() {
        var schema = schema(Post.class, Photo.class, Tag.class);

        assertThat(schema.tables().stream().map(Table::name))
                .containsExactlyInAnyOrder("post", "post_tags", "photos", "labels", "tag", "tag_related");
        assertThat(schema.table("post_tags").columns().values())
                .containsExactly(
                        column("post_id", bigint()), column("tag_group", integer()), column("tag_number", integer()));
        assertThat(schema.table("labels").columns().keySet()).containsExactly("photos_id", "tag_group", "tag_number");
        assertThat(schema.table("tag_related").columns().keySet())
                .containsExactly("from_tag_group", "from_tag_number", "to_tag_group", "to_tag_number");
    }

    static class Foreign extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("id").primaryKey();
            fields.manyToMany("tags", Tag.class);
            fields.table().external();
        }
    }

    static class Native extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.manyToMany("foreigners", Foreign.class);
        }
    }

    @Test
    void leadsToAnExternalTableAndNeverStartsThere() {
        var schema = schema(Foreign.class, Native.class, Tag.class);

        assertThat(schema.find("foreign_tags")).isNull();
        assertThat(schema.table("native_foreigners").foreignKeys().values())
                .filteredOn(ForeignKey::isExternal)
                .singleElement()
                .extracting(ForeignKey::referencedTable)
                .isEqualTo("foreign");
    }

    static class Keyless extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("n");
            fields.table().withoutPrimaryKey();
        }
    }

    static class Wrong extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("twice");
            fields.manyToMany("twice", Publisher.class);
            fields.manyToMany("keyless", Keyless.class);
            fields.manyToMany("abstracts", Tagged.class);
            fields.manyToMany("oneColumn", Tag.class).joinColumns("a", "b");
            fields.manyToMany("sameColumn", Publisher.class).joinColumns("a", "a");
            fields.manyToMany("nulled", Publisher.class).onDelete(SET_NULL);
            fields.manyToMany("taken", Publisher.class).joinTable("publisher");
            fields.manyToMany("long", Publisher.class).joinTable("x".repeat(64));
            fields.manyToMany("never", Publisher.class).renamedFrom(" ");
        }
    }

    @Test
    void whatCannotBeIsNamedWithItsRemedy() {
        assertThat(ModelProblems.of(Wrong.class, Publisher.class, Keyless.class, Tag.class))
                .containsExactly(
                        "Wrong.abstracts: refers to Tagged, which has no table: it is abstract or is not among the models of"
                                + " this project",
                        "Wrong.keyless: refers to Keyless, which has no primary key; give it one",
                        "Wrong.long: has the name '" + "x".repeat(64)
                                + "' of 64 bytes, databases take 63; shorten it with .joinTable(\"…\")",
                        "Wrong.never: says renamedFrom(\" \"), which is no name; give the one that it had in the"
                                + " database, or remove renamedFrom",
                        "Wrong.nulled: would be set to NULL but is NOT NULL; choose another action",
                        "Wrong.oneColumn: names one column, but the key of Tag has 2; remove .joinColumns(…)",
                        "Wrong.sameColumn: has the column 'a' at both ends; name one of them with .joinColumns(…)",
                        "Wrong.taken: has the table 'publisher', which is that of Publisher already; give one of them"
                                + " another name with .joinTable(\"…\")",
                        "Wrong.twice: is declared twice; remove or rename one of them");
    }
}
