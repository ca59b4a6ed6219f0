package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.testing.TestProject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What still reads a column that the models have no more is said when the migration is made, and not when it fails. */
class GoneColumnsTest {
    private static final String CHECK = "fields.check(\"stay_days\", \"arrival <= departure\");";

    private final TestProject hotel = TestProject.empty();

    @AfterEach
    void delete() {
        hotel.close();
    }

    private void migrated(String... fields) {
        hotel.model("Stay", fields);
        hotel.makeMigrations();
    }

    private void refuses(Answers answers, String... words) {
        assertThatThrownBy(() -> hotel.makeMigrations(answers))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll(words);
        assertThat(hotel.migrations()).containsExactly("Migration0001.java");
    }

    @Test
    void allThatReadsThemIsNamed() {
        migrated("fields.date(\"arrival\");", "fields.date(\"departure\");", "fields.integer(\"beds\");", CHECK);
        hotel.model(
                "Stay",
                "fields.date(\"arrival\");",
                "fields.integer(\"twice\").nullable().generatedAs(\"beds * 2\");",
                "fields.index(\"arrival\").where(\"departure is null\");",
                CHECK);

        refuses(
                Answers.NONE,
                "'stay_days' of the table stay contains arrival <= departure, and departure is no longer in the model",
                "'twice' of the table stay contains beds * 2, and beds is no longer",
                "'stay_arrival_idx' of the table stay contains departure is null");
    }

    @Test
    void theNewNameIsSaid() {
        migrated("fields.date(\"arrival\");", "fields.date(\"departure\");", CHECK);
        hotel.delete("shop.models.Stay");
        hotel.model(
                "Visit",
                "fields.date(\"arrival\");",
                "fields.date(\"leaving\");",
                "fields.table().renamedFrom(\"stay\");",
                CHECK);

        refuses(
                new Answers("visit.departure:leaving", null, null, null, null),
                "of the table visit",
                "departure is renamed to leaving");
    }

    @Test
    void whatGoesWithThemMayReadThem() {
        migrated("fields.date(\"arrival\");", "fields.date(\"departure\");", CHECK);
        hotel.model("Stay", "fields.date(\"arrival\");", "fields.check(\"stay_days\", \"arrival > '2000-01-01'\");");

        assertThat(hotel.makeMigrations().operationLines())
                .containsExactly(
                        "  - drop check stay_days on stay: arrival <= departure",
                        "  - drop column stay.departure   (destructive: data is lost)",
                        "  + add check stay_days on stay: arrival > '2000-01-01'");
    }
}
