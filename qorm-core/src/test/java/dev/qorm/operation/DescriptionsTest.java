package dev.qorm.operation;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static dev.qorm.schema.ReferentialAction.CASCADE;
import static dev.qorm.schema.ReferentialAction.SET_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What operations say of themselves: one line, which tells what goes from what comes in its place under the same name. */
class DescriptionsTest {
    @Test
    void aForeignKeySaysWhereToAndWhatHappensThen() {
        var key = foreignKey("b_fkey", "a").references("a", "id");

        assertThat(addForeignKey("b", key).reverse().describe()).isEqualTo("drop foreign key b_fkey on b(a) to a(id)");
        assertThat(addForeignKey("b", key.onDelete(SET_NULL).onUpdate(CASCADE)).describe())
                .isEqualTo("add foreign key b_fkey on b(a) to a(id) on delete set null on update cascade");
    }

    @Test
    void aCheckSaysItsConditionOnOneLine() {
        var add = addCheck("a", check("positive", " x > 0\n    and y > 0 "));

        assertThat(add.describe()).isEqualTo("add check positive on a: x > 0 and y > 0");
        assertThat(add.reverse().describe()).isEqualTo("drop check positive on a: x > 0 and y > 0");
    }

    @Test
    void aDefaultThatIsSpelledAlikeDoesNotChangeWithTheType() {
        var text = column("x", varchar(9)).defaultValue("1");
        var number = column("x", integer());

        assertThat(alterColumn("a", text, number.defaultValue(1)).describe())
                .isEqualTo("alter column a.x: varchar(9) -> integer");
        assertThat(alterColumn("a", text, number.defaultValue(2)).describe())
                .isEqualTo("alter column a.x: varchar(9) -> integer, default '1' -> '2'");
    }

    @Test
    void commentsAreOnOneLineToo() {
        var plain = column("x", integer());

        assertThat(alterColumn("a", plain, plain.comment("one\ntwo")).describe())
                .isEqualTo("alter column a.x: comment none -> 'one\\ntwo'");
        assertThat(new CommentTable("a", "one\r\ntwo", null).describe())
                .isEqualTo("comment on table a: 'one\\r\\ntwo' -> none");
    }

    @Test
    void aStatementIsOnOneLineToo() {
        var fill = runSql("update a\n    set x = 1;\r\n\n\tdelete from b;\n");

        assertThat(fill.describe()).isEqualTo("run sql: update a set x = 1; delete from b;");
        assertThat(fill.on("h2")
                        .insteadOf(addCheck("a", check("positive", "x > 0")))
                        .describe())
                .isEqualTo("add check positive on a: x > 0, by sql (h2): update a set x = 1; delete from b;");
    }
}
