package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.testing.TestProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A slip in an expression is said when the migration is made: the database would refuse it later. */
class UnknownColumnsTest {
    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    @Test
    void namesModelExpressionAndWord() {
        shop.model(
                "Bill",
                "fields.integer(\"amount\");",
                "fields.integer(\"twice\").nullable().generatedAs(\"amunt * 2\");",
                "fields.index(\"amount\").where(\"paid is null\");",
                "fields.check(\"bill_amount\", \"amont > 0 and amount < 9\");");

        assertThat(shop.makeMigrations().warnings())
                .containsExactlyInAnyOrder(
                        warning("'bill_amount' contains amont > 0 and amount < 9", "amont"),
                        warning("'twice' contains amunt * 2", "amunt"),
                        warning("'bill_amount_idx' contains paid is null", "paid"));
        assertThat(shop.migrations()).containsExactly("Migration0001.java");
        assertThat(shop.makeMigrations().warnings()).isEmpty();
    }

    private static String warning(String expression, String word) {
        return "shop.models.Bill: " + expression + ", and bill has no column " + word
                + ". Unless it means something else to your database, the database will refuse the migration. In that"
                + " case, delete its file and correct the expression";
    }

    @Test
    void looksAtWhatIsNew() {
        shop.model("Bill", "fields.integer(\"amount\");");
        shop.makeMigrations();
        shop.model(
                "Bill",
                "fields.integer(\"total\").renamedFrom(\"amount\");",
                "fields.integer(\"rest\");",
                "fields.check(\"bill_total\", \"totl > 0\");");

        assertThat(shop.makeMigrations(new Answers(null, "bill.rest:sql(total - paied)", null, null, null))
                        .warnings())
                .contains(
                        warning("rows get the values of bill.rest from total - paied", "paied"),
                        warning("'bill_total' contains totl > 0", "totl"));
    }

    @Test
    void isSilentAboutColumnsThatGo() {
        shop.model("Bill", "fields.integer(\"amount\");");
        shop.makeMigrations();
        shop.model("Bill", "fields.integer(\"total\");", "fields.check(\"bill_total\", \"total > 0\");");

        assertThat(shop.makeMigrations(new Answers("none", "bill.total:sql(AMOUNT + 1)", null, null, null))
                        .warnings())
                .noneMatch(warning -> warning.contains("has no column"));
    }
}
