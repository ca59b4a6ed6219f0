package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration that rows do not let go back is told, after it was applied, which values they get then. */
class WayBackTest {
    private static final Column STATE = column("state", enumeration("NEW", "PAID"));
    private static final Column CODE = column("code", varchar(20));

    private static MigrationSequence sequence(Operation... second) {
        return MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(createTable(
                                "orders",
                                column("id", bigint()),
                                STATE,
                                CODE,
                                primaryKey("orders_pkey", "id"),
                                unique("orders_code_key", "code")))),
                new NumberedMigration(new MigrationId(2), List.of(second))));
    }

    private static Migrator migrator(TestDatabase database) {
        return new Migrator(
                database.database(),
                database.dialect(),
                Duration.ofMillis(600),
                MigrationListener.SILENT,
                Clock.systemUTC());
    }

    private static TestDatabase migrated(Dialect dialect, Operation... second) {
        var database = TestDatabase.fresh(dialect);
        var migrator = migrator(database);
        migrator.migrate(sequence(second), new MigrationId(1));
        database.execute("insert into orders (id, state, code) values (1, 'NEW', 'a')");
        database.execute("insert into orders (id, state, code) values (2, 'PAID', 'b')");
        migrator.migrate(sequence(second), null);
        return database;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theConstantsOfAnEnumeration(Dialect dialect) {
        var change = alterColumn("orders", STATE, STATE.type(enumeration("OPEN", "PAID")))
                .backfill("OPEN");
        try (var database = migrated(dialect, change)) {
            var migrator = migrator(database);

            assertThatThrownBy(() -> migrator.rollback(sequence(change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Or say behind 'alter column orders.state: ");

            migrator.rollback(
                    sequence(change.reversedBySql("case state when 'OPEN' then 'NEW' else 'PAID' end")), null);
            assertThat(database.query("select id, state from orders order by id"))
                    .containsExactly(List.of("1", "NEW"), List.of("2", "PAID"));
            assertThat(database.differences(sequence().migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnThatIsAKey(Dialect dialect) {
        var drop = dropColumn("orders", CODE);
        var unique = dropUnique("orders", unique("orders_code_key", "code"));
        try (var database = migrated(dialect, unique, drop)) {
            var migrator = migrator(database);
            if (dialect.hasTransactionalDdl()) {
                assertThatThrownBy(() -> migrator.rollback(sequence(unique, drop), null))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("Or say behind 'drop column orders.code'")
                        .hasMessageContaining(
                                dialect == Dialect.SQLITE
                                        ? ", with which all changes of the table orders are made: it is built anew\n"
                                        : "failed at 'add unique constraint orders_code_key on orders(code)'\n");
            }

            migrator.rollback(sequence(unique, drop.reversedBySql("concat('c', id)")), null);
            assertThat(database.query("select id, code from orders order by id"))
                    .containsExactly(List.of("1", "c1"), List.of("2", "c2"));
            assertThat(database.differences(sequence().migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aStatementOfAPerson(Dialect dialect) {
        var sql = runSql("update orders set code = concat(code, '!')");
        var note = addColumn("orders", column("note", varchar(20)).nullable());
        try (var database = migrated(dialect, sql, note)) {
            var migrator = migrator(database);
            assertThatThrownBy(() -> migrator.rollback(sequence(sql, note), null))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("add .reversedBy(\"…\"), which does not count as an edit");

            migrator.rollback(sequence(sql.reversedBy("update orders set code = replace(code, '!', '')"), note), null);
            assertThat(database.query("select code from orders order by id"))
                    .containsExactly(List.of("a"), List.of("b"));
        }
    }
}
