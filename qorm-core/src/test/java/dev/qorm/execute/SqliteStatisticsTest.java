package dev.qorm.execute;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table that is built anew is planned for as before. */
class SqliteStatisticsTest {
    private static final String ROWS = "select tbl, idx, stat from sqlite_stat1 where tbl = 'Note' order by idx";

    private static MigrationSequence sequence(Operation... second) {
        var note = createTable(
                "Note",
                column("id", integer()),
                column("title", varchar(20)),
                column("stars", integer()),
                primaryKey("note_pkey", "id"),
                unique("note_title_key", "title"),
                unique("note_stars_title_key", "stars", "title"),
                index("note_stars_idx", "stars"));
        return MigrationSequence.of(List.of(
                new NumberedMigration(new MigrationId(1), List.of(note)),
                new NumberedMigration(new MigrationId(2), List.of(second))));
    }

    private static void analyzeAndMigrate(TestDatabase database, MigrationSequence sequence, Runnable between) {
        var migrator = database.migrator();
        migrator.migrate(sequence, new MigrationId(1));
        database.execute("create index by_hand on note (stars, id)");
        database.execute("insert into note (id, title, stars) values (1, 'a', 1), (2, 'b', 1), (3, 'c', 2)");
        database.execute("analyze");
        between.run();
        migrator.migrate(sequence, null);
    }

    @Test
    void keepsWhatAnalyzeFoundOutOfATableAndItsIndexes() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            var before = new ArrayList<List<String>>();

            analyzeAndMigrate(
                    database,
                    sequence(addCheck("Note", check("note_stars", "stars > 0"))),
                    () -> before.addAll(database.query(ROWS)));

            assertThat(before).hasSize(5);
            assertThat(database.query(ROWS)).isEqualTo(before);
        }
    }

    @Test
    void leavesOutWhatIsNotTheSameIndexAnyMore() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            analyzeAndMigrate(
                    database, sequence(dropUnique("Note", unique("note_stars_title_key", "stars", "title"))), () -> {});

            // The second and third of SQLite's own were those of the unique constraints; the second is the other one
            // now.
            assertThat(database.query(ROWS))
                    .extracting(row -> row.get(1))
                    .containsExactly("by_hand", "note_stars_idx", "sqlite_autoindex_Note_1");
        }
    }

    @Test
    void needsNoStatistics() {
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            analyzeAndMigrate(
                    database,
                    sequence(addCheck("Note", check("note_stars", "stars > 0"))),
                    () -> database.execute("drop table sqlite_stat1"));

            assertThat(database.query("select name from sqlite_master where name = 'sqlite_stat1'"))
                    .isEmpty();
        }
    }
}
