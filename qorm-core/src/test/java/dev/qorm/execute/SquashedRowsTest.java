package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.Squasher;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.Rows;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that a person's statements make, in a database made by a squash and in one made by those for which it stands. */
class SquashedRowsTest {
    private static final Operation TWO_AUTHORS =
            runSql("insert into author (id, name) values (1, 'Ada'), (2, null)").reversedBy("delete from author");

    private static CreateTable table(String name, TableElement... elements) {
        var all = new ArrayList<TableElement>(List.of(column("id", bigint())));
        all.addAll(List.of(elements));
        all.add(primaryKey(name + "_pkey", "id"));
        return createTable(name, all.toArray(TableElement[]::new));
    }

    private static TableElement name() {
        return column("name", varchar(20)).nullable();
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void valuesThatAreReadFromATableThatComesAndGoes(Dialect dialect) {
        var land = column("land", bigint()).nullable();
        assertSameRows(
                dialect,
                table("author", name()),
                TWO_AUTHORS,
                table("land", column("code", bigint())),
                addColumn("author", land).backfillSql("(select count(code) from land)"),
                renameColumn("land", "code", "number"),
                dropColumn("author", land).reversedBySql("(select count(number) from land)"),
                table("land", column("number", bigint())).reverse());
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void namesOfIndexesThatTablesGetLater(Dialect dialect) {
        assertSameRows(
                dialect,
                table("author", name()),
                TWO_AUTHORS,
                createIndex("author", index("post", "name")),
                dropIndex("author", index("post", "name")),
                table("post"),
                addColumn("post", column("title", varchar(9)).nullable()));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void valuesOfAnEnumerationThatAreNew(Dialect dialect) {
        var two = column("state", enumeration("A", "B")).defaultValue("A");
        var three = column("state", enumeration("A", "B", "C")).defaultValue("A");
        assertSameRows(
                dialect,
                table("author", name(), two),
                TWO_AUTHORS,
                alterColumn("author", two, three),
                runSql("update author set state = 'C' where id = 1").reversedBy("update author set state = 'A'"),
                renameTable("author", "writer"),
                renameColumn("writer", "state", "mood"),
                runSql("update writer set mood = 'C' where id = 2").reversedBy(""));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void rowsThatAreMovedThroughAView(Dialect dialect) {
        var view = "create view names as select id, name from author";
        assertSameRows(
                dialect,
                table("author", name()),
                TWO_AUTHORS,
                runSql(view).reversedBy("drop view names"),
                addColumn("author", column("age", bigint()).nullable()),
                table(
                        "post",
                        column("author_id", bigint()),
                        foreignKey("post_author_fkey", "author_id").references("author", "id")),
                addColumn("post", column("title", varchar(20)).nullable()),
                runSql("insert into post (id, author_id, title) select id, id, name from names")
                        .reversedBy("delete from post"),
                runSql("drop view names").reversedBy(view),
                dropColumn("author", column("name", varchar(20)).nullable()),
                addColumn("author", column("name", varchar(7)).defaultValue("q")));
    }

    private static void assertSameRows(Dialect dialect, Operation... operations) {
        var each = new ArrayList<NumberedMigration>();
        for (var operation : operations) {
            each.add(new NumberedMigration(new MigrationId(each.size() + 1), List.of(operation)));
        }
        var oneByOne = MigrationSequence.of(each);
        var squash = MigrationSequence.of(List.of(
                new NumberedMigration(new MigrationId(operations.length, true), Squasher.squash(List.of(operations)))));
        var schema = oneByOne.replay();
        try (var old = TestDatabase.fresh(dialect);
                var young = TestDatabase.fresh(dialect)) {
            migrator(old).migrate(oneByOne, null);
            migrator(young).migrate(squash, null);

            assertThat(old.differences(schema)).isEmpty();
            assertThat(young.differences(schema)).isEmpty();
            assertThat(new Rows(young).read(schema.tables())).isEqualTo(new Rows(old).read(schema.tables()));

            migrator(young).rollback(squash, null);
            assertThat(young.differences(Schema.empty())).isEmpty();
        }
    }
}
