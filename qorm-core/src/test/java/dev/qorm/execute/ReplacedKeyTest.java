package dev.qorm.execute;

import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A primary key takes the place of another one. */
class ReplacedKeyTest {
    private static final PrimaryKey NUMBER = primaryKey("line_pkey", "id");
    private static final MigrationSequence MIGRATIONS = MigrationSequence.of(List.of(
            new NumberedMigration(
                    new MigrationId(1),
                    List.of(createTable(
                            "line",
                            column("id", bigint()),
                            column("page", integer()),
                            column("nr", integer()),
                            NUMBER))),
            new NumberedMigration(
                    new MigrationId(2),
                    List.of(
                            dropPrimaryKey("line", NUMBER),
                            addPrimaryKey("line", primaryKey("line_pkey", "page", "nr"))))));

    private final List<String> statements = new ArrayList<>();

    private Migrator migrator(TestDatabase database) {
        var listener = new MigrationListener() {
            @Override
            public void statement(MigrationId migration, String sql) {
                statements.add(sql);
            }
        };
        return database.migrator(listener);
    }

    /** A server may require that a table has a key all the time, and makes a table anew for each that comes or goes. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void thereAndBackInOneStatementEachOnMySqlAndMariaDb(Dialect dialect) {
        var required = dialect == Dialect.MYSQL ? "sessionVariables=sql_require_primary_key=1" : "";
        try (var database = TestDatabase.fresh(dialect, required)) {
            migrator(database).migrate(MIGRATIONS, new MigrationId(1));
            database.execute("insert into line (id, page, nr) values (1, 1, 1)");
            statements.clear();

            migrator(database).migrate(MIGRATIONS, null);
            migrator(database).rollback(MIGRATIONS, new MigrationId(2));

            if (dialect.isMySqlFamily()) {
                assertThat(statements).hasSize(2);
            }
            assertThat(database.differences(MIGRATIONS.states().get(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theOldOneStaysWhereTheNewOneIsRefused(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(MIGRATIONS, new MigrationId(1));
            database.execute("insert into line (id, page, nr) values (1, 1, 1), (2, 1, 1)");

            assertThatThrownBy(() -> migrator(database).migrate(MIGRATIONS, null))
                    .isInstanceOf(ExecutionException.class);

            if (dialect != Dialect.H2) {
                assertThat(database.differences(MIGRATIONS.states().get(1))).isEmpty();
            }
            database.execute("update line set nr = id");
            migrator(database).migrate(MIGRATIONS, null);
            assertThat(database.differences(MIGRATIONS.replay())).isEmpty();
        }
    }

    /** Connections to SQLite check foreign keys only where they are asked to. */
    static Stream<Dialect> withForeignKeys() {
        return TestDatabase.dialects().filter(dialect -> dialect != Dialect.SQLITE);
    }

