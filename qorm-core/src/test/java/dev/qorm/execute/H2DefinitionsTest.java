package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL or MariaDB has and H2 has not stops a migration before its first statement. */
class H2DefinitionsTest {
    private static final Operation BOOK = createTable(
            "book",
            column("id", bigint()),
            column("title", varchar(20)),
            column("pages", nativeType("smallint")),
            check("book_pages_check", "pages > 0"),
            primaryKey("book_pkey", "id"));

    private static final Operation NOTE =
            addColumn("book", column("note", varchar(20)).nullable());

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(
                        addColumn("book", column("tag", nativeType("citext")).nullable()),
                        "Unknown data type: \"CITEXT\""),
                Arguments.of(
                        addColumn("book", column("token", uuid()).defaultExpression("gen_random_uuid()")),
                        "Function \"GEN_RANDOM_UUID\" not found"),
                Arguments.of(
                        addColumn("book", column("words", varchar(20)).generatedAs("to_tsvector(title)")),
                        "Function \"TO_TSVECTOR\" not found"),
                Arguments.of(
                        alterColumn(
                                "book",
                                column("title", varchar(20)),
                                column("title", nativeType("varchar(20) character set utf8mb4"))),
                        "Syntax error"),
                Arguments.of(addCheck("book", check("book_title_check", "title @> 'a'")), "Syntax error"),
                Arguments.of(
                        createTable("place", column("at", nativeType("point")), primaryKey("place_pkey", "at")),
                        "Unknown data type: \"POINT\""));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void areRefusedBeforeTheFirstStatement(Operation operation, String reason) {
        var change = sequence(List.of(BOOK), List.of(NOTE, operation));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(List.of(BOOK)), null);
            var before = database.introspect();

            assertThat(DryRun.obstacles(database, change))
                    .singleElement()
                    .asString()
                    .startsWith("'" + operation.describe() + "': ")
                    .endsWith(": " + reason);
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started: H2 does not accept these types or expressions:\n",
                            reason,
                            "runSql(\"…\").on(\"h2\").insteadOf(…)",
                            "None of this migration is applied");
            assertThat(database.introspect()).isEqualTo(before);
        }
    }

    /** What H2 has by hand, or by another type, is not in the way of what comes later; nor is what other databases run. */
    @Test
    void areNotLookedForInWhatIsThere() {
        var words = addColumn("book", column("words", nativeType("tsvector")).nullable());
        var byHand = runSql("alter table book add words varchar(20)").on("h2").insteadOf(words);
        var other = runSql("create extension citext").reversedBy("").on("postgresql");
        var cheap = addCheck("book", check("book_cheap_check", "pages < 900"));
        var rename = renameTable("book", "novel");
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator()
                    .migrate(sequence(List.of(BOOK), List.of(byHand), List.of(NOTE, cheap), List.of(rename)), null);

            assertThat(database.query("select words from novel")).isEmpty();
        }
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            var tag = addColumn("book", column("tag", nativeType("citext")).nullable());

            assertThat(DryRun.obstacles(database, sequence(List.of(BOOK, other, NOTE, tag))))
                    .containsExactly("'add column book.tag': citext: Unknown data type: \"CITEXT\"");
        }
    }

    /** Which a table of another name, that only the session sees, refuses. */
    @Test
    void mayNameTheTableAndReadOthers() {
        var named = addCheck("book", check("book_title_check", "book.title <> ''"));
        var reading = addCheck("book", check("book_id_check", "id in (select 1 union select 2)"));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(List.of(BOOK), List.of(NOTE, named, reading)), null);

            assertThatThrownBy(() -> database.execute("insert into book values (3, 'a', 1, null)"))
                    .hasMessageContaining("BOOK_ID_CHECK");
        }
    }

    /** A person's statement may make the type. */
    @Test
    void areNotLookedForBesideAStatementByHand() {
        var tag = addColumn("book", column("tag", nativeType("citext")).nullable());
        var domain = runSql("create domain citext as varchar_ignorecase(20)").reversedBy("drop domain citext");
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(List.of(BOOK), List.of(domain, tag)), null);

            assertThat(database.query("select tag from book")).isEmpty();
        }
    }
}
