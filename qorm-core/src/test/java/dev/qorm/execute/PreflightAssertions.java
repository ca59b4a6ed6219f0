package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.List;

/** What becomes of a second migration that rows may be in the way of. */
final class PreflightAssertions {
    private PreflightAssertions() {}

    static void assertNotStarted(TestDatabase database, List<Operation> before, List<Operation> change, String reason) {
        assertThatThrownBy(() -> database.migrator().migrate(sequence(before, change), null))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("was not started, because rows are in the way")
                .hasMessageContaining(reason);
        assertThat(database.differences(sequence(before).replay())).isEmpty();
    }

    static void migrated(TestDatabase database, List<Operation> before, List<Operation> change) {
        database.migrator().migrate(sequence(before, change), null);
        assertThat(database.differences(sequence(before, change).replay())).isEmpty();
    }
}
