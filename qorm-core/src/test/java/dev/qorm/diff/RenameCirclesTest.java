package dev.qorm.diff;

import static dev.qorm.diff.Renames.columnRename;
import static dev.qorm.diff.Renames.diff;
import static dev.qorm.diff.Renames.hinted;
import static dev.qorm.diff.Renames.hints;
import static dev.qorm.diff.Renames.schema;
import static dev.qorm.diff.Renames.table;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names that are passed on from one to the next, in chains and circles. */
class RenameCirclesTest {
    @Test
    void chainsAndSwapsFindAnOrder() {
        var from = table("t", column("a", integer()), column("b", text()));
        var chained = table("t", column("b", integer()), column("c", text()));
        var swapped = table("t", column("b", integer()), column("a", text()));
        var forth = columnRename("t", "a", "b");

        assertThat(diff(schema(from), schema(chained), hints(forth, columnRename("t", "b", "c"))))
                .containsExactly("rename column t.b to c", "rename column t.a to b");
        assertThat(diff(schema(from), schema(swapped), hints(forth, columnRename("t", "b", "a"))))
                .containsExactly(
                        "rename column t.a to qorm_renaming_0",
                        "rename column t.b to a",
                        "rename column t.qorm_renaming_0 to b");
    }

    @Test
    void tablesThatSwapTheirNamesInOtherLettersAreACircleToo() {
        var from = schema(table("a", column("x", integer())), table("b", column("y", text())));
        var to = schema(
                Table.of("B", column("id", bigint()), column("x", integer()), primaryKey("B_pkey", "id")),
                Table.of("A", column("id", bigint()), column("y", text()), primaryKey("A_pkey", "id")));

        assertThat(RenameResolver.resolve(
                        from, to, hints(new Rename(null, "a", "B"), new Rename(null, "b", "A")), null))
                .containsExactly(new Rename(null, "a", "B"), new Rename(null, "b", "A"));
    }

    /** There is one of them at a time, which tells whether the hint is due. */
    @Test
    void aNameInOtherLettersIsNoCircle() {
        var small = schema(table("p", column("x", integer())));
        var capital = schema(table("P", column("x", integer())));
        var hint = new Rename(null, "p", "P");

        assertThat(takenForDone(small, capital, hints(hint), hint)).isEmpty();
        assertThat(takenForDone(capital, capital, hints(hint))).isEmpty();
    }

    @Test
    void namesThatThreeColumnsPassOnAreACircleToo() {
        var from = table("t", column("a", integer()), column("b", text()), column("c", bool()));
        var to = table("t", column("b", integer()), column("c", text()), column("a", bool()));
        var hints = hints(columnRename("t", "a", "b"), columnRename("t", "b", "c"), columnRename("t", "c", "a"));

        assertThat(diff(schema(from), schema(to), hints))
                .containsExactly(
                        "rename column t.a to qorm_renaming_0",
                        "rename column t.c to a",
                        "rename column t.b to c",
                        "rename column t.qorm_renaming_0 to b");
    }

    @Test
    void aCircleThatFitsNeitherWayNeedsAnAnswer() {
        var from = schema(table("t", column("a", integer()), column("b", text())));
        var to = schema(table("t", column("b", bigint()), column("a", text())));
        var hints = List.of(columnRename("t", "a", "b"), columnRename("t", "b", "a"));

        assertThatThrownBy(() -> diff(from, to, new RenameAnswers(hinted(hints), List.of(), false)))
                .isInstanceOf(RenameException.class)
                .hasMessageContainingAll("the columns of the table t a, b", "-Dqorm.rename=t.a:b,t.b:a", "renamedFrom");
        assertThat(RenameResolver.resolve(from, to, new RenameAnswers(hinted(hints), hints, false), null))
                .containsExactlyElementsOf(hints);
        assertThat(RenameResolver.resolve(from, to, new RenameAnswers(hinted(hints), List.of(), true), null))
                .isEmpty();
    }

    /** What the asker is told of hints that are taken to have worked. */
    private static List<String> takenForDone(Schema from, Schema to, RenameAnswers known, Rename... expected) {
        var told = new ArrayList<String>();
        var renames = RenameResolver.resolve(from, to, known, new RenameAnswers.Asker() {
            @Override
            public Optional<Rename> ask(RenameQuestion question) {
                throw new IllegalStateException(question.text());
            }

            @Override
            public void takeForDone(String hints) {
                told.add(hints);
            }
        });
        assertThat(renames).containsExactly(expected);
        return told;
    }

