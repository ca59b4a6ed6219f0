package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Remark;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;

/** Takes databases over that qorm did not create, and changes them by migrations. */
final class TakenOver {
    private TakenOver() {}

    /** Takes a database over and leads it to the models of which {@code old} is replaced by {@code changed}. */
    static List<String> change(TestDatabase database, TestProject project, String old, String changed) {
        var remarks = InspectTest.inspect(project, database, false).remarks();
        project.makeMigrations();
        Migrate.run(project.request(database.database(), Mode.FAKE));
        var model = project.read("shop.models.T");
        assertThat(model).contains(old);
        project.write("shop.models.T", model.replace(old, changed));
        assertThat(project.makeMigrations().hasChanges()).isTrue();
        Migrate.run(project.request(database.database(), Mode.RUN));
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
        return remarks.stream().map(Remark::toString).toList();
    }

    static void rollBack(TestDatabase database, TestProject project) {
        Rollback.run(project.request(database.database(), Mode.RUN));
        assertThat(Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), null))
                        .differences())
                .isEmpty();
    }

    static void migrateToAnEmptyOne(TestProject project, Dialect dialect) {
        try (var empty = TestDatabase.fresh(dialect)) {
            Migrate.run(project.request(empty.database(), Mode.RUN));
            assertThat(Verify.run(new VerifyRequest(project.request(empty.database(), Mode.RUN), null))
                            .differences())
                    .isEmpty();
        }
    }
}
