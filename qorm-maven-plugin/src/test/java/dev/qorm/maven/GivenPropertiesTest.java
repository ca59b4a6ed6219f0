package dev.qorm.maven;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the parameters that the goals of this plugin have. */
@MojoTest
class GivenPropertiesTest {
    private final Properties user = new Properties();
    private final Properties system = new Properties();
    private final Properties project = new Properties();
    private final List<String> called = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "qorm.dryrun, qorm.dryRun",
        "qorm.dryRum, qorm.dryRun",
        "qorm.passwd, qorm.password",
        "qorm.URL, qorm.url",
        "qorm.historytable, qorm.historyTable"
    })
    @InjectMojo(goal = "rollback")
    void namesWhatWasMeant(String name, String meant, RollbackMojo goal) {
        user.setProperty(name, "geheim");

        assertThatThrownBy(() -> run(goal))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("There is no property " + name + "; write " + meant);
    }

    @ParameterizedTest
    @CsvSource({
        "qorm.dialekt, qorm:migrate, ', and qorm:migrate does not read qorm.dialect either; mvn qorm:help -Ddetail"
                + " -Dgoal=migrate lists what it reads'",
        "qorm.dialekt, qorm:sql qorm:migrate, ; write qorm.dialect",
        "qorm.dialekt, verify qorm:migrate, ; write qorm.dialect",
        "qorm.targte, qorm:migrate, ; write qorm.target",
        "qorm.ulr, qorm:migrate, ; write qorm.url"
    })
    @InjectMojo(goal = "migrate")
    void suggestsOnlyWhatACalledGoalReads(String name, String goals, String remedy, MigrateMojo goal) {
        user.setProperty(name, "h2");
        called.addAll(List.of(goals.split(" ")));
        goal.execution = new MojoExecution(goal.execution.getMojoDescriptor(), "default-cli", MojoExecution.Source.CLI);

        assertThatThrownBy(() -> run(goal)).hasMessage("There is no property " + name + remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qorm.database", "qorm.dry", "qorm.home"})
    @InjectMojo(goal = "migrate")
    void refusesWhatNoGoalReads(String name, MigrateMojo goal) {
        user.setProperty(name, "true");

        assertThatThrownBy(() -> run(goal))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("There is no property " + name + "; mvn qorm:help -Ddetail lists");
    }

    @ParameterizedTest
    @CsvSource({
        "qorm.fake, true, qorm:rollback, false",
        "qorm.check, true, dev.qorm:qorm-maven-plugin:1.0:rollback@undo, false",
        "qorm.migration, 3, qorm:rollback, false",
        "qorm.fake, false, qorm:rollback, true",
        "qorm.fake, true, qorm:rollback qorm:migrate, true",
        "qorm.fake, true, verify qorm:rollback, true",
        "qorm.dryRun, true, qorm:rollback, true",
        "qorm.name, words, qorm:rollback, true"
    })
    @InjectMojo(goal = "rollback")
    void refusesALimitThatNoGoalReads(String name, String value, String goals, boolean isRead, RollbackMojo goal) {
        user.setProperty(name, value);
        called.addAll(List.of(goals.split(" ")));
        goal.execution = new MojoExecution(goal.execution.getMojoDescriptor(), "default-cli", MojoExecution.Source.CLI);

        if (isRead) {
            assertThatCode(() -> run(goal)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> run(goal))
                    .isInstanceOf(MojoFailureException.class)
                    .hasMessageStartingWith("qorm:rollback does not read " + name + ", so nothing was done");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qorm.version", "qorm.test.dryRun", "drYrun", "quorm"})
    @InjectMojo(goal = "makemigrations")
    void leavesOtherNamesToTheirOwners(String name, MakeMigrationsMojo goal) {
        project.setProperty("qorm.version", "1");
        user.setProperty(name, "2");

        assertThatCode(() -> run(goal)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "", "tru"})
    @InjectMojo(goal = "rollback")
    void refusesWhatMavenWouldTakeForFalse(String value, RollbackMojo goal) {
        user.setProperty("qorm.dryRun", value);

        assertThatThrownBy(() -> run(goal))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("qorm.dryRun is '" + value + "'; it can be true or false");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    void refusesItInThePomToo(MakeMigrationsMojo goal) {
        project.setProperty("qorm.frozen", "on");

        assertThatThrownBy(() -> run(goal)).hasMessage("qorm.frozen is 'on'; it can be true or false");
    }

    @Test
    @InjectMojo(goal = "makemigrations")
    void takesTheValueThatMavenTakes(MakeMigrationsMojo goal) {
        project.setProperty("qorm.frozen", "on");
        user.setProperty("qorm.frozen", "TRUE");
        user.setProperty("qorm.dryRun", "False");

        assertThatCode(() -> run(goal)).doesNotThrowAnyException();
    }

    @Test
    @InjectMojo(goal = "rollback")
    void refusesItInTheConfigurationOfTheGoal(RollbackMojo goal) {
        goal.execution.setConfiguration(configuration("dryRun", "yes"));

        assertThatThrownBy(() -> run(goal)).hasMessage("<dryRun> is 'yes'; it can be true or false");
    }

    @Test
    @InjectMojo(goal = "rollback")
    void readsWhatTheConfigurationRefersTo(RollbackMojo goal) {
        goal.execution.setConfiguration(configuration("dryRun", "${preview}"));
        user.setProperty("preview", "on");

        assertThatThrownBy(() -> run(goal)).hasMessage("<dryRun> is 'on'; it can be true or false");
    }

    private static Xpp3Dom configuration(String name, String value) {
        var parameter = new Xpp3Dom(name);
        parameter.setValue(value);
        var configuration = new Xpp3Dom("configuration");
        configuration.addChild(parameter);
        return configuration;
    }

    private void run(QormMojo goal) throws Exception {
        var module = TestInvocation.module("app");
        module.getProperties().putAll(project);
        goal.session = TestInvocation.of(module, user, system).session();
        goal.session.getRequest().setGoals(called);
        goal.skip = true;
        goal.execute();
    }
}
