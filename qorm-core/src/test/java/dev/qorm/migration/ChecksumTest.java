package dev.qorm.migration;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.JavaStep;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ReferentialAction;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Databases hold these fingerprints: none may ever change for operations that stay as they are. */
class ChecksumTest {
    private static final List<Operation> OPERATIONS = List.of(
            createTable(
                    "a",
                    column("id", bigint()).autoIncrement(),
                    primaryKey("a_pkey", "id"),
                    foreignKey("a_fkey", "id").references("a", "id").onDelete(ReferentialAction.CASCADE)),
            addColumn("a", column("price", decimal(10, 2)).defaultValue(1)));

    @Test
    void theTextBehindTheFingerprintIsPinned() {
        assertThat(Checksum.canonical(OPERATIONS)).isEqualTo(CANONICAL);
    }

    @Test
    void theSameValueWrittenInAnotherWayHasTheSameFingerprint() {
        var other = List.<Operation>of(
                OPERATIONS.get(0),
                addColumn("a", column("price", decimal(10, 2)).defaultValue("1.00")));

        assertThat(Checksum.of(other)).isEqualTo(Checksum.of(OPERATIONS)).startsWith(Checksum.FORMAT);
    }

    @Test
    void anotherOperationHasAnotherFingerprint() {
        assertThat(Checksum.of(OPERATIONS.subList(0, 1))).isNotEqualTo(Checksum.of(OPERATIONS));
        assertThat(Checksum.of(List.of(addColumn("a", column("x", bigint())))))
                .isNotEqualTo(
                        Checksum.of(List.of(addColumn("a", column("x", bigint()).nullable()))));
    }

    private static final class Elsewhere {
        static final class Nothing implements JavaStep {
            @Override
            public void run(Connection connection) {}
        }

        static final class Something implements JavaStep {
            @Override
            public void run(Connection connection) {}
        }
    }

    @Test
    void aStepInJavaIsKnownByItsSimpleName() {
        var step = Checksum.of(List.of(runJava(JavaStep.Nothing.class)));

        assertThat(Checksum.of(List.of(runJava(Elsewhere.Nothing.class).reversedBy(Elsewhere.Something.class))))
                .isEqualTo(step);
        assertThat(Checksum.of(List.of(runJava(Elsewhere.Something.class)))).isNotEqualTo(step);
    }

    @Test
    void whatASquashLeavesOutIsNoPartOfIt() {
        assertThat(Checksum.of(List.of(
                        runSql("a").elidable(), runJava(JavaStep.Nothing.class).elidable())))
                .isEqualTo(Checksum.of(List.of(runSql("a"), runJava(JavaStep.Nothing.class))));
    }

    /** Databases have the fingerprints of statements from before they could take the place of others. */
    @Test
    void whatAStatementTakesThePlaceOfIsAPartOfIt() {
        var add = addColumn("a", column("x", bigint()));
        var there = runSql("a")
                .on("h2")
                .insteadOf(dropColumn("a", column("x", bigint())).reversedBy(1), add);
        var start = "[RunSql{sql=String1:a,databases=[String2:h2,],";

        assertThat(Checksum.canonical(List.of(runSql("a").on("h2")))).isEqualTo(start + "},]");
        assertThat(Checksum.canonical(List.of(there)))
                .isEqualTo(
                        start + "operations=[DropColumn{table=String1:a,column=Column{name=String1:x,type=BigInt{},},},"
                                + "AddColumn{table=String1:a,column=Column{name=String1:x,type=BigInt{},},},],},]");
        assertThat(Checksum.of(List.of(there.reversedBy("b")))).isEqualTo(Checksum.of(List.of(there)));
    }

    @Test
    void theWayBackIsNoPartOfIt() {
        var from = column("x", bigint());
        var to = from.nullable();
        assertThat(Checksum.of(List.of(
                        runSql("a").reversedBy("b"),
                        dropColumn("a", from).reversedBy(1),
                        alterColumn("a", from, to).reversedBySql("1"))))
                .isEqualTo(Checksum.of(List.of(runSql("a"), dropColumn("a", from), alterColumn("a", from, to))));
    }

    /** Databases have the fingerprints of indexes from before there was the word. */
    @Test
    void aConcurrentIndexIsAnotherOneAndAPlainOneAsBefore() {
        var index = index("a_idx", "id");
        var start =
                "[CreateIndex{table=String1:a,index=Index{name=String5:a_idx,columns=[IndexColumn{name=String2:id,},],},";

        assertThat(Checksum.canonical(List.of(createIndex("a", index)))).isEqualTo(start + "},]");
        assertThat(Checksum.canonical(List.of(createIndex("a", index).concurrently())))
                .isEqualTo(start + "isConcurrent=Boolean4:true,},]");
        assertThat(Checksum.of(List.of(dropIndex("a", index).concurrently())))
                .isNotEqualTo(Checksum.of(List.of(dropIndex("a", index))));
    }