    @Test
    void aCircleOfColumnsThatAreAlikeIsTakenForDoneWhereNoKeyTellsThemApart() {
        var alike = table("t", column("a", text()), column("b", text()));
        var known = hints(columnRename("t", "a", "b"), columnRename("t", "b", "a"));

        assertThat(takenForDone(schema(alike), schema(alike), known))
                .contains("the columns of the table t a, b are renamedFrom each other and do not differ: qorm assumes"
                        + " that they already have their new names. If not, -Dqorm.rename=t.a:b,t.b:a; if so,"
                        + " remove renamedFrom");

        var indexed = alike.with(index("t_a_idx", "a"));
        assertThat(takenForDone(schema(indexed), schema(indexed.with(index("t_id_idx", "id", "a"))), known))
                .isEmpty();
    }

    @Test
    void aCircleOfColumnsThatAreAlikeNeedsAnAnswerWhereAKeyHasMoved() {
        var alike = table("t", column("a", text()), column("b", text()));
        var from = schema(alike.with(index("t_a_idx", "a")));
        var to = schema(alike.with(index("t_b_idx", "b")));
        var hints = List.of(columnRename("t", "a", "b"), columnRename("t", "b", "a"));

        assertThatThrownBy(() -> diff(from, to, new RenameAnswers(hinted(hints), List.of(), false)))
                .isInstanceOf(RenameException.class)
                .hasMessageContainingAll("only you know", "-Dqorm.rename=t.a:b,t.b:a; if so, remove renamedFrom");
        assertThat(diff(from, to, new RenameAnswers(hinted(hints), hints, false)))
                .endsWith("rename index t_a_idx on t to t_b_idx");
        assertThat(diff(from, to, RenameAnswers.NONE))
                .containsExactly("drop index t_a_idx on t(a)", "create index t_b_idx on t(b)");
    }

    @Test
    void aCircleOfTablesThatAreAlikeNeedsAnAnswerWhereAReferenceHasMoved() {
        var reference = foreignKey("t_a_id_fkey", "a_id").references("a", "id");
        var from = schema(table("a"), table("b"), table("t", column("a_id", bigint()), reference));
        var to = schema(
                table("a"),
                table("b"),
                table(
                        "t",
                        column("a_id", bigint()),
                        foreignKey("t_a_id_fkey", "a_id").references("b", "id")));
        var known = hints(new Rename(null, "a", "b"), new Rename(null, "b", "a"));

        assertThatThrownBy(() -> diff(from, to, known))
                .isInstanceOf(RenameException.class)
                .hasMessageContainingAll("the tables a, b are renamedFrom each other", "-Dqorm.rename=a:b,b:a");
        assertThat(takenForDone(from, from, known)).isEmpty();
    }

    @Test
    void aChainOntoANameThatStaysIsNoReasonToLoseItsBeginning() {
        var from = schema(table("t", column("a", text()), column("b", text()), column("c", text())));
        var to = schema(table("t", column("b", text()), column("c", text())));

        assertThatThrownBy(() -> diff(from, to, hints(columnRename("t", "a", "b"), columnRename("t", "b", "c"))))
                .isInstanceOf(RenameException.class)
                .hasMessageContaining("a is gone: its data would be lost");
    }

    @Test
    void namesOfKeysFollowTablesThatPassOnTheirNames() {
        var from = schema(table("a", column("x", text())), table("b", column("y", text()), index("b_y_idx", "y")));
        var chained = schema(table("b", column("x", text())), table("c", column("y", text()), index("c_y_idx", "y")));
        var swapped = schema(table("b", column("x", text())), table("a", column("y", text()), index("a_y_idx", "y")));
        var forth = new Rename(null, "a", "b");

        assertThat(diff(from, chained, hints(forth, new Rename(null, "b", "c"))))
                .endsWith(
                        "rename index b_y_idx on c to c_y_idx",
                        "rename constraint b_pkey on c to c_pkey",
                        "rename constraint a_pkey on b to b_pkey");
        assertThat(diff(from, swapped, hints(forth, new Rename(null, "b", "a"))))
                .endsWith(
                        "rename index b_y_idx on a to a_y_idx",
                        "rename constraint b_pkey on a to qorm_renaming_1",
                        "rename constraint a_pkey on b to b_pkey",
                        "rename constraint qorm_renaming_1 on a to a_pkey");
    }

    @Test
    void anIndexIsNotBuiltAnewWhereColumnsPassOnTheirNames() {
        var from =
                table("t", column("a", integer()), column("b", text()), index("t_a_idx", "a"), index("t_b_idx", "b"));
        var to = table("t", column("b", integer()), column("c", text()), index("t_b_idx", "b"), index("t_c_idx", "c"));

        assertThat(diff(schema(from), schema(to), hints(columnRename("t", "a", "b"), columnRename("t", "b", "c"))))
                .endsWith("rename index t_b_idx on t to t_c_idx", "rename index t_a_idx on t to t_b_idx");
    }
}
