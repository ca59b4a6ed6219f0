package dev.qorm.command;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
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
        assertSaid("is no integer", alterColumn("post", TITLE, TITLE.type(integer())));
        assertSilent(alterColumn("post", TITLE, TITLE.type(varchar(90))));
    }

    @Test
    void aNullThatMayBeThereIsSaid() {
        assertSaid("has NULL there", alterColumn("post", TITLE.nullable(), TITLE));
        assertSilent(alterColumn("post", TITLE.nullable(), TITLE).backfill("none"));
        assertSaid("fails on a table with rows", addColumn("post", TITLE));
        assertSilent(addColumn("post", TITLE).backfill(""));
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
}