    /** Databases have the fingerprints of indexes from before there were expressions. */
    @Test
    void anExpressionInAnIndexIsNoColumn() {
        assertThat(Checksum.canonical(List.of(createIndex(
                        "a", index("a_idx", asc("b"), expression("(b)").descending())))))
                .isEqualTo("[CreateIndex{table=String1:a,index=Index{name=String5:a_idx,columns=["
                        + "IndexColumn{name=String1:b,},IndexColumn{name=String3:(b),isDescending=Boolean4:true,"
                        + "isExpression=Boolean4:true,},],},},]");
    }

    /** Databases have the fingerprints of keys and indexes from before they had more than their columns. */
    @Test
    void whatAKeyHasBesideItsColumnsIsPartOfIt() {
        var unique = unique("a_key", "b");
        var start = "[AddUnique{table=String1:a,unique=UniqueConstraint{name=String5:a_key,columns=[String1:b,],";

        assertThat(Checksum.canonical(List.of(addUnique("a", unique)))).isEqualTo(start + "},},]");
        assertThat(Checksum.canonical(List.of(addUnique("a", unique.include("c").nullsNotDistinct()))))
                .isEqualTo(start + "include=[String1:c,],isNullsNotDistinct=Boolean4:true,},},]");
        assertThat(Checksum.canonical(List.of(
                        createIndex("a", uniqueIndex("a_idx", "b").include("c").nullsNotDistinct()))))
                .isEqualTo("[CreateIndex{table=String1:a,index=Index{name=String5:a_idx,columns=["
                        + "IndexColumn{name=String1:b,},],isUnique=Boolean4:true,include=[String1:c,],"
                        + "isNullsNotDistinct=Boolean4:true,},},]");
    }

    /** Databases have the fingerprints of columns from before there were collations. */
    @Test
    void aCollationIsAPartOfAColumn() {
        var column = column("b", varchar(5));
        assertThat(Checksum.canonical(List.of(addColumn("a", column))))
                .isEqualTo(
                        "[AddColumn{table=String1:a,column=Column{name=String1:b,type=Varchar{length=Integer1:5,},},},]");
        assertThat(Checksum.canonical(List.of(
                        addColumn("a", column.collation("sqlite", "nocase").collation("mysql", "utf8mb4_bin")))))
                .isEqualTo("[AddColumn{table=String1:a,column=Column{name=String1:b,type=Varchar{length=Integer1:5,},"
                        + "collations=[Collation{database=String5:mysql,name=String11:utf8mb4_bin,},"
                        + "Collation{database=String6:sqlite,name=String6:nocase,},],},},]");
    }

    /** Databases have the fingerprints of alterations from before they could be concurrent. */
    @Test
    void aConcurrentAlterationIsAnotherOneAndAPlainOneAsBefore() {
        var column = column("id", bigint());
        var alter = alterColumn("a", column.nullable(), column);
        var start = "[AlterColumn{table=String1:a,from=Column{name=String2:id,type=BigInt{},isNullable=Boolean4:true,},"
                + "to=Column{name=String2:id,type=BigInt{},},";

        assertThat(Checksum.canonical(List.of(alter))).isEqualTo(start + "},]");
        assertThat(Checksum.canonical(List.of(alter.concurrently())))
                .isEqualTo(start + "isConcurrent=Boolean4:true,},]");
    }

    private static final String CANONICAL =
            "[CreateTable{table=Table{name=String1:a,columns=[Column{name=String2:id,type=BigInt{},"
                    + "isAutoIncrement=Boolean4:true,},],primaryKey=PrimaryKey{name=String6:a_pkey,columns=[String2:id,],},"
                    + "foreignKeys=[ForeignKey{name=String6:a_fkey,columns=[String2:id,],referencedTable=String1:a,"
                    + "referencedColumns=[String2:id,],onDelete=7:CASCADE,onUpdate=9:NO_ACTION,},],},},"
                    + "AddColumn{table=String1:a,column=Column{name=String5:price,type=Decimal{precision=Integer2:10,"
                    + "scale=Integer1:2,},defaultValue=Literal{value=BigDecimal4:1.00,},},},]";
}
