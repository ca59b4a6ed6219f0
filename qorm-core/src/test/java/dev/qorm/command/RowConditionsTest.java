package dev.qorm.command;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.ReferentialAction;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowConditionsTest {
    private static final dev.qorm.schema.Column TITLE = column("title", varchar(80));

    private static void assertSaid(String sentence, Operation... operations) {
        assertThat(RowConditions.of(List.of(operations)))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    private static void assertSilent(Operation... operations) {
        assertThat(RowConditions.of(List.of(operations))).isEmpty();
    }

    @Test
    void whatValuesMayNotFitIsSaid() {
        assertSaid("does not fit", alterColumn("post", TITLE, TITLE.type(varchar(5))));
        assertSaid("is not a valid integer", alterColumn("post", TITLE, TITLE.type(integer())));
        assertSilent(alterColumn("post", TITLE.type(timestamp()), TITLE.type(timestamp(0))));
        assertSilent(alterColumn("post", TITLE, TITLE.type(varchar(90))));
        var at = column("at", timestamp());
        assertSaid("as times in UTC", alterColumn("post", at, at.type(timestampWithTimeZone())));
        assertSaid("as times in UTC", alterColumn("post", at.type(timestampWithTimeZone()), at));
    }

    @Test
    void whatMayBeEqualInAnotherCollationIsSaid() {
        var collated = TITLE.collation("sqlite", "nocase");
        assertSaid("are equal in the new collation", alterColumn("post", TITLE, collated));
        assertSilent(alterColumn("post", collated, TITLE));
        assertSilent(alterColumn("post", collated, collated.type(varchar(90))));
    }

    @Test
    void aNullThatMayBeThereIsSaid() {
        assertSaid("has NULL there", alterColumn("post", TITLE.nullable(), TITLE));
        assertSilent(alterColumn("post", TITLE.nullable(), TITLE).backfill("none"));
        assertSaid("fails on a table with rows", addColumn("post", TITLE));
        assertSilent(addColumn("post", TITLE).backfill(""));
    }

    @Test
    void howATextHasToBeWrittenIsSaid() {
        assertSaid(
                "fails if a value is not a valid date, written like 2026-01-31, or does not fit into it",
                alterColumn("post", TITLE, TITLE.type(date())));
        assertSaid(
                "fails if a value is not a valid enumeration[NEW, OLD] or does not",
                alterColumn("post", TITLE, TITLE.type(enumeration("NEW", "OLD"))));
    }

    @Test
    void whatMayNotBeUniqueIsSaid() {
        var key = addUnique("post", unique("post_title_key", "title"));
        assertSaid("two rows have equal values in title", key);
        assertSaid("all get the same value", addColumn("post", TITLE).backfill(""), key);
        assertSaid(
                "two rows have equal values in title", addColumn("post", TITLE).backfillSql("id"), key);
        assertSilent(addColumn("post", TITLE.nullable()), key);
        assertSilent(createTable("post", TITLE), key);
    }

    @Test
    void whatRowsMayViolateIsSaid() {
        assertSaid("does not satisfy it", addCheck("post", check("post_check", "title <> ''")));
        var key = addForeignKey("post", foreignKey("post_title_fkey", "title").references("tag", "name"));
        assertSaid("refers to nothing in tag", key);
        assertSilent(addColumn("post", TITLE.nullable()), key);
    }

    @Test
    void aForeignKeyThatComesBackFindsWhatItFoundBefore() {
        var key = foreignKey("post_title_fkey", "title").references("tag", "name");
        var drop = dropForeignKey("post", key);
        var add = addForeignKey("post", key.onDelete(ReferentialAction.CASCADE));
        var tagName = column("name", varchar(80));
        assertSilent(drop, add);
        assertSilent(drop, alterColumn("tag", tagName, tagName.type(varchar(90))), add);
        assertSaid("refers to nothing", add);
        assertSaid(
                "refers to nothing",
                drop,
                alterColumn("post", TITLE.nullable(), TITLE).backfill(""),
                add);
        assertSaid("refers to nothing", drop, addColumn("tag", tagName).backfill("a"), add);
        assertSaid(
                "refers to nothing in word",
                drop,
                addForeignKey("post", foreignKey("post_title_fkey", "title").references("word", "name")));
    }

    @Test
    void numbersThatTheDatabaseCountsAreNotEqual() {
        assertSilent(
                addColumn("post", column("id", bigint()).autoIncrement()),
                addPrimaryKey("post", primaryKey("post_pkey", "id")));
    }

    @Test
    void valuesThatWereUniqueAreSo() {
        var key = primaryKey("post_pkey", "title");
        var unique = addUnique("post", unique("post_title_key", "title"));
        assertSilent(dropPrimaryKey("post", key), unique);
        assertSilent(
                dropUnique("post", unique("post_title_uq", "title")),
                addPrimaryKey("post", primaryKey("p", "id", "title")));
        assertSilent(
                dropIndex("post", uniqueIndex("post_title_ix", "title")),
                createIndex("post", uniqueIndex("post_title_ix2", "title", "id")));
        assertSaid("equal values in title", dropPrimaryKey("post", primaryKey("post_pkey", "title", "id")), unique);
        assertSaid("equal values in title", dropIndex("post", index("post_title_ix", "title")), unique);
        assertSaid(
                "equal values in title",
                dropIndex("post", uniqueIndex("post_title_ix", "title").where("id > 0")),
                unique);
        assertSaid("equal values in title", dropPrimaryKey("tag", key), unique);
        var lower = expression("lower(title)");
        assertSaid("equal values in lower(title)", createIndex("post", uniqueIndex("post_lower", lower)));
        assertSilent(
                dropUnique("post", unique("post_title_uq", "title")),
                createIndex("post", uniqueIndex("post_lower", lower, asc("title"))));
        assertSaid(
                "equal values in id",
                dropIndex("post", uniqueIndex("post_lower", lower, asc("id"))),
                addUnique("post", unique("post_id_key", "id")));
        assertSaid(
                "equal values in title",
                dropUnique("post", unique("post_title_uq", "title")),
                alterColumn("post", TITLE.nullable(), TITLE).backfill(""),
                unique);
    }

    @Test
    void aComputedColumnIsNotEmpty() {
        assertSaid(
                "equal values in title",
                addColumn("post", TITLE.nullable().generatedAs("'a'")),
                addUnique("post", unique("post_title_key", "title")));
    }
}
