package dev.qorm.operation;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownValuesTest {
    private static final Column TITLE = column("title", varchar(80));
    private static final List<String> NAME = List.of("name");

    private static KnownValues after(Operation... operations) {
        var known = new KnownValues();
        List.of(operations).forEach(known::take);
        return known;
    }

    @Test
    void whatNoOperationSpeaksOfIsAsBefore() {
        var known = after();

        assertThat(known.isNew("post")).isFalse();
        assertThat(known.tableBefore("post")).isEqualTo("post");
        assertThat(known.columnBefore("post", "title")).isEqualTo("title");
    }

    @Test
    void valuesKeepTheNamesThatTheyHad() {
        var known = after(
                renameTable("post", "article"),
                renameColumn("article", "title", "name"),
                alterColumn("article", TITLE.named("name"), TITLE.named("name").type(varchar(90))));

        assertThat(known.tableBefore("article")).isEqualTo("post");
        assertThat(known.columnBefore("ARTICLE", "name")).isEqualTo("title");
    }

    @Test
    void otherValuesHaveNoNameFromBefore() {
        assertThat(after(addColumn("post", TITLE).backfill("")).columnBefore("post", "title"))
                .isNull();
        assertThat(after(alterColumn("post", TITLE, TITLE.type(varchar(5)))).columnBefore("post", "title"))
                .isNull();
        assertThat(after(dropColumn("post", TITLE), renameColumn("post", "name", "title"))
                        .columnBefore("post", "title"))
                .isEqualTo("name");
        var known = after(dropTable("post", TITLE), createTable("post", TITLE));
        assertThat(known.tableBefore("post")).isNull();
        assertThat(known.columnBefore("post", "title")).isNull();
    }

    @Test
    void whatIsComputedFromOtherValuesIsComputedAnew() {
        var size = column("size", bigint()).generatedAs("char_length(title)");
        var table = createTable("post", TITLE, size, size.named("other").generatedAs("char_length(name)"))
                .table();
        var known = after(alterColumn("post", TITLE, TITLE.type(varchar(5))));

        known.recompute(table);

        assertThat(known.columnBefore("post", "size")).isNull();
        assertThat(known.columnBefore("post", "other")).isEqualTo("other");
    }

    @Test
    void aNewTableIsNewUnderAnotherNameToo() {
        var known = after(createTable("post", TITLE), renameTable("post", "article"));

        assertThat(known.isNew("article")).isTrue();
        assertThat(known.areEmpty("article", List.of("title"))).isTrue();
    }

    @Test
    void whatAKeyMadeSureOfHoldsUnderAnotherName() {
        var known = after(
                dropUnique("post", unique("post_title_key", "title")),
                dropForeignKey("post", foreignKey("post_title_fkey", "title").references("tag", "word")),
                renameTable("post", "article"),
                renameColumn("article", "title", "name"),
                renameTable("tag", "label"));

        assertThat(known.areDistinct("article", unique("key", "name"))).isTrue();
        assertThat(known.areTargetsKnown("article", foreignKey("fk", "name").references("label", "word")))
                .isTrue();
        assertThat(known.areTargetsKnown("article", foreignKey("fk", "name").references("tag", "word")))
                .isFalse();
    }

    @Test
    void whatAKeyMadeSureOfDoesNotHoldForOtherValues() {
        var drop = dropUnique("post", unique("post_title_key", "title"));
        var replaced = after(drop, dropColumn("post", TITLE), addColumn("post", TITLE.nullable()));
        var swapped = after(drop, renameColumn("post", "title", "old"), renameColumn("post", "name", "title"));

        assertThat(replaced.areDistinct("post", unique("key", "title"))).isFalse();
        assertThat(swapped.areDistinct("post", unique("key", "title"))).isFalse();
        assertThat(swapped.areDistinct("post", unique("key", "old"))).isTrue();
    }

    @Test
    void onlyAKeyThatTakesNullsForEqualMakesSureOfThem() {
        var key = unique("key", "title").nullsNotDistinct();

        assertThat(after(dropUnique("post", unique("key", "title"))).areDistinct("post", key))
                .isFalse();
        assertThat(after(dropUnique("post", key)).areDistinct("post", key)).isTrue();
        assertThat(after(dropUnique("post", key)).areDistinct("post", unique("key", "title")))
                .isTrue();
    }

    @Test
    void newNullsAreAlikeWhereTheyAreEqual() {
        var known = after(addColumn("post", column("note", varchar(5)).nullable()));
        var key = unique("key", "note");

        assertThat(known.areAlike("post", key.columns(), key)).isFalse();
        assertThat(known.areAlike("post", key.columns(), key.nullsNotDistinct()))
                .isTrue();
    }

    @Test
    void newColumnsAreCalledAsTheyAreNow() {
        var known = after(
                addColumn("post", column("id", bigint()).autoIncrement()),
                addColumn("post", TITLE).backfill(""),
                addColumn("post", column("note", varchar(5)).nullable()),
                renameColumn("post", "id", "number"),
                renameColumn("post", "title", "name"),
                renameColumn("post", "note", "remark"));

        assertThat(known.areCounted("post", List.of("number"))).isTrue();
        assertThat(known.areAlike("post", NAME, unique("key", "name"))).isTrue();
        assertThat(known.valueOfAll("post", "name")).isEqualTo(new DefaultValue.Literal(""));
        assertThat(known.valueOfAll("post", "remark")).isNull();
        assertThat(known.areEmpty("post", List.of("remark"))).isTrue();
        assertThat(known.areCounted("post", List.of("id"))).isFalse();
    }
}
