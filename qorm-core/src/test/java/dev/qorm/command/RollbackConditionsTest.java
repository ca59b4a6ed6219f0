package dev.qorm.command;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackConditionsTest {
    private static final Column EMAIL = column("email", varchar(80));
    private static final Column OWNER = column("owner_id", bigint());

    private static void assertSaid(String sentence, Operation... operations) {
        assertThat(RollbackConditions.of(List.of(operations)))
                .singleElement()
                .asString()
                .contains(sentence)
                .endsWith(".reversedBySql(\"…\")");
    }

    private static void assertSilent(Operation... operations) {
        assertThat(RollbackConditions.of(List.of(operations))).isEmpty();
    }

    @Test
    void oneValueForAllRowsIsNoKey() {
        var said = "'drop unique constraint u on account(email)' fails on a table with more than one row";
        assertSaid(said, dropUnique("account", unique("u", "email")), dropColumn("account", EMAIL));
        assertSaid("more than one row", dropIndex("account", uniqueIndex("i", "email")), dropColumn("account", EMAIL));
        assertSaid(
                "more than one row", dropPrimaryKey("account", primaryKey("p", "email")), dropColumn("account", EMAIL));
        assertSilent(dropUnique("account", unique("u", "email", "realm")), dropColumn("account", EMAIL));
        assertSilent(dropUnique("account", unique("u", "email")), dropColumn("account", EMAIL.nullable()));
        assertSilent(dropUnique("account", unique("u", "email")), dropColumn("person", EMAIL));
        assertSilent(dropIndex("account", index("i", "email")), dropColumn("account", EMAIL));
    }

    @Test
    void whatStandsInRefersToNothing() {
        assertSaid(
                "refers to nothing",
                dropForeignKey("account", foreignKey("f", "owner_id").references("owner", "id")),
                dropColumn("account", OWNER));
        assertSilent(
                dropForeignKey("account", foreignKey("f", "owner_id").references("owner", "id")),
                dropColumn("account", OWNER.nullable()));
    }

    @Test
    void whatStandsInMayNotSatisfyACheck() {
        assertSaid(
                "unless what stands in for the values satisfies the check",
                dropCheck("account", check("c", "email <> ''")),
                dropColumn("account", EMAIL));
        assertSilent(dropCheck("account", check("c", "name <> 'email'")), dropColumn("account", EMAIL));
    }

    @Test
    void aTypeOfTheDatabaseHasNoKnownValue() {
        assertSaid("knows no value of that type", dropColumn("account", column("at", nativeType("point"))));
    }

    @Test
    void beyondWhatCannotBeTakenBackNothingIsSaid() {
        assertSilent(
                dropUnique("account", unique("u", "email")),
                dropColumn("account", EMAIL),
                runSql("update account set name = ''"));
    }

    @Test
    void noValueOfAnEnumerationMayBeThereAsItWasBefore() {
        var before = column("state", enumeration("NEW", "PAID"));
        assertSaid(
                "a value that the enumeration did not have before",
                alterColumn("account", before, before.type(enumeration("OPEN", "PAID")))
                        .backfill("OPEN"));
        assertSilent(alterColumn("account", before, before.type(enumeration("NEW", "PAID", "GONE"))));
    }

    @Test
    void whatIsSaidInTheMigrationIsEnough() {
        assertSilent(
                dropUnique("account", unique("u", "email")),
                dropColumn("account", EMAIL).reversedBySql("concat('a', id)"));
    }
}
