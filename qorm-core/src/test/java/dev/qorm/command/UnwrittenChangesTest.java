package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import dev.qorm.scan.Findings;
import dev.qorm.scan.SourceEncoding;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who migrates and has forgotten to make the migration is told so. */
class UnwrittenChangesTest {
    private static final String NAME = "fields.varchar(\"name\", 80);";
    private static final String STOCK = "fields.integer(\"stock\").nullable();";

    @TempDir
    private Path target;

    private final TestProject project = TestProject.empty().model("Item", NAME);
    private final TestDatabase database = TestDatabase.fresh(Dialect.H2);
    private Codebase code;

    @BeforeEach
    void firstMigration() {
        project.makeMigrations();
        compile();
    }

    @AfterEach
    void delete() {
        database.close();
        project.close();
    }

    private void compile() {
        var compiled = project.code();
        code = new Codebase(
                compiled.outputs(),
                List.of(),
                compiled.sourceRoots(),
                SourceEncoding.UTF_8,
                compiled.loader(),
                Findings.in(target.resolve("findings.txt"), compiled.sourceRoots(), compiled.outputs()));
    }

    private @Nullable String forgotten(Mode mode, @Nullable MigrationId upTo) {
        return Migrate.run(new MigrateRequest(
                        code,
                        null,
                        database.database(),
                        "qorm_history",
                        upTo,
                        Duration.ofSeconds(5),
                        mode,
                        MigrationListener.SILENT))
                .warnings()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private @Nullable String known() {
        return Migrate.forgotten(Findings.in(target.resolve("findings.txt"), code.sourceRoots(), code.outputs()), null);
    }

    @Test
    void whereNothingIsLeftToMigrate() {
        project.model("Item", NAME, STOCK);
        compile();

        assertThat(forgotten(Mode.RUN, null))
                .as("the first migration is applied")
                .isNull();
        assertThat(known()).isNull();
        assertThat(forgotten(Mode.DRY_RUN, null)).contains("changes without a migration", "mvn qorm:makemigrations");
        assertThat(forgotten(Mode.RUN, null)).isEqualTo(known()).isNotNull();
        assertThat(forgotten(Mode.RUN, new MigrationId(1))).isNull();

        project.makeMigrations();
        compile();
        assertThat(known()).isNull();
        forgotten(Mode.RUN, null);
        assertThat(forgotten(Mode.RUN, null)).isNull();
        assertThat(known()).isNull();
    }

    @Test
    void whereNothingWasEverMigrated() {
        project.delete("shop.migrations.Migration0001");
        compile();

        assertThat(forgotten(Mode.RUN, null)).contains("changes without a migration");
    }

    @Test
    void modelsThatAreInAnotherModuleAreNotMissed() {
        project.delete("shop.models.Item");
        compile();
        forgotten(Mode.RUN, null);

        assertThat(forgotten(Mode.RUN, null)).isNull();
    }

    @Test
    void modelsThatCannotBeReadDoNotStopIt() {
        project.model("Item", "fields.varchar(\"name\", 0);");
        compile();
        forgotten(Mode.RUN, null);

        assertThat(forgotten(Mode.RUN, null))
                .contains("cannot be said", "shop.models.Item.name: the length of a varchar");
        assertThat(known()).isNull();
    }
}
