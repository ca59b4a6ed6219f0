package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.StopsBefore.Stopped;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H2 changes a table by way of a copy; nothing of that may stay where it did not get to the end. */
class H2CopiesTest {
    private static final Column PRICE = column("price", decimal(5, 2)).nullable();
    private static final Column ROUND = column("price", decimal(5, 0)).nullable();
    private static final Column NOTE = column("note", integer()).nullable();

    /** An item, a part of items, and a label that rows of items refer to. */
    private static MigrationSequence sequence(Operation... operations) {
        return MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(
                                createTable("label", column("id", integer()), primaryKey("label_pkey", "id")),
                                createTable(
                                        "item",
                                        column("id", integer()),
                                        PRICE,
                                        NOTE,
                                        column("label_id", integer()).nullable(),
                                        primaryKey("item_pkey", "id"),
                                        unique("item_price_key", "price"),
                                        foreignKey("item_label_fk", "label_id").references("label", "id")),
                                createTable(
                                        "part",
                                        column("id", integer()),
                                        column("item_id", integer()),
                                        primaryKey("part_pkey", "id"),
                                        foreignKey("part_item_fk", "item_id").references("item", "id")))),
                new NumberedMigration(new MigrationId(2), List.of(operations))));
    }

    private static TestDatabase database(MigrationSequence sequence) {
        var database = TestDatabase.fresh(Dialect.H2);
        migrator(database, Integer.MAX_VALUE).migrate(sequence, new MigrationId(1));
        database.execute("insert into label values (1), (2)");
        database.execute("insert into item values (1, 1.3, 5, 1), (2, 1.4, 6, 2)");
        database.execute("insert into part values (1, 1)");
        return database;
    }

    private static Migrator migrator(TestDatabase database, int stop) {
        return new Migrator(
                database.database(), Dialect.H2, Duration.ofSeconds(5), new StopsBefore(stop), Clock.systemUTC());
    }

    /** The rows of the tables can be written and deleted as before. */
    private static void assertIsAsBefore(TestDatabase database, MigrationSequence sequence) {
        assertThat(database.differences(sequence.states().get(1))).isEmpty();
        database.execute("insert into item values (3, 7, 7, null)");
        database.execute("insert into part values (2, 3)");
        database.execute("update item set label_id = 1 where id = 2");
        database.execute("delete from label where id = 2");
    }

    @Test
    void aKeyThatTheNewValuesRefuse() {
        var sequence = sequence(alterColumn("item", PRICE, ROUND));
        try (var database = database(sequence)) {
            assertThatThrownBy(() -> migrator(database, Integer.MAX_VALUE).migrate(sequence, null))
                    .hasMessageContaining("None of this migration is applied");

            assertIsAsBefore(database, sequence);
        }
    }

    @Test
    void aViewThatReadsWhatGoes() {
        var sequence = sequence(
                runSql("create view notes as select id, note from item").reversedBy("drop view notes"),
                dropColumn("item", NOTE));
        try (var database = database(sequence)) {
            assertThatThrownBy(() -> migrator(database, Integer.MAX_VALUE).migrate(sequence, null))
                    .hasMessageContaining("The statement of this migration before it is applied and recorded");
            assertThat(database.query("select note from notes order by id"))
                    .containsExactly(List.of("5"), List.of("6"));

            migrator(database, Integer.MAX_VALUE).rollback(sequence, null);
            assertIsAsBefore(database, sequence);
        }
    }

    @Test
    void aRollbackThatTheRowsRefuse() {
        var sequence = sequence(
                alterColumn("item", PRICE, column("price", decimal(7, 4)).nullable()));
        try (var database = database(sequence)) {
            migrator(database, Integer.MAX_VALUE).migrate(sequence, null);
            database.execute("insert into item values (3, 1.3001, 0, null)");

            assertThatThrownBy(() -> migrator(database, Integer.MAX_VALUE).rollback(sequence, null))
                    .hasMessageContaining("None of this migration is rolled back");
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    /** The rows of the copy are committed with its first key. */
    @Test
    void aRunThatWasKilledOnTheWay() {
        dropsTheCopies(
                addColumn("item", column("stars", integer()).nullable()),
                alterColumn("item", NOTE, column("note", decimal(9, 2)).nullable()),
                addUnique("item", unique("item_note_key", "note")));
    }

    @Test
    void aRunThatWasKilledInAStatementOfAPerson() {
        dropsTheCopies(
                runSql("update label set id = id"),
                runSql("alter table item alter column note set data type decimal(9, 2)")
                        .insteadOf(alterColumn(
                                "item", NOTE, column("note", decimal(9, 2)).nullable())));
    }

    private static void dropsTheCopies(Operation... operations) {
        var sequence = sequence(operations);
        try (var database = database(sequence)) {
            assertThatThrownBy(() -> migrator(database, 2).migrate(sequence, null))
                    .isInstanceOf(Stopped.class);
            database.execute("update qorm_lock set expires_at = 0");
            database.execute("create table item_copy_9_0 as select * from item where false");
            database.execute("create table item_copy_9_1 as select * from item");
            database.execute("alter table item_copy_9_1 alter column id set not null");
            database.execute("alter table item_copy_9_1 add constraint item_copy_9_1_item_pkey primary key (id)");
            database.execute("alter table part add constraint item_copy_9_1_part_item_fk foreign key (item_id)"
                    + " references item_copy_9_1 (id)");
            database.execute("create table item_copy_2026_11 as select * from item");
            database.execute("alter table item_copy_2026_11 alter column id set not null");
            database.execute("alter table item_copy_2026_11 add constraint item_copy_2026_11_pk primary key (id)");
            database.execute("create table other_copy_9_0 (id int)");

            migrator(database, Integer.MAX_VALUE).migrate(sequence, null);

            assertThat(database.query("select table_name from information_schema.tables where table_name like '%COPY%'"
                            + " order by table_name"))
                    .containsExactly(List.of("ITEM_COPY_2026_11"), List.of("OTHER_COPY_9_0"));
            database.execute("drop table item_copy_2026_11, other_copy_9_0");
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    /** Killed after H2 had dropped the table and before the copy had its name. */
    @Test
    void whatIsLeftOfATableThatIsGoneStays() {
        var sequence = sequence(
                addColumn("item", column("stars", integer()).nullable()),
                alterColumn("item", NOTE, column("note", decimal(9, 2)).nullable()));
        try (var database = database(sequence)) {
            assertThatThrownBy(() -> migrator(database, 2).migrate(sequence, null))
                    .isInstanceOf(Stopped.class);
            database.execute("update qorm_lock set expires_at = 0");
            database.execute("create table item_copy_9_0 as select * from item where false");
            database.execute("alter table item rename to gone");

            assertThatThrownBy(() -> migrator(database, Integer.MAX_VALUE).migrate(sequence, null))
                    .hasMessageContaining("Table \"ITEM\" not found");

            assertThat(database.query("select count(*) from item_copy_9_0")).containsExactly(List.of("0"));
        }
    }

    @Test
    void whatIsOnlyCalledLikeACopyStays() {
        var sequence = sequence(alterColumn("item", PRICE, ROUND));
        try (var database = database(sequence)) {
            // The sessions of the run have numbers like these.
            for (var session = 1; session < 30; session++) {
                database.execute("create table item_copy_" + session + "_77 (id int)");
            }
            assertThatThrownBy(() -> migrator(database, Integer.MAX_VALUE).migrate(sequence, null))
                    .isInstanceOf(ExecutionException.class);

            assertThat(database.query("select count(*) from information_schema.tables where table_name like '%COPY%'"))
                    .containsExactly(List.of("29"));
        }
    }
}
