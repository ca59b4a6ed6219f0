package dev.qorm.command;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameIndex;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.execute.HistoryTables;
import dev.qorm.execute.MigrationListener;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.execute.Migrator;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType.Varchar;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of products that many have, as their own SQL makes them: they are taken over, changed, and changed back. */
class RealSchemasTest {
    private static final String CAMUNDA = "/org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql";

    static Stream<Arguments> products() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of("camunda", "quartz", "spring-batch")
                        .filter(product -> dialect != Dialect.SQLITE || product.equals("spring-batch"))
                        .map(product -> Arguments.of(dialect, product)));
    }

    private static List<String> resources(Dialect dialect, String product) {
        var isMySql = dialect.isMySqlFamily();
        var isPostgres = dialect == Dialect.POSTGRESQL;
        var name = dialect.name().toLowerCase(Locale.ROOT);
        return switch (product) {
            case "camunda" ->
                Stream.of(
                                "engine",
                                "history",
                                "identity",
                                "case.engine",
                                "case.history",
                                "decision.engine",
                                "decision.history")
                        .map(part -> CAMUNDA.formatted(isPostgres ? "postgres" : name, part))
                        .toList();
            case "quartz" ->
                List.of("/org/quartz/impl/jdbcjobstore/tables_"
                        + (isMySql ? "mysql_innodb" : isPostgres ? "postgres" : name) + ".sql");
            default -> List.of("/org/springframework/batch/core/schema-" + name + ".sql");
        };
    }

    /** Their schemas, without the rows that they begin with. */
    private static TestDatabase database(Dialect dialect, String product) {
        var database = TestDatabase.fresh(dialect);
        for (var resource : resources(dialect, product)) {
            Arrays.stream(text(resource).replaceAll("(?m)^(?:--|#).*$", "").split(";"))
                    .map(String::strip)
                    .filter(statement -> statement.matches("(?is)(?:create|alter)\\b.*"))
                    .forEach(database::execute);
        }
        return database;
    }

    private static String text(String resource) {
        try (var stream = RealSchemasTest.class.getResourceAsStream(resource)) {
            assertThat(stream).as(resource).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("products")
    void isTakenOver(Dialect dialect, String product) {
        try (var database = database(dialect, product)) {
            assertThat(InspectTest.takeOver(database).written()).hasSizeGreaterThan(5);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("products")
    void isChangedAndComesBack(Dialect dialect, String product) {
        try (var database = database(dialect, product)) {
            var schema = database.introspect();
            var first = new NumberedMigration(new MigrationId(1), SchemaDiffer.diff(Schema.empty(), schema));
            var tables = List.copyOf(schema.tables());
            var all = MigrationSequence.of(Stream.concat(
                            Stream.of(first),
                            IntStream.range(0, tables.size())
                                    .mapToObj(
                                            i -> new NumberedMigration(new MigrationId(i + 2), change(tables.get(i)))))
                    .toList());
            var migrator = new Migrator(
                    HistoryTables.DEFAULT,
                    database.database(),
                    dialect,
                    Duration.ofSeconds(5),
                    MigrationListener.SILENT,
                    Clock.systemUTC());
            migrator.fake(MigrationSequence.of(List.of(first)), null, Direction.APPLY, (connection, expected) -> {});

            migrator.migrate(all, null);
            assertThat(database.differences(all.replay())).isEmpty();
            migrator.rollback(all, new MigrationId(2));
            assertThat(database.differences(schema)).isEmpty();
        }
    }

    /** What touches keys, indexes and other tables. */
    private static List<Operation> change(Table table) {
        var name = table.name();
        var columns = List.copyOf(table.columns().values());
        var operations = new ArrayList<Operation>();
        operations.add(addColumn(name, column("qorm_note", varchar(20)).nullable()));
        operations.add(addColumn(name, column("qorm_number", integer()).defaultValue(4)));
        for (var column : columns) {
            if (column.type() instanceof Varchar text && text.length() < 1000) {
                operations.add(alterColumn(name, column, column.type(varchar(text.length() + 1))));
            } else if (column.type().equals(integer()) && !isInKey(table, column)) {
                operations.add(alterColumn(name, column, column.type(bigint())));
            }
        }
        var last = columns.get(columns.size() - 1).name();
        operations.add(renameColumn(name, last, last + "_now"));
        table.indexes().values().stream()
                .limit(1)
                .forEach(index -> operations.add(renameIndex(name, index.name(), "Q" + index.name())));
        operations.add(renameTable(name, name + "_NOW"));
        return operations;
    }

    private static boolean isInKey(Table table, Column column) {
        return table.hasKey(List.of(column.name()))
                || table.foreignKeys().values().stream()
                        .anyMatch(key -> key.columns().contains(column.name()));
    }
}
