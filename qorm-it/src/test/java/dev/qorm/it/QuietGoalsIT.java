package dev.qorm.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code mvn -q}, the goals that answer a question print the answer alone, for a program to read. */
class QuietGoalsIT {
    @ParameterizedTest
    @EnumSource(MavenVersion.class)
    void theScriptAndTheListAreAllThatIsPrinted(MavenVersion maven) {
        var project = Project.of("quiet-" + maven)
                .builtWith(maven)
                // A terminal of another encoding than that of what is printed.
                .environment("LC_ALL", "C")
                // Maven 3.8.7 else prints ESC[0m before and after all that it prints, in a pipe too.
                .environment("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Djansi.noreset=true")
                .model("shop.models.Item", "fields.varchar(\"name\", 9).comment(\"größer – ≥ 1\");");
        project.mvn("qorm:makemigrations").succeeds();

        project.mvn("qorm:sql", "-Dqorm.dialect=postgresql", "-Dqorm.output=target/script.sql")
                .succeeds();
        assertThat(quietly(project, maven, "qorm:sql", "-Dqorm.dialect=postgresql"))
                .contains("größer – ≥ 1")
                .isEqualTo(project.read("target/script.sql"));

        project.mvn("qorm:migrations", "-Dqorm.format=json", "-Dqorm.outputFile=target/list.json")
                .succeeds();
        assertThat(quietly(project, maven, "qorm:migrations", "-Dqorm.format=json"))
                .contains("Migration0001")
                .isEqualTo(project.read("target/list.json"));
    }

    private static String quietly(Project project, MavenVersion maven, String... goal) {
        var arguments = new ArrayList<>(List.of(goal));
        arguments.add("-q");
        if (maven == MavenVersion.MAVEN_4) {
            arguments.add("--raw-streams"); // Maven 4 else logs what a plugin prints
        }
        var build = project.mvn(arguments.toArray(String[]::new));
        assertThat(build.exitCode()).as(build.output()).isZero();
        return build.output();
    }
}