    /** H2 lets both have one index, and on PostgreSQL the foreign key stands on that of one of them. */
    @ParameterizedTest
    @MethodSource("withForeignKeys")
    void aUniqueConstraintOverItsColumnsOutlivesIt(Dialect dialect) {
        var page = column("page", integer());
        var sequence = MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(
                                createTable(
                                        "sheet", page, primaryKey("sheet_pkey", "page"), unique("sheet_key", "page")),
                                createTable(
                                        "note",
                                        column("id", integer()),
                                        column("page", integer()),
                                        primaryKey("note_pkey", "id"),
                                        foreignKey("note_page_fkey", "page").references("sheet", "page")))),
                new NumberedMigration(
                        new MigrationId(2),
                        List.of(
                                dropPrimaryKey("sheet", primaryKey("sheet_pkey", "page")),
                                alterColumn("sheet", page, page.nullable())))));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into sheet (page) values (7)");
            database.execute("insert into note (id, page) values (1, 7)");
            migrator(database).migrate(sequence, null);

            assertThat(database.differences(sequence.replay())).isEmpty();
            database.execute("insert into sheet (page) values (null)");
            assertThatThrownBy(() -> database.execute("insert into sheet (page) values (7)"))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> database.execute("delete from sheet where page = 7"))
                    .isInstanceOf(RuntimeException.class);

            database.execute("delete from sheet where page is null");
            migrator(database).rollback(sequence, new MigrationId(2));
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("withForeignKeys")
    void aPrimaryKeyOverItsColumnsOutlivesAUniqueConstraint(Dialect dialect) {
        var sequence = MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(
                                createTable("sheet", column("page", integer()), unique("sheet_key", "page")),
                                createTable(
                                        "note",
                                        column("id", integer()),
                                        column("page", integer()),
                                        primaryKey("note_pkey", "id"),
                                        foreignKey("note_page_fkey", "page").references("sheet", "page")))),
                new NumberedMigration(
                        new MigrationId(2),
                        List.of(
                                addPrimaryKey("sheet", primaryKey("sheet_pkey", "page")),
                                dropUnique("sheet", unique("sheet_key", "page"))))));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into sheet (page) values (7)");
            database.execute("insert into note (id, page) values (1, 7)");
            migrator(database).migrate(sequence, null);
            assertThat(database.differences(sequence.replay())).isEmpty();

            migrator(database).rollback(sequence, null);
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
            assertThatThrownBy(() -> database.execute("insert into note (id, page) values (2, 8)"))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    /** It stands on the unique constraint when the primary key comes back, which is the younger one then. */
    @ParameterizedTest
    @MethodSource("withForeignKeys")
    void aUniqueConstraintThatCameBeforeItIsRolledBackAfterIt(Dialect dialect) {
        var key = unique("sheet_key", "page");
        var reference = foreignKey("note_page_fkey", "page").references("sheet", "page");
        var sequence = MigratorTest.sequence(
                List.of(
                        createTable(
                                "sheet",
                                column("page", integer()),
                                column("number", integer()),
                                primaryKey("sheet_pkey", "page")),
                        createTable("note", column("page", integer()), reference)),
                List.of(addUnique("sheet", key).concurrently()),
                List.of(
                        dropForeignKey("note", reference),
                        dropPrimaryKey("sheet", primaryKey("sheet_pkey", "page")),
                        addPrimaryKey("sheet", primaryKey("sheet_pkey", "number")),
                        addForeignKey("note", reference)));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into sheet (page, number) values (7, 1)");
            database.execute("insert into note (page) values (7)");

            migrator(database).migrate(sequence, null);
            migrator(database).rollback(sequence, new MigrationId(2));

            assertThat(database.differences(sequence.states().get(1))).isEmpty();
            assertThatThrownBy(() -> database.execute("insert into note (page) values (8)"))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    static Stream<Arguments> waysToDropAnIndex() {
        return withForeignKeys().flatMap(dialect -> Stream.of(true, false).map(way -> Arguments.of(dialect, way)));
    }

    /** On PostgreSQL the foreign key stands on the index, which is older than the unique constraint. */
    @ParameterizedTest
    @MethodSource("waysToDropAnIndex")
    void aUniqueConstraintOutlivesAUniqueIndexThatAForeignKeyStandsOn(Dialect dialect, boolean concurrently) {
        var index = uniqueIndex("sheet_idx", "page");
        var drop = concurrently
                ? dropIndex("sheet", index).concurrently()
                : dropIndex("sheet", index).inTransaction();
        var sequence = MigratorTest.sequence(
                List.of(
                        createTable("sheet", column("page", integer()), index),
                        createTable("note", column("page", integer()))),
                List.of(
                        addUnique("sheet", unique("sheet_key", "page")),
                        addForeignKey(
                                "note", foreignKey("note_page_fkey", "page").references("sheet", "page"))),
                List.of(drop));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(2));
            database.execute("insert into sheet (page) values (7)");
            database.execute("insert into note (page) values (7)");

            if (dialect == Dialect.POSTGRESQL && concurrently) {
                assertThatThrownBy(() -> database.migrator(new StopsBefore(2)).migrate(sequence, null))
                        .isInstanceOf(StopsBefore.Stopped.class);
            }
            migrator(database).migrate(sequence, null);

            assertThat(database.differences(sequence.replay())).isEmpty();
            assertThatThrownBy(() -> database.execute("insert into note (page) values (8)"))
                    .isInstanceOf(RuntimeException.class);
            migrator(database).rollback(sequence, new MigrationId(2));
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }
}
