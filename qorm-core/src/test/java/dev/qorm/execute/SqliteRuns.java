package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Migrations of an author and a book, for tests of what SQLite takes back. */
abstract class SqliteRuns {
    static final Operation AUTHOR = createTable(
            "author",
            column("id", bigint()).autoIncrement(),
            column("name", varchar(20)).nullable(),
            column("mail", varchar(20)).nullable(),
            primaryKey("author_pkey", "id"));
    static final Operation BOOK = createTable(
            "book",
            column("id", bigint()).autoIncrement(),
            column("author_id", bigint()),
            primaryKey("book_pkey", "id"),
            foreignKey("book_author_id_fkey", "author_id").references("author", "id"));
    static final Operation NO_MAIL =
            dropColumn("author", column("mail", varchar(20)).nullable());

    final TestDatabase database = TestDatabase.fresh(Dialect.SQLITE);
    final List<MigrationId> finished = new ArrayList<>();
    final MigrationListener listener = new MigrationListener() {
        @Override
        public void finished(MigrationId id, Direction direction) {
            finished.add(id);
        }
    };

    @AfterEach
    void close() {
        database.close();
    }

    final void migrate(Operation... operations) {
        var migrations = IntStream.range(0, operations.length)
                .mapToObj(i -> new NumberedMigration(new MigrationId(i + 1), List.of(operations[i])))
                .toList();
        run(migrations);
    }

    private void run(List<NumberedMigration> migrations) {
        database.migrator(listener).migrate(MigrationSequence.of(migrations), null);
    }

    final void migrateAtOnce(Operation first, Operation... second) {
        run(List.of(
                new NumberedMigration(new MigrationId(1), List.of(first)),
                new NumberedMigration(new MigrationId(2), List.of(second))));
    }
}
