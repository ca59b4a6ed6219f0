package dev.qorm.dialect;

import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameConstraint;
import static dev.qorm.operation.Operations.renameIndex;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renames on tables with rows: all that is over the renamed thing follows, and nothing is lost. */
class RenamesOnRowsTest {
    private static final Table WRITER = Table.of(
            "writer",
            column("id", bigint()).autoIncrement(),
            column("name", varchar(20)),
            column("mood", enumeration("GOOD", "BAD")).defaultValue("GOOD"),
            column("score", integer()),
            column("twice", integer()).generatedAs("score * 2"),
            primaryKey("writer_pkey", "id"),
            unique("writer_name_key", "name"),
            index("writer_score_idx", "score"),
            check("writer_name_check", "name <> ''"),
            check("writer_score_check", "score > 0"));
    private static final Table BOOK = Table.of(
            "book",
            column("isbn", varchar(20)),
            column("writer_id", bigint()),
            column("mentor", varchar(20)).nullable(),
            primaryKey("book_pkey", "isbn"),
            index("book_writer_id_idx", "writer_id"),
            foreignKey("book_writer_id_fkey", "writer_id").references("writer", "id"),
            foreignKey("book_mentor_fkey", "mentor").references("writer", "name"));

    static Stream<Arguments> renamesOnEachDatabase() {
        var renames = Stream.<List<Operation>>of(
                List.of(renameTable("writer", "author")),
                List.of(renameTable("writer", "order"), renameColumn("order", "name", "group")),
                List.of(renameTable("book", "Buch")),
                List.of(renameColumn("writer", "name", "full_name")),
                List.of(renameColumn("writer", "id", "writer_no")),
                List.of(renameColumn("writer", "mood", "state")),
                List.of(renameColumn("writer", "score", "place")),
                List.of(renameColumn("writer", "score", "Rang")),
                List.of(renameColumn("book", "writer_id", "author_id")),
                List.of(renameColumn("book", "isbn", "mentor_"), renameColumn("book", "mentor", "isbn")),
                List.of(renameIndex("writer", "writer_score_idx", "by_score")),
                List.of(renameConstraint("writer", "writer_pkey", "writer_key")),
                List.of(renameConstraint("writer", "writer_name_key", "one_name")),
                List.of(renameConstraint("writer", "writer_score_check", "positive")),
                List.of(renameConstraint("book", "book_writer_id_fkey", "written_by")));
        var all = renames.toList();
        return TestDatabase.dialects()
                .flatMap(dialect -> all.stream().map(operations -> Arguments.of(dialect, operations)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("renamesOnEachDatabase")
    void leadThereAndBackAndKeepTheRows(Dialect dialect, List<Operation> operations) {
        try (var database = new Driven(dialect)) {
            database.create(WRITER, BOOK)
                    .run(
                            "insert into writer (name, mood, score) values ('Ada', 'BAD', 1)",
                            "insert into book (isbn, writer_id, mentor) values ('1-2-3', 1, 'Ada')");
            var before = rows(database);

            database.apply(operations).check();
            database.reverse(operations).check();

            assertThat(rows(database)).isEqualTo(before);
            database.run("insert into writer (name, score) values ('Grace', 2)");
            assertThat(database.query("select id, mood, twice from writer where name = 'Grace'"))
                    .containsExactly(List.of("2", "GOOD", "4"));
        }
    }

    private static List<List<List<String>>> rows(Driven database) {
        return List.of(database.query("select * from writer"), database.query("select * from book"));
    }
}
