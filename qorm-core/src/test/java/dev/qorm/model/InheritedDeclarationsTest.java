package dev.qorm.model;

import static dev.qorm.model.ModelMapperTest.schema;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What models have from those that they extend. */
class InheritedDeclarationsTest {
    abstract static class Timestamped extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.timestamp("createdAt");
            fields.index("createdAt").descending("createdAt");
        }
    }

    static class Forgetful extends Timestamped {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 10);
        }
    }

    static class Calling extends Timestamped {
        @Override
        protected void schema(Fields fields) {
            super.schema(fields);
            fields.varchar("name", 10);
        }
    }

    static class Silent extends Timestamped {}

    abstract static class Deeper extends Timestamped {
        @Override
        protected void schema(Fields fields) {
            fields.bigint("version");
        }
    }

    static class Deepest extends Deeper {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 10);
        }
    }

    @Test
    void abstractModelsHandTheirFieldsOnWhetherOrNotTheyAreCalled() {
        var schema =
                schema(Timestamped.class, Forgetful.class, Calling.class, Silent.class, Deeper.class, Deepest.class);

        assertThat(schema.tables())
                .extracting(Table::name)
                .containsExactly("calling", "deepest", "forgetful", "silent");
        assertThat(schema.table("forgetful").columns().keySet()).containsExactly("id", "created_at", "name");
        assertThat(schema.table("calling").columns().keySet()).containsExactly("id", "created_at", "name");
        assertThat(schema.table("silent").columns().keySet()).containsExactly("id", "created_at");
        assertThat(schema.table("deepest").columns().keySet()).containsExactly("id", "created_at", "version", "name");
        assertThat(schema.table("forgetful").indexes().values())
                .containsExactly(
                        new Index("forgetful_created_at_idx", List.of(IndexColumn.desc("created_at")), false, null));
        assertThat(schema.table("silent").column("created_at").type()).isEqualTo(timestamp());
    }

    static class Maker extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 20).unique();
        }
    }

    abstract static class Priced extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.check("price_is_positive", "price > 0");
            fields.unique("price", "maker");
            fields.index("price");
            fields.index("abs(price)");
            fields.foreignKey("maker").references(Maker.class, "name");
        }
    }

    static class Book extends Priced {
        @Override
        protected void schema(Fields fields) {
            fields.integer("price");
            fields.varchar("maker", 20);
        }
    }

    static class CallingBook extends Priced {
        @Override
        protected void schema(Fields fields) {
            fields.table().name("book");
            fields.integer("price");
            fields.varchar("maker", 20);
            super.schema(fields);
        }
    }

    @Test
    void abstractModelsWithoutFieldsHandOnWhatTheyHave() {
        var book = schema(Book.class, Maker.class).table("book");

        assertThat(book.checks().keySet()).containsExactly("price_is_positive");
        assertThat(book.uniques().keySet()).containsExactly("book_price_maker_key");
        assertThat(book.indexes().keySet()).containsExactly("book_abs_price_idx", "book_price_idx");
        assertThat(book.foreignKeys().keySet()).containsExactly("book_maker_fkey");
        assertThat(schema(CallingBook.class, Maker.class).table("book")).isEqualTo(book);
    }

    static class Paper extends Priced {
        @Override
        protected void schema(Fields fields) {
            super.schema(fields);
            fields.integer("price");
            fields.varchar("maker", 20);
        }
    }

    @Test
    void aCheckThatTablesShareHasTheNameOfEach() {
        var schema = schema(Paper.class, Book.class, Maker.class);

        assertThat(schema.table("paper").indexes().keySet()).containsExactly("paper_abs_price_idx", "paper_price_idx");
        assertThat(schema.table("book").checks().values())
                .containsExactly(new CheckConstraint("book_price_is_positive_check", "price > 0"));
        assertThat(schema.table("paper").checks().values())
                .containsExactly(new CheckConstraint("paper_price_is_positive_check", "price > 0"));
        assertThat(schema(Maker.class, Book.class, Paper.class)).isEqualTo(schema);
    }

    static class Vehicle extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.integer("wheels");
            fields.check("rolls", "wheels > 0");
        }
    }

    static class Car extends Vehicle {}

    @Test
    void aModelWithATableKeepsTheNameOfACheckThatItHandsOn() {
        var schema = schema(Car.class, Vehicle.class);

        assertThat(schema.table("vehicle").checks().keySet()).containsExactly("rolls");
        assertThat(schema.table("car").checks().keySet()).containsExactly("car_rolls_check");
    }

    abstract static class Titled extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.table().comment("what has a title").withoutPrimaryKey();
            fields.varchar("title", 20);
            fields.varchar("slug", 20);
            fields.index("title");
            fields.index("slug").named("slugs");
            fields.unique("title", "slug").named("titles");
            fields.check("title_is_there", "title <> ''");
            fields.check("slug_is_there", "slug <> ''");
        }
    }

    static class Film extends Titled {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("title", 200);
            fields.varchar("slug", 200);
            fields.index("slug").named("film_slugs");
            fields.unique("title", "slug").named("film_titles");
            fields.check("slug_is_there", "slug > ' '");
        }
    }

    @Test
    void aModelThatDeclaresFieldsAnewHasTheKeysAndChecksOverThemAndMayDeclareThemAnewToo() {
        var film = schema(Film.class).table("film");

        assertThat(film.column("title").type()).isEqualTo(varchar(200));
        assertThat(film.indexes().keySet()).containsExactly("film_slugs", "film_title_idx");
        assertThat(film.uniques().keySet()).containsExactly("film_titles");
        assertThat(film.checks().values())
                .containsExactly(
                        new CheckConstraint("slug_is_there", "slug > ' '"),
                        new CheckConstraint("title_is_there", "title <> ''"));
    }

    static class Song extends Titled {
        @Override
        protected void schema(Fields fields) {
            fields.table().comment("what is sung");
            fields.bigint("number").primaryKey();
        }
    }

    static class Play extends Titled {
        @Override
        protected void schema(Fields fields) {
            fields.table().name("plays");
        }
    }

    @Test
    void whatIsSaidOfATableHoldsForThoseThatSayNothingElse() {
        var play = schema(Play.class).table("plays");
        var song = schema(Song.class).table("song");

        assertThat(play.comment()).isEqualTo("what has a title");
        assertThat(play.primaryKey()).isNull();
        assertThat(play.columns().keySet()).containsExactly("title", "slug");
        assertThat(song.comment()).isEqualTo("what is sung");
        assertThat(song.primaryKey()).isEqualTo(new PrimaryKey("song_pkey", List.of("number")));
    }

    abstract static class AskingAnew extends Timestamped {
        @Override
        protected abstract void schema(Fields fields);
    }

    static class Answering extends AskingAnew {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("name", 10);
        }
    }

    @Test
    void whatIsAboveAnAbstractMethodIsHandedOn() {
        assertThat(schema(Answering.class).table("answering").columns().keySet())
                .containsExactly("id", "created_at", "name");
    }

    abstract static class Misdeclaring extends Model {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("title", 0);
        }
    }

    static class Mending extends Misdeclaring {
        @Override
        protected void schema(Fields fields) {
            fields.varchar("title", 10);
        }
    }

    @Test
    void aMistakeInAFieldThatIsDeclaredAnewIsNone() {
        assertThat(schema(Mending.class).table("mending").columns().keySet()).containsExactly("id", "title");
    }
}
