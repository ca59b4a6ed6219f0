package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Books whose titles and shelves come to be NOT NULL while others write them. */
abstract class ConcurrentNotNullRuns extends PostgresRuns {
    static final Column TITLE = column("title", varchar(20)).nullable();
    static final Column SHELF = column("shelf", bigint()).nullable();

    static final Operation TABLE =
            createTable("book", column("id", bigint()), TITLE, SHELF, primaryKey("book_pkey", "id"));

    static final AlterColumn TITLE_REQUIRED =
            alterColumn("book", TITLE, TITLE.nullable(false)).concurrently();

    static final AlterColumn SHELF_REQUIRED = alterColumn("book", SHELF, SHELF.nullable(false))
            .backfillSql("id * 2")
            .concurrently();

    static final MigrationSequence BOOKS = sequence(List.of(TABLE), List.of(TITLE_REQUIRED, SHELF_REQUIRED));
    static final MigrationSequence TITLES = sequence(List.of(TABLE), List.of(TITLE_REQUIRED));
    static final MigrationSequence SHELVES = sequence(List.of(TABLE), List.of(SHELF_REQUIRED));
    static final MigrationId FIRST = new MigrationId(1);
    static final MigrationId SECOND = new MigrationId(2);

    static final String CHECKS =
            "select conname, convalidated from pg_constraint where contype = 'c' and conrelid <> 0 order by 1";

    @BeforeEach
    final void booksWithoutShelves() {
        runner.migrator().migrate(BOOKS, FIRST);
        database.execute("insert into book select i, 'title ' || i, case when i % 5 = 0 then i end"
                + " from generate_series(1, 50) i");
    }

    final void assertApplied(MigrationSequence sequence) {
        assertStands(sequence, State.APPLIED, State.APPLIED);
        assertThat(database.query("select count(*) from book where shelf is null"))
                .containsExactly(List.of(sequence.equals(TITLES) ? "40" : "0"));
        assertThat(database.query("select count(*) from book where shelf = id")).containsExactly(List.of("10"));
    }

    final void assertNotApplied() {
        assertStands(BOOKS, State.APPLIED);
    }

    final void assertStands(MigrationSequence sequence, State... states) {
        assertThat(database.differences(sequence.states().get(states.length))).isEmpty();
        assertThat(states()).containsExactly(states);
        assertThat(database.query(CHECKS)).isEmpty();
        assertThat(database.query("select count(*) from book")).containsExactly(List.of("50"));
    }

    final void forgetShelves() {
        database.execute("update book set shelf = null where id % 5 <> 0");
    }
}
