package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Books whose indexes are built and dropped while others work. */
abstract class ConcurrentIndexRuns extends PostgresRuns {
    static final Index OLD = index("book_shelf_idx", "shelf");
    static final Index TITLE = uniqueIndex("book_title_idx", "title");
    static final Index BOTH = index("book_both_idx", "shelf", "title").where("shelf > 0");

    static final Operation TABLE = createTable(
            "book",
            column("id", bigint()),
            column("title", varchar(20)).nullable(),
            column("shelf", bigint()),
            primaryKey("book_pkey", "id"),
            OLD);

    static final Operation CREATE_TITLE = createIndex("book", TITLE).concurrently();
    static final Operation CREATE_BOTH = createIndex("book", BOTH).concurrently();
    static final Operation DROP_OLD = dropIndex("book", OLD).concurrently();

    static final MigrationSequence BOOKS = sequence(List.of(TABLE), List.of(CREATE_TITLE, CREATE_BOTH, DROP_OLD));

    static final MigrationId FIRST = new MigrationId(1);
    static final MigrationId SECOND = new MigrationId(2);
    static final String INVALID = "select indexrelid::regclass from pg_index where not indisvalid";

    @BeforeEach
    final void booksOnShelves() {
        migrator().migrate(BOOKS, FIRST);
        database.execute("insert into book select i, 'title ' || i, i % 7 from generate_series(1, 500) i");
    }

    final void assertSchema(Schema expected) {
        assertThat(database.differences(expected)).isEmpty();
        assertThat(database.query(INVALID)).isEmpty();
        assertThat(database.query("select count(*) from book")).containsExactly(List.of("500"));
    }

    final void assertApplied() {
        assertSchema(BOOKS.replay());
        assertThat(states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    final void assertNotApplied() {
        assertSchema(BOOKS.states().get(1));
        assertThat(states()).containsExactly(State.APPLIED);
    }
}
