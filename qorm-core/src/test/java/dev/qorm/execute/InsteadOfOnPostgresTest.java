package dev.qorm.execute;

import static dev.qorm.execute.InsteadOfTest.NOTE;
import static dev.qorm.execute.InsteadOfTest.STARS;
import static dev.qorm.execute.InsteadOfTest.posts;
import static dev.qorm.execute.InsteadOfTest.withPosts;
import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SQL in place of operations whose own statements would lose something, or refuse rows, on PostgreSQL. */
class InsteadOfOnPostgresTest {
    /** An index that no migration knows goes with a column, by whichever statement and under whichever name. */
    @Test
    void saysWhatPostgresqlTakesAwayWithIt() {
        try (var database = withPosts(Dialect.POSTGRESQL)) {
            database.execute("create index by_hand on post (lower(note))");
            var said = new ArrayList<String>();
            migrator(database, new MigrationListener() {
                        @Override
                        public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
                            said.addAll(losses);
                        }
                    })
                    .dryRun(
                            posts(
                                    runSql("alter table post rename to entry").insteadOf(renameTable("post", "entry")),
                                    runSql("alter table entry drop note").insteadOf(dropColumn("entry", NOTE))),
                            null,
                            Direction.APPLY);
            assertThat(said).containsExactly("the index by_hand of post");
        }
    }

    /** A text that spells no JSON, which qorm would not begin with. */
    @Test
    void postgresqlMakesJsonOfAnyText() {
        var text = column("note", text());
        var json = column("note", json());
        var sequence = sequence(
                List.of(createTable("post", column("id", bigint()), text, primaryKey("post_pkey", "id"))),
                List.of(
                        STARS,
                        runSql("alter table post alter note type jsonb using to_jsonb(note)")
                                .reversedBy("alter table post alter note type text using note #>> '{}'")
                                .on("postgresql")
                                .insteadOf(alterColumn("post", text, json))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into post (id, note) values (1, 'no \"JSON\"')");

            migrator(database).migrate(sequence, null);
            assertThat(database.query("select note from post")).containsExactly(List.of("\"no \\\"JSON\\\"\""));
            assertThat(database.differences(sequence.replay())).isEmpty();
            migrator(database).rollback(sequence, null);
            assertThat(database.query("select note from post")).containsExactly(List.of("no \"JSON\""));
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }
}
