package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that was removed from an enumeration, and that an expression still names. */
class UnknownConstantsTest {
    private final TestProject shop = TestProject.empty();

    @AfterEach
    void delete() {
        shop.close();
    }

    private void post(String constants, String... more) {
        var statements = new ArrayList<String>();
        statements.add("fields.varchar(\"title\", 20);");
        statements.add("fields.enumeration(\"state\", %s);".formatted(constants));
        statements.addAll(List.of(more));
        shop.model("Post", statements.toArray(String[]::new));
    }

    private static String warning(String expression, String text) {
        return "shop.models.Post: " + expression + ", and the enumeration post.state has no value '" + text
                + "'. H2 and PostgreSQL will refuse the migration. Correct the expression, and run mvn"
                + " qorm:makemigrations -Dqorm.update";
    }

    private static final Answers NO_VALUES = new Answers(null, "none", null, null, null);

    @Test
    void namesTheExpressionsThatStillHaveTheValue() {
        var check = "fields.check(\"post_state\", \"state <> 'ARCHIVED' or title <> ''\");";
        var index = "fields.index(\"title\").where(\"state not in ('OPEN', 'ARCHIVED')\");";
        post("\"OPEN\", \"DONE\", \"ARCHIVED\"", check, index);
        assertThat(shop.makeMigrations().warnings()).isEmpty();
        post("\"OPEN\", \"DONE\"", check, index);

        assertThat(shop.makeMigrations(NO_VALUES).warnings())
                .contains(
                        warning("'post_state' contains state <> 'ARCHIVED' or title <> ''", "ARCHIVED"),
                        warning("'post_title_idx' contains state not in ('OPEN', 'ARCHIVED')", "ARCHIVED"));

        post("\"OPEN\", \"DONE\"", "fields.check(\"post_state\", \"state <> 'DONE' or title <> ''\");");
        assertThat(shop.updateMigration(Answers.NONE).warnings())
                .noneMatch(warning -> warning.contains("has no value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'GONE'",
                "state='GONE'",
                "state != 'GONE'",
                "'GONE' <> state",
                "'GONE'=state",
                "title = '' or \\\"state\\\" in ('OPEN', 'GONE')",
                "(state = 'GONE') = (title = '')"
            })
    void seesEachWayToCompare(String expression) {
        post("\"OPEN\", \"DONE\"", "fields.check(\"post_state\", \"%s\");".formatted(expression));

        assertThat(shop.makeMigrations().warnings())
                .containsExactly(warning("'post_state' contains " + expression.replace("\\", ""), "GONE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title <> 'GONE'",
                "state = 'OPEN' and title <> 'GONE'",
                "title in ('GONE', 'OPEN') and state in ('OPEN')",
                "cast(state as varchar(20)) <> 'GONE'",
                "state || '' <> 'GONE'",
                "lower(state) <> 'gone'",
                "title = 'GONE' or state <> 'OPEN'",
                "state = 'OP' || 'EN'",
                "case state when 'OPEN' then 'GONE' else title end <> 'GONE'"
            })
    void isSilentAboutTextsThatAreComparedWithSomethingElse(String expression) {
        post("\"OPEN\", \"DONE\"", "fields.check(\"post_state\", \"%s\");".formatted(expression));

        assertThat(shop.makeMigrations().warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void someDatabasesRefuseThemAndOthersDoNot(Dialect dialect) {
        var check = "fields.check(\"post_state\", \"state <> 'ARCHIVED'\");";
        post("\"OPEN\", \"ARCHIVED\"", check);
        shop.makeMigrations();
        try (var server = TestDatabase.fresh(dialect)) {
            Migrate.run(shop.request(server.database(), MigrateRequest.Mode.RUN));
            post("\"OPEN\"", check);
            shop.makeMigrations(NO_VALUES);
            var request = shop.request(server.database(), MigrateRequest.Mode.RUN);

            if (dialect == Dialect.H2 || dialect == Dialect.POSTGRESQL) {
                assertThatThrownBy(() -> Migrate.run(request)).hasMessageContaining("ARCHIVED");
            } else {
                assertThat(Migrate.run(request).migrations()).hasSize(1);
            }
        }
    }

    @Test
    void isSaidOnce() {
        var check = "fields.check(\"post_state\", \"state <> 'GONE'\");";
        post("\"OPEN\", \"DONE\"", check);
        assertThat(shop.makeMigrations().warnings()).hasSize(1);
        post("\"OPEN\", \"DONE\"", check, "fields.integer(\"stars\").nullable();");

        assertThat(shop.makeMigrations().warnings()).isEmpty();
    }
}
