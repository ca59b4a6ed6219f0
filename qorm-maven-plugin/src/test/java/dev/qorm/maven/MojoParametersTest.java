package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MojoTest
class MojoParametersTest {
    @Test
    @InjectMojo(goal = "migrate")
    void migrateNeedsNoParameters(MigrateMojo goal) {
        assertThat(goal.url).isNull();
        assertThat(goal.target).isNull();
        assertThat(goal.dryRun).isFalse();
        assertThat(goal.lockTimeout).isEqualTo("300");
        assertThat(goal.historyTable).isEqualTo("qorm_history");
    }

    @Test
    @InjectMojo(goal = "rollback")
    @MojoParameter(name = "all", value = "true")
    @MojoParameter(name = "target", value = "Migration0001")
    void rollbackRefusesAllTogetherWithATarget(RollbackMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("qorm.all and qorm.target");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "5s", "2.5", "forever", "9999999999"})
    @InjectMojo(goal = "migrate")
    void migrateWaitsForWholeSeconds(String value, MigrateMojo goal) {
        goal.lockTimeout = value;

        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.lockTimeout is '" + value + "'; it can be a number of seconds without a unit, such as"
                        + " 60, or 0 to not wait at all");
    }

    @Test
    @InjectMojo(goal = "migrations")
    @MojoParameter(name = "format", value = "xml")
    void migrationsNamesTheFormatsItKnows(MigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.format is 'xml'; it can be table or json");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "skip", value = "true")
    void makemigrationsCanBeSkipped(MakeMigrationsMojo goal) throws Exception {
        goal.execute();
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "dryRun", value = "true")
    void answersAreSharedByTheModulesOfABuild(MakeMigrationsMojo goal) {
        var app = TestInvocation.module("app");
        app.getBuild().setDirectory("target");
        goal.session =
                TestInvocation.of(app, new Properties(), new Properties()).session();
        assertThat(goal.answers().areShared()).isFalse();

        goal.session.setProjects(List.of(app, TestInvocation.module("shop")));
        assertThat(goal.answers().areShared()).isTrue();
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "blank", value = "true")
    @MojoParameter(name = "rename", value = "none")
    void aBlankMigrationHasNothingToRename(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.blank and qorm.rename are both given; leave one of them out");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "blank", value = "true")
    @MojoParameter(name = "frozen", value = "true")
    void aBlankMigrationIsNotWrittenByABuildServer(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("run it where you work");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "update", value = "true")
    @MojoParameter(name = "frozen", value = "true")
    void theLastMigrationIsNotWrittenAnewByABuildServer(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(
                        "qorm.update: nothing is written here, since CI=true or qorm.frozen is set; run it where you"
                                + " work and commit the file that it writes");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "blank", value = "true")
    @MojoParameter(name = "update", value = "true")
    void aBlankMigrationIsNoUpdate(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.blank and qorm.update are both given; leave one of them out");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "check", value = "true")
    @MojoParameter(name = "update", value = "true")
    void checkingUpdatesNothing(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.check and qorm.update are both given; leave one of them out");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "check", value = "true")
    @MojoParameter(name = "name", value = "add slugs")
    void checkingNamesNothing(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.check and qorm.name are both given; leave one of them out");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    @MojoParameter(name = "dryRun", value = "true")
    @MojoParameter(name = "dialect", value = "oracle")
    void aDialectThatIsNotKnownIsNamed(MakeMigrationsMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("qorm.dialect is 'oracle'; it can be h2, postgresql");
    }

    @Test
    @InjectMojo(goal = "renumber")
    @MojoParameter(name = "keep", value = "mine")
    void renumberNamesTheSidesItKnows(RenumberMojo goal) {
        assertThatThrownBy(goal::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.keep is 'mine'; it can be ours or theirs");
    }
}
