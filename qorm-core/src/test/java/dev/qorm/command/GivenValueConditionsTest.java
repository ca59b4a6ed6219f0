package dev.qorm.command;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenValueConditionsTest {
    private static final Column TITLE = column("title", varchar(80)).nullable();
    private static final Column SHELF = column("shelf", integer()).nullable();
    private static final Column PRICE = column("price", decimal(10, 3));
    private static final Column NOTE = column("note", varchar(80)).nullable();
    private static final Schema BOOKS = Operation.replay(
            Schema.empty(),
            List.of(
                    createTable("shelf", column("id", integer()), primaryKey("shelf_pkey", "id")),
                    createTable(
                            "book",
                            TITLE,
                            SHELF,
                            PRICE,
                            NOTE,
                            unique("book_title_key", "title"),
                            index("book_note_idx", "note"),
                            uniqueIndex("book_shelf_price_idx", "shelf", "price"),
                            foreignKey("book_shelf_fkey", "shelf").references("shelf", "id"),
                            check("book_price", "price > 0"))));

    private static List<String> said(Operation... operations) {
        return GivenValueConditions.of(List.of(operations), BOOKS);
    }

    @Test
    void whatTheValuesMustMeetIsSaid() {
        assertThat(said(alterColumn("book", TITLE, TITLE.nullable(false)).backfill("-")))
                .containsExactly(
                        "'alter column book.title: null -> not null' fails when two rows then have equal values"
                                + " in title");
        assertThat(said(alterColumn("book", SHELF, SHELF.nullable(false).defaultValue(1))))
                .containsExactlyInAnyOrder(
                        "'alter column book.shelf: null -> not null, default none -> '1'' fails when two rows then have"
                                + " equal values in shelf, price",
                        "'alter column book.shelf: null -> not null, default none -> '1'' fails when the value that"
                                + " rows get refers to nothing in shelf");
        assertThat(said(alterColumn("book", PRICE, PRICE.type(decimal(10, 2)))))
                .containsExactlyInAnyOrder(
                        "'alter column book.price: decimal(10,3) -> decimal(10,2)' fails when two rows then have equal"
                                + " values in shelf, price",
                        "'alter column book.price: decimal(10,3) -> decimal(10,2)' fails when a row then does not"
                                + " satisfy the check book_price");
    }

    @Test
    void whatKeepsItsValuesOrIsInNoKeyIsNotSaid() {
        assertThat(said(alterColumn("book", NOTE, NOTE.nullable(false)).backfill("-")))
                .isEmpty();
        assertThat(said(
                        alterColumn("book", TITLE, TITLE.nullable(false)),
                        alterColumn("book", SHELF, SHELF.type(bigint())),
                        alterColumn("book", PRICE, PRICE.type(decimal(12, 4)))))
                .isEmpty();
        assertThat(said(
                        dropUnique("book", unique("book_title_key", "title")),
                        alterColumn("book", TITLE, TITLE.nullable(false)).backfill("-")))
                .isEmpty();
    }

    @Test
    void makeMigrationsWarns() {
        try (var project = TestProject.empty().model("Post", "fields.varchar(\"slug\", 20).nullable().unique();")) {
            project.makeMigrations();
            project.model("Post", "fields.varchar(\"slug\", 20).unique();");

            var made = project.makeMigrations(new Answers(null, "post.slug:'-'", null, null, null));

            assertThat(made.warnings())
                    .containsExactly("'alter column post.slug: null -> not null' fails when two rows then have equal"
                            + " values in slug");
        }
    }
}
