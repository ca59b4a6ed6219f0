package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of columns that a unique constraint includes and to which a foreign key refers. */
class IncludedInTargetsTest {
    private static final Column NOTE = column("note", varchar(20)).nullable();
    private static final Column NEXT = column("next", integer()).nullable().generatedAs("id + 1");

    private static List<Operation> tables(Column note, Column next) {
        return List.of(
                createTable(
                        "author",
                        column("id", integer()),
                        column("code", varchar(20)),
                        note,
                        next,
                        primaryKey("author_pkey", "id"),
                        unique("author_code_key", "code").include("note", "next")),
                createTable(
                        "post",
                        column("id", integer()),
                        column("author", varchar(20)),
                        primaryKey("post_pkey", "id"),
                        foreignKey("post_author_fkey", "author").references("author", "code")));
    }

    private static void assertRuns(Dialect dialect, List<Operation> change, String query, String before, String after) {
        var first = tables(NOTE, NEXT);
        var way = sequence(first, change);
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(first), null);
            if (dialect == Dialect.SQLITE) {
                database.execute("pragma foreign_keys = on");
            }
            database.execute("insert into author (id, code, note) values (1, 'a', '7')");
            database.execute("insert into post values (1, 'a')");

            database.migrator().migrate(way, null);
            assertState(database, way.replay(), query, after);
            database.migrator().rollback(way, new MigrationId(2));
            assertState(database, sequence(first).replay(), query, before);
        }
    }

    private static void assertState(TestDatabase database, Schema schema, String query, String value) {
        assertThat(database.differences(schema)).isEmpty();
        assertThat(database.query(query)).containsExactly(List.of(value));
        assertThatThrownBy(() -> database.execute("insert into post values (2, 'z')"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static List<Operation> difference(Column note, Column next) {
        return SchemaDiffer.diff(
                Operation.replay(Schema.empty(), tables(NOTE, NEXT)),
                Operation.replay(Schema.empty(), tables(note, next)));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneIsComputedDifferently(Dialect dialect) {
        var change = difference(NOTE, NEXT.generatedAs("id + 2"));
        assertRuns(dialect, change, "select next from author", "2", "3");
    }

    /** PostgreSQL has the foreign key depend on the index of the constraint, which it makes anew. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneChangesItsType(Dialect dialect) {
        var query = "select note from author";
        assertRuns(dialect, difference(NOTE.type(varchar(40)), NEXT), query, "7", "7");
    }

    @Test
    void oneChangesItsExpressionOnPostgresql() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        var change = List.<Operation>of(alterColumn("author", NEXT, NEXT.generatedAs("id + 2")));
        assertRuns(Dialect.POSTGRESQL, change, "select next from author", "2", "3");
    }
}
