package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.command.MakeMigrationsRequest.Mode;
import dev.qorm.command.MakeMigrationsResult.NextMigration;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.Database;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import dev.qorm.scan.SourceEncoding;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run may take from the one before it, without a look into the code, and what it may not. */
class FindingsTest {
    private static final String HISTORY = "qorm_history";
    private static final String NAME = "fields.varchar(\"name\", 80);";

    @TempDir
    private Path target;

    private final TestProject project = TestProject.empty().model("Item", NAME);
    private Path file;
    private Codebase compiled;

    @BeforeEach
    void firstMigration() {
        project.makeMigrations();
        file = target.resolve("findings.txt");
        compiled = project.code();
    }

    @AfterEach
    void delete() {
        project.close();
    }

    /** The code of the project, loaded as usual. */
    private Codebase readable() {
        return code(compiled.loader());
    }

    /** The same code, of which no class can be loaded. */
    private Codebase sealed() {
        return code(new ClassLoader(null) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) {
                throw new LookedAt();
            }
        });
    }

    private Codebase code(ClassLoader loader) {
        return new Codebase(
                compiled.outputs(), List.of(), compiled.sourceRoots(), SourceEncoding.UTF_8, loader, findings());
    }

    private Findings findings() {
        return Findings.in(file, compiled.sourceRoots(), compiled.outputs());
    }

    private static final class LookedAt extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private MakeMigrationsResult make(Codebase code, Answers answers) {
        return MakeMigrations.run(
                new MakeMigrationsRequest(code, project.sources(), null, null, answers, Mode.WRITE, null, false));
    }

    private List<MigrationId> migrate(TestDatabase database) {
        return Migrate.run(request(database)).migrations();
    }

    private MigrateRequest request(TestDatabase database) {
        return request(database.database());
    }

    private boolean isKnownToBeDone(TestDatabase database) {
        var known = Migrate.known(findings(), null, HISTORY);
        return known != null && Migrate.isDone(findings(), database.database(), HISTORY, known);
    }

    private static void assertLooksAt(Runnable run) {
        assertThatThrownBy(run::run).hasStackTraceContaining(LookedAt.class.getSimpleName());
    }

    @Test
    void modelsWithoutChangesAreNotLookedAtASecondTime() {
        assertLooksAt(() -> make(sealed(), Answers.NONE));

        assertThat(make(readable(), Answers.NONE).migrations()).isEmpty();
        assertThat(make(sealed(), Answers.NONE).migrations()).isEmpty();
    }

    @Test
    void anAnswerIsAlwaysTriedOnTheModels() {
        make(readable(), Answers.NONE);

        assertLooksAt(() -> make(sealed(), new Answers("item.name:title", null, null, null, null)));
        assertLooksAt(() -> make(sealed(), new Answers(null, "item.name:''", null, null, null)));
        assertThatThrownBy(() -> make(readable(), new Answers("item.name:title", null, null, null, null)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("fits no change");
    }

    @Test
    void changedModelsAreLookedAt() {
        make(readable(), Answers.NONE);

        project.model("Item", NAME, "fields.integer(\"stock\").nullable();");
        assertLooksAt(() -> make(sealed(), Answers.NONE)); // the source alone is changed
        compiled = project.code();
        assertLooksAt(() -> make(sealed(), Answers.NONE));
        assertThat(make(readable(), Answers.NONE).migrations())
                .singleElement()
                .extracting(NextMigration::id)
                .hasToString("Migration0002");
    }

    @Test
    void changesThatAreNotWrittenYetAreToldEachTime() {
        project.model("Item", NAME, "fields.integer(\"stock\").nullable();");
        compiled = project.code();

        for (var run = 0; run < 2; run++) {
            var result = MakeMigrations.run(new MakeMigrationsRequest(
                    readable(), project.sources(), null, null, Answers.NONE, Mode.DRY_RUN, null, false));
            assertThat(result.migrations())
                    .singleElement()
                    .extracting(NextMigration::id)
                    .hasToString("Migration0002");
        }
    }

    @Test
    void aQuestionThatIsSettledIsForgotten() throws IOException {
        make(readable(), Answers.NONE);
        var questions = Files.writeString(target.resolve("questions.json"), "{}");

        make(sealed(), new Answers(null, null, null, null, questions));

        assertThat(questions).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void migrationsThatAreAllAppliedAreNotLookedAtASecondTime(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var other = TestDatabase.fresh(dialect)) {
            assertThat(isKnownToBeDone(database)).isFalse();
            assertThat(migrate(database)).hasSize(1);
            assertThat(isKnownToBeDone(database)).isTrue();

            assertThat(isKnownToBeDone(other)).isFalse();
            assertThat(migrate(other)).hasSize(1);
            assertThat(isKnownToBeDone(other)).isTrue();
            assertThat(Migrate.known(findings(), null, "shop_history")).isNull();
            assertThat(Migrate.known(findings(), "shop.migrations", HISTORY)).isNull();

            Rollback.run(request(database));
            assertThat(isKnownToBeDone(database)).isFalse();
            migrate(database);
            assertThat(isKnownToBeDone(database)).isTrue();
        }
    }

    private boolean isUntouched(String url, String historyTable) {
        var known = Migrate.known(findings(), null, HISTORY);
        return known != null && Migrate.isKnownToBeDone(findings(), url, "", historyTable, known);
    }

    private MigrateRequest request(Database database) {
        return new MigrateRequest(
                readable(),
                null,
                database,
                HISTORY,
                null,
                Duration.ofSeconds(5),
                MigrateRequest.Mode.RUN,
                MigrationListener.SILENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:", "jdbc:sqlite:"})
    void aDatabaseWhoseFileIsTheSameIsNotOpened(String kind) throws Exception {
        var url = kind + target.resolve("shop").toAbsolutePath();
        var database = new Database(url, "", "", DriverManager.getDriver(url));
        assertThat(isUntouched(url, HISTORY)).isFalse();
        Migrate.run(request(database));
        assertThat(isUntouched(url, HISTORY)).isTrue();
        assertThat(isUntouched(url, "shop_history")).isFalse();
        assertThat(isUntouched(url + "2", HISTORY)).isFalse();

        try (var connection = DriverManager.getConnection(url, "", "")) {
            connection.createStatement().execute("insert into item (name) values ('tea')");
        }
        assertThat(isUntouched(url, HISTORY)).isFalse();
        assertThat(Migrate.isDone(
                        findings(),
                        database,
                        HISTORY,
                        Objects.requireNonNull(Migrate.known(findings(), null, HISTORY))))
                .isTrue();
        assertThat(isUntouched(url, HISTORY)).isTrue();

        Rollback.run(request(database));
        assertThat(isUntouched(url, HISTORY)).isFalse();
        Migrate.run(request(database));
        project.migration("Migration0002", "createTable(\"tag\", column(\"id\", bigint()))");
        assertThat(isUntouched(url, HISTORY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update qorm_history set checksum = '1:0'",
                "update qorm_history set state = 'APPLYING'",
                "update qorm_history set migration = 'Migration0002'",
                "insert into qorm_history select 'Migration0002', checksum, state, 1, started_at, finished_at, 0,"
                        + " tool_version, applied_by from qorm_history",
                "delete from qorm_history",
                "drop table qorm_history"
            })
    void anotherHistoryIsLookedAt(String change) {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrate(database);
            assertThat(isKnownToBeDone(database)).isTrue();

            database.execute(change);

            assertThat(isKnownToBeDone(database)).isFalse();
        }
    }

    @Test
    void changedMigrationsAreLookedAt() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrate(database);

            project.migration("Migration0002", "createTable(\"tag\", column(\"id\", bigint()))");
            assertThat(isKnownToBeDone(database)).isFalse(); // the source alone is there
            compiled = project.code();
            assertThat(isKnownToBeDone(database)).isFalse();
            migrate(database);
            assertThat(isKnownToBeDone(database)).isTrue();

            project.delete("shop.migrations.Migration0002"); // its class is left behind
            assertThat(isKnownToBeDone(database)).isFalse();
        }
    }

    @Test
    void aSourceThatIsEditedWhileItIsCompiledIsLookedAt() {
        var before = findings();
        project.model("Item", NAME, "fields.integer(\"stock\").nullable();"); // after the compiler has read it
        var code = new Codebase(
                compiled.outputs(),
                List.of(),
                compiled.sourceRoots(),
                SourceEncoding.UTF_8,
                compiled.loader(),
                before.compiled());

        assertThat(make(code, Answers.NONE).migrations()).isEmpty();
        assertLooksAt(() -> make(sealed(), Answers.NONE));
    }

    @Test
    void whatWasFoundOutOfOtherCodeIsNotBelieved() throws IOException {
        make(readable(), Answers.NONE);
        var lines = Files.readAllLines(file);

        lines.set(0, lines.get(0).replaceAll("^.", lines.get(0).startsWith("0") ? "1" : "0"));
        Files.write(file, lines);

        assertLooksAt(() -> make(sealed(), Answers.NONE));
    }

    @Test
    void whereNothingCanBeKeptTheWorkIsDoneEachTime() throws IOException {
        file = Files.writeString(target.resolve("a file"), "in the way").resolve("findings.txt");

        assertThat(make(readable(), Answers.NONE).migrations()).isEmpty();
        assertLooksAt(() -> make(sealed(), Answers.NONE));
    }
}
