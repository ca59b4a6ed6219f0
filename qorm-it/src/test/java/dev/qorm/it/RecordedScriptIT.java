package dev.qorm.it;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.Test;

/** A database that Maven does not reach gets scripts; when it can be reached, the goals know what they did. */
class RecordedScriptIT {
    @Test
    void theHistoryKnowsWhatWasDoneByHand() throws SQLException {
        var project = Project.of("recorded-script");
        project.model("shop.models.Item", "fields.varchar(\"name\", 9);")
                .mvn("qorm:makemigrations")
                .succeeds();
        project.model("shop.models.Item", "fields.varchar(\"name\", 9);", "fields.integer(\"stock\").defaultValue(0);")
                .mvn("qorm:makemigrations")
                .succeeds();
        var url = "jdbc:h2:file:" + project.path("target/by-hand").toAbsolutePath();
        var goals = "-Dqorm.url=" + url;

        project.mvn("qorm:sql", "-Dqorm.record", "-Dqorm.migration=1", "-Dqorm.output=target/first.sql")
                .succeeds()
                .saysNothingOf("qorm.fake");
        project.mvn("qorm:sql", "-Dqorm.record", "-Dqorm.migration=2..", "-Dqorm.output=target/rest.sql")
                .succeeds();
        run(project, url, "target/first.sql");
        project.mvn("qorm:migrations", goals).succeeds().says("Migration0001  applied", "Migration0002  pending");
        run(project, url, "target/rest.sql");
        project.mvn("qorm:migrate", goals).succeeds().says("No migrations to apply");
        project.mvn("qorm:verify", goals).succeeds();

        project.mvn("qorm:rollback", goals).succeeds().says("Rolled back migration Migration0002");
        project.mvn("qorm:sql", "-Dqorm.record", "-Dqorm.migration=2..1")
                .fails()
                .says("the earlier migration comes first: -Dqorm.migration=Migration0001..Migration0002");
    }

    private static void run(Project project, String url, String script) throws SQLException {
        RunScript.execute(url, "", "", project.path(script).toString(), StandardCharsets.UTF_8, false);
    }
}
