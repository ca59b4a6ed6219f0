package dev.qorm.migration;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a migration is undone whose columns come back with values that are made of others. */
class ReversedOrderTest {
    private static final Column A = column("a", varchar(20));
    private static final Column B = column("b", varchar(20));
    private static final Column C = column("c", varchar(20));
    private static final AlterColumn WIDER = alterColumn("t", column("n", integer()), column("n", bigint()));

    private static DropColumn drop(Column column) {
        return dropColumn("t", column);
    }

    private static List<Operation> reversed(Operation... operations) {
        return new NumberedMigration(new MigrationId(7), List.of(operations)).reversed();
    }

    private static void assertRefused(String reason, Operation... operations) {
        assertThatThrownBy(() -> reversed(operations))
                .isInstanceOf(MigrationException.class)
                .hasMessageStartingWith("Migration0007 cannot be rolled back: the rows would get the values of ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(
                        ". No order of its operations helps; write .reversedBySql(\"…\") over columns that are"
                                + " there, which does not count as an edit");
    }

    @Test
    void isTheReverseWhereNothingIsReadThatComesLater() {
        var a = drop(A).reversedBySql("b || c");
        assertThat(reversed(a, drop(B), drop(C))).containsExactly(drop(C).reverse(), drop(B).reverse(), a.reverse());
    }

    @Test
    void whatIsReadComesBackFirst() {
        var c = drop(C).reversedBySql("lower(B)");
        var b = drop(B).reversedBySql("a");
        assertThat(reversed(drop(A), b, c)).containsExactly(drop(A).reverse(), b.reverse(), c.reverse());
    }

    @Test
    void whatIsReadGoesLast() {
        var a = drop(A).reversedBySql("b");
        var b = addColumn("t", B);
        assertThat(reversed(a, b)).containsExactly(a.reverse(), b.reverse());
    }

    @Test
    void whatAnAlteredColumnReadsComesBackFirst() {
        var narrower = alterColumn("t", column("n", bigint()), column("n", integer()))
                .backfill(0)
                .reversedBySql("n");
        var shorter = alterColumn("t", C.type(varchar(30)), C).reversedBySql("a");
        var longer = alterColumn("t", C, C.type(varchar(30))).reversedBySql("substring(a, 1, 20)");
        assertThat(reversed(drop(A), narrower, longer))
                .containsExactly(drop(A).reverse(), longer.reverse(), narrower.reverse());
        assertThat(reversed(drop(A), shorter)).containsExactly(drop(A).reverse(), shorter.reverse());
    }

    /** It finds what those below it have left, as it did before anything had to change places. */
    @Test
    void anAlteredColumnIsReadAsItIsWhereItStands() {
        var a = drop(A).reversedBySql("b || n");
        assertThat(reversed(a, WIDER, drop(B))).containsExactly(drop(B).reverse(), WIDER.reverse(), a.reverse());
        assertThat(reversed(WIDER, drop(B), a)).containsExactly(drop(B).reverse(), a.reverse(), WIDER.reverse());
    }

    @Test
    void columnsOfOtherTablesComeBackFirst() {
        var other = dropColumn("other", A).reversedBySql("(select max(t.b) from t)");
        assertThat(reversed(drop(B), other)).containsExactly(drop(B).reverse(), other.reverse());
    }

    /** What a query reads may be a column of another table that has the same name. */
    @Test
    void queriesInACircleAreLeftToTheDatabase() {
        var a = drop(A).reversedBySql("(select max(b) from other)");
        var b = drop(B).reversedBySql("(select max(a) from other)");
        assertThat(reversed(a, b)).containsExactly(b.reverse(), a.reverse());
    }

    @Test
    void aCircleIsRefused() {
        assertRefused(
                "t.b from a || '!', and a is not there at that moment",
                drop(A).reversedBySql("b"),
                drop(B).reversedBySql("a || '!'"));
        assertRefused("t.a from lower(a), and a is not there at that moment", drop(A).reversedBySql("lower(a)"));
    }

    @Test
    void whatStandsBetweenStays() {
        assertRefused(
                "t.b from a, and a is not there at that moment",
                drop(A),
                runSql("update t set c = 'x'").reversedBy(""),
                drop(B).reversedBySql("a"));
    }

    @Test
    void namesAreFollowed() {
        var read = drop(B).reversedBySql("a || c");
        assertThat(reversed(renameColumn("t", "a", "c"), renameColumn("t", "x", "a"), read))
                .hasSize(3);
        assertRefused("a is not there", renameColumn("t", "a", "x"), read);
        assertThat(reversed(read, renameTable("old", "t"), dropColumn("old", A)))
                .hasSize(3);
    }

    /** What it reads is not known, but what becomes of columns by it is. */
    @Test
    void whatAStatementDoesToColumnsInPlaceOfOthersIsKnown() {
        var read = drop(B).reversedBySql("a");
        var byHand = runSql("…").reversedBy("…").insteadOf(drop(A).reversedBySql("x"));
        assertThat(reversed(read, byHand)).containsExactly(byHand.reverse(), read.reverse());
        assertRefused("t.b from a, and a is not there at that moment", byHand, read);
    }

    @Test
    void aProblemOnAnotherDatabaseIsOne() {
        var elsewhere = new NumberedMigration(
                new MigrationId(7),
                List.of(runSql("…")
                        .reversedBy("…")
                        .on("postgresql")
                        .insteadOf(drop(A).reversedBySql("b"), drop(B).reversedBySql("a"))));
        assertThat(elsewhere.problemOfWayBack()).contains("t.b from a, and a is not there");
        assertThat(elsewhere.forDatabase("postgresql").reversed()).hasSize(1);
        assertThatThrownBy(() -> elsewhere.forDatabase("sqlite").reversed()).isInstanceOf(MigrationException.class);
    }

    @Test
    void aColumnThatGaveItsNameToAnotherIsRead() {
        var taken = new AddColumn("t", A.type(integer()), null);
        var read = drop(B).reversedBySql("a");
        assertThat(reversed(drop(A), taken, read)).containsExactly(read.reverse(), taken.reverse(), drop(A).reverse());
    }
}
