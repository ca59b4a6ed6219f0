package dev.qorm.operation;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import org.junit.jupiter.api.Test;

/** A statement in place of operations is to the schema what they are. */
class RunSqlTest {
    private static final Column STARS = column("stars", integer()).nullable();
    private static final Operation ADD = addColumn("post", STARS);
    private static final Operation RENAME = renameColumn("post", "stars", "likes");
    private static final Schema POST =
            createTable("post", column("id", integer())).applyTo(Schema.empty());

    @Test
    void theSchemaChangesThereAndBack() {
        var run = runSql("there").reversedBy("back").insteadOf(ADD, RENAME);

        assertThat(run.applyTo(POST)).isEqualTo(RENAME.applyTo(ADD.applyTo(POST)));
        assertThat(run.reverse())
                .isEqualTo(runSql("back").reversedBy("there").insteadOf(RENAME.reverse(), ADD.reverse()));
        assertThat(run.reverse().applyTo(run.applyTo(POST))).isEqualTo(POST);
        assertThat(run.reverse().reverse()).isEqualTo(run);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> runSql("x").insteadOf(ADD, RENAME, RENAME).applyTo(POST))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("in its insteadOf(…), 'rename column post.stars to likes': ")
                .hasMessageContaining("stars");
    }

    @Test
    void onOtherDatabasesItIsTheOperations() {
        var run = runSql("there").on("h2", "mysql").insteadOf(ADD, RENAME);

        assertThat(run.forDatabase("sqlite")).containsExactly(ADD, RENAME);
        assertThat(run.forDatabase("mysql")).containsExactly(runSql("there").insteadOf(ADD, RENAME));
        assertThat(runSql("x").on("h2").forDatabase("sqlite"))
                .containsExactly(runSql("x").on("h2"));
    }

    @Test
    void isDescribedByWhatItDoes() {
        var drop = dropColumn("post", STARS);
        assertThat(runSql("alter …").on("h2", "sqlite").insteadOf(drop).describe())
                .isEqualTo("drop column post.stars, by sql (h2, sqlite): alter …");
        assertThat(runSql(" -- it is gone\n").insteadOf(drop, ADD).describe())
                .isEqualTo("drop column post.stars; add column post.stars, with nothing to run");
        assertThat(runSql("x").insteadOf(drop).sign()).isEqualTo('-');
        assertThat(runSql("x").insteadOf(ADD, ADD).sign()).isEqualTo('+');
        assertThat(runSql("x").insteadOf(drop, ADD).sign()).isEqualTo('~');
        assertThat(runSql("x").sign()).isEqualTo('~');
    }

    @Test
    void losesWhatTheOperationsLoseUnlessNothingIsRunAnywhere() {
        var drop = dropColumn("post", STARS);
        assertThat(runSql("x").insteadOf(ADD, drop).isDestructive()).isTrue();
        assertThat(runSql("x").insteadOf(ADD).isDestructive()).isFalse();
        assertThat(runSql("").on("h2").insteadOf(drop).isDestructive()).isTrue();
        assertThat(runSql("").insteadOf(drop).isDestructive()).isFalse();
    }

    @Test
    void whatSaysNothingOfTheSchemaIsRefused() {
        assertThatThrownBy(() -> runSql("x").insteadOf())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "insteadOf() of runSql(\"x\") names no operation; say what the statement does to the schema, or"
                                + " leave insteadOf() out");
        assertThatThrownBy(() -> runSql("x").insteadOf(ADD, runSql("y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("insteadOf(…) of runSql(\"x\") has 'run sql: y', which is itself made by hand; write that"
                        + " before or after it, as a separate operation");
        assertThatThrownBy(() -> runSql("x").insteadOf(runSql("y").insteadOf(ADD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 'add column post.stars, by sql: y', which is itself made by hand");
        assertThatThrownBy(() -> runSql("x").insteadOf(runJava(JavaStep.Nothing.class)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runSql("x").insteadOf(ADD, (Operation) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("one of the operations of insteadOf(…) is null");
    }

    @Test
    void isNotElidable() {
        var message =
                "runSql(\"x\") is both elidable() and insteadOf(…): a squash that leaves it out would leave out 'add"
                        + " column post.stars'; take one of the two away";
        assertThatThrownBy(() -> runSql("x").insteadOf(ADD).elidable())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> runSql("x").elidable().insteadOf(ADD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
