package dev.qorm.command;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.blob;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import java.time.LocalDateTime;
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
    void noValueForAllRowsIsNoKeyIfNullsAreEqual() {
        var drop = dropColumn("account", EMAIL.nullable());
        assertSilent(dropUnique("account", unique("u", "email")), drop);
        assertSaid(
                "fails on a table with more than one row",
                dropUnique("account", unique("u", "email").nullsNotDistinct()),
                drop);
        assertSaid(
                "fails when two rows have equal values in realm",
                dropIndex("account", uniqueIndex("i", "email", "realm").nullsNotDistinct()),
                drop);
    }

    @Test
    void oneValueForAllRowsIsNoKey() {
        var said = "'drop unique constraint u on account(email)' fails on a table with more than one row";
        assertSaid(said, dropUnique("account", unique("u", "email")), dropColumn("account", EMAIL));
        assertSaid("more than one row", dropIndex("account", uniqueIndex("i", "email")), dropColumn("account", EMAIL));
        assertSaid(
                "more than one row", dropPrimaryKey("account", primaryKey("p", "email")), dropColumn("account", EMAIL));
        assertSaid(
                "fails when two rows have equal values in realm",
                dropUnique("account", unique("u", "email", "realm")),
                dropColumn("account", EMAIL));
        assertSaid(
                "fails when two rows have equal values in lower(email), realm",
                dropIndex("account", uniqueIndex("i", expression("lower(email)"), asc("realm"))),
                dropColumn("account", EMAIL));
        assertSilent(dropIndex("account", uniqueIndex("i", expression("lower(realm)"))), dropColumn("account", EMAIL));
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
                "unless the value that they get satisfies the check",
                dropCheck("account", check("c", "email <> ''")),
                dropColumn("account", EMAIL));
        assertSilent(dropCheck("account", check("c", "name <> 'email'")), dropColumn("account", EMAIL));
    }

    @Test
    void aTypeOfTheDatabaseHasNoKnownValue() {
        assertSaid("knows no value of that type", dropColumn("account", column("at", nativeType("point"))));
    }

    @Test
    void beyondWhatCannotBeRolledBackNothingIsSaid() {
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
    void noValueOfTheNewTypeMayBeOneOfTheOld() {
        assertSaid(
                "'alter column account.at: timestamp -> time' fails when a row has a value there, since no value of time"
                        + " becomes one of timestamp",
                change(timestamp(), time()));
        assertSaid("no value of time becomes one of timestamp with time zone", change(timestampWithTimeZone(), time()));
        assertSaid("no value of uuid becomes one of bigint", change(bigint(), uuid()));
        assertSaid("no value of json becomes one of integer", change(integer(), json()));
        assertThat(RollbackConditions.of(List.of(change(varchar(9), blob()))))
                .singleElement()
                .asString()
                .endsWith("; correct such rows first");
    }

    @Test
    void whatIsFoundBeforeARollbackIsNotSaid() {
        assertSilent(change(varchar(9), varchar(20)));
        assertSilent(change(bigint(), varchar(20)));
        assertSilent(change(date(), text()));
        assertSilent(change(integer(), bigint()));
        assertSilent(change(timestamp(), date()));
        assertSilent(change(date(), timestampWithTimeZone()));
        assertSilent(change(bool(), integer()));
        assertSilent(change(text(), integer()));
        assertSilent(change(json(), text())); // a text that is none is found before
    }

    @Test
    void whatIsSaidOfValuesInTheMigrationIsEnough() {
        assertSilent(change(bigint(), varchar(20)).reversedBySql("case when at = '-' then '0' else at end"));
        assertSilent(change(timestamp(), time()).reversedBySql("'1970-01-01 ' || at"));
        assertSilent(change(timestamp(), time()).reversedBy(LocalDateTime.of(1970, 1, 1, 0, 0)));
    }

    private static AlterColumn change(ColumnType from, ColumnType to) {
        var before = column("at", from);
        return alterColumn("account", before, before.type(to));
    }

    @Test
    void aTableThatOthersReferToComesBackWithoutRows() {
        var reference = foreignKey("f", "owner_id").references("owner", "id");
        var table = dropTable("owner", column("id", bigint()), primaryKey("p", "id"));
        assertThat(RollbackConditions.of(List.of(dropForeignKey("account", reference), table)))
                .singleElement()
                .asString()
                .contains("fails when a row has a value there, since owner comes back without rows")
                .endsWith("or correct such rows first");
        assertSilent(dropForeignKey("account", reference), dropColumn("account", OWNER.nullable()), table);
        assertSilent(dropForeignKey("account", reference), dropTable("account", OWNER), table);
        assertSilent(
                dropForeignKey("account", reference),
                runSql("update account set owner_id = 1").reversedBy("insert into owner values (1)"),
                table);
    }

    @Test
    void rowsThatOthersReferToAreAllAlike() {
        assertSaid(
                "all rows of owner get the same",
                dropForeignKey("account", foreignKey("f", "owner_id").references("owner", "email")),
                dropColumn("owner", EMAIL));
    }

    @Test
    void whatIsSaidInTheMigrationIsEnough() {
        assertSilent(
                dropUnique("account", unique("u", "email")),
                dropColumn("account", EMAIL).reversedBySql("concat('a', id)"));
    }
}
