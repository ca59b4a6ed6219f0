package dev.qorm.maven;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsResult;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.command.Question;
import dev.qorm.command.SqlScript;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeReportTest {
    private static final Path BASEDIR = Path.of("/project");
    private static final Operation ADD = addColumn("post", column("slug", varchar(80)));
    private static final Operation DROP = dropColumn("post", column("title", varchar(80)));

    private static final NextMigration ADDED = new NextMigration(new MigrationId(2), List.of(ADD), null);

    private static final List<Question> QUESTIONS = List.of(new Question(
            Question.Kind.BACKFILL, "post.slug", "which value?", List.of("-Dqorm.backfill=post.slug:<value>")));

    private final RecordingLog log = new RecordingLog();
    private final ChangeReport report = new ChangeReport(log, file -> "app/" + BASEDIR.relativize(file));

    @Test
    void tellsTheMigrationItsOperationsAndItsFile() {
        report.tell(changes(BASEDIR.resolve("src/main/java/blog/migrations/Migration0002.java"), ADD));

        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Migration Migration0002 successfully created",
                        "[INFO]   + add column post.slug",
                        "[INFO]   app/src/main/java/blog/migrations/Migration0002.java");
    }

    @Test
    void tellsEachOfTwoMigrations() {
        var folder = BASEDIR.resolve("src/main/java/blog/migrations");
        var index = createIndex("post", index("post_slug_idx", "slug")).concurrently();

        report.tell(new MakeMigrationsResult(
                List.of(
                        new NextMigration(new MigrationId(2), List.of(ADD), folder.resolve("Migration0002.java")),
                        new NextMigration(new MigrationId(3), List.of(index), folder.resolve("Migration0003.java"))),
                List.of(),
                null,
                List.of()));

        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Migration Migration0002 successfully created",
                        "[INFO]   + add column post.slug",
                        "[INFO]   app/src/main/java/blog/migrations/Migration0002.java",
                        "[INFO] Migration Migration0003 successfully created",
                        "[INFO]   + create index concurrently post_slug_idx on post(slug)",
                        "[INFO]   app/src/main/java/blog/migrations/Migration0003.java");
    }

    @Test
    void tellsAnUpdateFromANewMigration() {
        for (var file : new Path[] {null, BASEDIR.resolve("Migration0002.java")}) {
            var update = new NextMigration(new MigrationId(2), List.of(ADD), file, true);
            report.tell(new MakeMigrationsResult(List.of(update), List.of(), null, List.of()));
        }

        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Migration Migration0002 would be updated",
                        "[INFO]   + add column post.slug",
                        "[INFO] Migration Migration0002 successfully updated",
                        "[INFO]   + add column post.slug",
                        "[INFO]   app/Migration0002.java");
    }

    @Test
    void tellsADryRunFromAMigrationThatWasWritten() {
        report.tell(changes(null, ADD));

        assertThat(log.lines())
                .containsExactly("[INFO] Migration Migration0002 would be created", "[INFO]   + add column post.slug");
    }

    @Test
    void tellsWhatIsOpenInADryRun() {
        report.tell(new MakeMigrationsResult(List.of(ADDED), QUESTIONS, null, List.of()));

        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Migration Migration0002 would be created",
                        "[INFO]   + add column post.slug",
                        "[INFO] This assumes that nothing was renamed and no value was given. To write it, qorm has to know:",
                        "[INFO]   which value?",
                        "[INFO]       -Dqorm.backfill=post.slug:<value>");
    }

    @Test
    void tellsABlankMigration() {
        report.tell(changes(BASEDIR.resolve("src/main/java/blog/migrations/Migration0002.java")));

        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Migration Migration0002 successfully created",
                        "[INFO]   app/src/main/java/blog/migrations/Migration0002.java");
    }

    @Test
    void warnsOfWhatIsLost() {
        report.tell(changes(null, DROP));

        assertThat(log.lines())
                .contains("[WARNING] Destructive: drop column post.title; a rollback does not bring the data back");
    }

    @Test
    void saysMayWhereOnlyTheDatabaseKnowsTheType() {
        var net = column("net", nativeType("inet"));

        report.tell(changes(null, alterColumn("post", net, net.type(nativeType("cidr")))));

        assertThat(log.lines())
                .contains(
                        "[INFO]   ~ alter column post.net: inet -> cidr   (destructive: data may be lost)",
                        "[WARNING] Perhaps destructive: alter column post.net: inet -> cidr; a rollback does not bring the"
                                + " data back");
    }

    @Test
    void warnsOfWhatIsLostAlsoWhereTheChangeMayFail() {
        var title = column("title", varchar(80));

        report.tell(changes(null, alterColumn("post", title, title.type(integer()))));

        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Migration Migration0002 would be created",
                        "[INFO]   ~ alter column post.title: varchar(80) -> integer   (destructive: data is lost)",
                        "[WARNING] Destructive: alter column post.title: varchar(80) -> integer; a rollback does not bring the"
                                + " data back");
    }

    @Test
    void noChangesAreASuccess() throws Exception {
        var nothing = new MakeMigrationsResult(List.of(), List.of(), null, List.of("blog.Old was passed over"));

        report.tell(nothing);
        report.requireNoChanges(nothing);

        assertThat(log.lines())
                .containsExactly(
                        "[WARNING] blog.Old was passed over",
                        "[INFO] No changes detected",
                        "[WARNING] blog.Old was passed over",
                        "[INFO] No changes detected");
    }

    @Test
    void aFrozenBuildFailsWithTheChangesAndTheCommandToRun() {
        assertThatThrownBy(() -> report.requireNoChanges(changes(null, ADD)))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("""
                        The models have changes without a migration, and nothing is written here:
                          + add column post.slug
                        Run this, and commit the file that it writes:
                          mvn qorm:makemigrations""");
    }

    @Test
    void aCheckThatIsADryRunTellsTheSqlAndFails() {
        var migration = new NumberedMigration(new MigrationId(2), List.of(ADD), "slugs");
        var rendered = new RenderedOperation(ADD, List.of(new Statement("alter table post add slug")));
        var sql = new SqlScript(
                Dialect.MARIADB, List.of(new SqlScript.Part(migration, Direction.APPLY, List.of(rendered))));
        var result = new MakeMigrationsResult(List.of(ADDED), List.of(), sql, List.of());

        assertThatThrownBy(() -> report.requireNoChanges(result)).hasMessageContaining("  + add column post.slug");
        assertThat(log.lines())
                .containsExactly(
                        "[INFO] Its SQL on MariaDB:",
                        "[INFO]   -- Migration0002: slugs",
                        "[INFO]   -- add column post.slug",
                        "[INFO]   alter table post add slug;");
    }

    @Test
    void aFrozenBuildFailsWithTheQuestionsToo() {
        var open = new MakeMigrationsResult(List.of(ADDED), QUESTIONS, null, List.of());

        assertThatThrownBy(() -> report.requireNoChanges(open))
                .hasMessageEndingWith("-Dqorm.backfill=post.slug:<value>")
                .hasMessageContaining("  mvn qorm:makemigrations\n");
    }

    private static MakeMigrationsResult changes(@Nullable Path file, Operation... operations) {
        return new MakeMigrationsResult(
                List.of(new NextMigration(new MigrationId(2), List.of(operations), file)), List.of(), null, List.of());
    }
}
