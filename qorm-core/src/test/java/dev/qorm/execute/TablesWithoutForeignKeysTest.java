package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Relations of tables that somebody gave another engine, or partitions. */
class TablesWithoutForeignKeysTest {
    private static final List<Operation> TABLES = List.of(
            createTable(
                    "post",
                    column("id", integer()),
                    column("author_id", integer()).nullable(),
                    primaryKey("post_pkey", "id")),
            createTable(
                    "author",
                    column("id", integer()),
                    column("boss_id", integer()).nullable(),
                    primaryKey("author_pkey", "id")));
    private static final Operation SIZE =
            addColumn("post", column("size", integer()).nullable());
    private static final Operation RELATION =
            addForeignKey("post", foreignKey("post_author_fkey", "author_id").references("author", "id"));

    private static TestDatabase with(Dialect dialect, String change) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(TABLES), null);
        database.execute(change);
        return database;
    }

    /** The server would refuse the key after the column is added. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRelationToATableOfMyIsamIsNotStarted(Dialect dialect) {
        var change = sequence(TABLES, List.of(SIZE, RELATION));
        try (var database = with(dialect, "alter table author engine = MyISAM")) {
            assertThat(DryRun.obstacles(database, change))
                    .containsExactly(
                            "'add foreign key post_author_fkey on post(author_id) to author(id)': the table author is in MyISAM");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started: its foreign keys begin or end at tables that cannot have foreign keys",
                            "engine = InnoDB",
                            "None of this migration is applied");
            assertThat(database.introspect().table("post").columns()).hasSize(2);

            database.execute("alter table author engine = InnoDB");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** The server would accept the key, and silently not create it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRelationOfATableOfMyIsamIsNotStarted(Dialect dialect) {
        var change = sequence(
                TABLES,
                List.of(
                        renameTable("post", "article"),
                        addForeignKey(
                                "article",
                                foreignKey("post_author_fkey", "author_id").references("author", "id"))));
        try (var database = with(dialect, "alter table post engine = MyISAM")) {
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("to author(id)': the table post is in MyISAM");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRelationOfAPartitionedTableIsNotStarted(Dialect dialect) {
        var change = sequence(TABLES, List.of(SIZE, RELATION));
        try (var database = with(dialect, "alter table post partition by hash (id) partitions 2")) {
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll("the table post is partitioned", "remove partitioning");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aNewTableThatRefersToAPartitionedOneIsNotStarted(Dialect dialect) {
        var change = sequence(
                TABLES,
                List.of(
                        SIZE,
                        createTable(
                                "badge",
                                column("id", integer()),
                                primaryKey("badge_pkey", "id"),
                                foreignKey("badge_fkey", "id").references("badge", "id"),
                                foreignKey("badge_author_fkey", "id").references("author", "id"))));
        try (var database = with(dialect, "alter table author partition by key () partitions 2")) {
            assertThat(DryRun.obstacles(database, change))
                    .containsExactly("'create table badge': the table author is partitioned");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("'create table badge': the table author is partitioned");
        }
    }

    /** SQL of the migration may convert the table, in the run before as well. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theMigrationMayConvertTheTable(Dialect dialect) {
        var convert = runSql("alter table author engine = InnoDB").reversedBy("alter table author engine = MyISAM");
        var worsen = runSql("alter table author engine = MyISAM").reversedBy("alter table author engine = InnoDB");
        try (var database = with(dialect, "alter table author engine = MyISAM")) {
            assertThat(database.migrator().migrate(sequence(TABLES, List.of(convert, RELATION)), null))
                    .hasSize(1);
        }
        try (var database = with(dialect, "alter table post comment ''")) {
            var change = sequence(TABLES, List.of(SIZE), List.of(worsen), List.of(RELATION));
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("Migration0004 was not started");
        }
    }

    /** What is in another engine may have no relation, and change in all other ways. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void theOtherTablesMayHaveRelations(Dialect dialect) {
        var self = addForeignKey(
                "author", foreignKey("author_boss_fkey", "boss_id").references("author", "id"));
        try (var database = with(dialect, "alter table post engine = MyISAM")) {
            assertThat(database.migrator().migrate(sequence(TABLES, List.of(SIZE, self)), null))
                    .hasSize(1);
        }
    }
}
