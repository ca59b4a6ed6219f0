package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runners that are let go together on an empty database, as the pods of a deployment are. */
class ManyRunnersTest {
    private static final MigrationSequence SEQUENCE = MigrationSequence.of(IntStream.rangeClosed(1, 5)
            .mapToObj(number -> new NumberedMigration(
                    new MigrationId(number),
                    List.of(createTable(
                            "t" + number,
                            column("id", ColumnTypes.integer()),
                            primaryKey("t" + number + "_pkey", "id")))))
            .toList());

    static Stream<Arguments> runners() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(2, 8, 32).map(count -> Arguments.of(dialect, count)));
    }

    @ParameterizedTest(name = "{0}, {1} runners")
    @MethodSource("runners")
    void applyEachMigrationOnce(Dialect dialect, int count) throws Exception {
        try (var database = TestDatabase.fresh(dialect)) {
            var executor = Executors.newFixedThreadPool(count);
            try {
                Callable<List<MigrationId>> runner = () -> new Migrator(
                                database.database(),
                                dialect,
                                Duration.ofMinutes(2),
                                MigrationListener.SILENT,
                                Clock.systemUTC())
                        .migrate(SEQUENCE, null);
                var applied = new ArrayList<MigrationId>();
                for (Future<List<MigrationId>> done : executor.invokeAll(
                        IntStream.range(0, count).mapToObj(i -> runner).toList())) {
                    applied.addAll(done.get());
                }

                assertThat(applied)
                        .containsExactlyElementsOf(SEQUENCE.migrations().stream()
                                .map(NumberedMigration::id)
                                .toList());
                assertThat(database.differences(SEQUENCE.replay())).isEmpty();
            } finally {
                executor.shutdownNow();
            }
        }
    }
}
