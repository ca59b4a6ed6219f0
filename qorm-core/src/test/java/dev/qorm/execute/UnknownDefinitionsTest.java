package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.SentStatements;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL or the sibling has, and MariaDB or MySQL has not, stops a migration before its first statement. */
class UnknownDefinitionsTest {
    private static final Operation BOOK = createTable(
            "book",
            column("id", bigint()),
            column("title", varchar(20)),
            column("code", character(4)),
            column("pages", integer()),
            column("sold", bool()),
            column("summary", nativeType("mediumtext")).nullable(),
            primaryKey("book_pkey", "id"));

    private static final Operation NOTE =
            addColumn("book", column("note", varchar(20)).nullable());

    private static Stream<Arguments> each(Operation operation, String... reasons) {
        return TestDatabase.mySqlFamily()
                .filter(dialect -> reasons.length == 1 || dialect == Dialect.MYSQL || !reasons[1].isEmpty())
                .map(dialect -> Arguments.of(
                        dialect, operation, dialect == Dialect.MYSQL || reasons.length == 1 ? reasons[0] : reasons[1]));
    }

    static Stream<Arguments> foreign() {
        var syntax = "You have an error in your SQL syntax";
        var byCheck = "An expression of a check constraint 'book_words_check' contains disallowed function";
        return Stream.of(
                        each(
                                addColumn(
                                        "book",
                                        column("data", nativeType("jsonb")).nullable()),
                                syntax,
                                "jsonb: Unknown data type: 'jsonb'"),
                        each(
                                alterColumn(
                                        "book", column("title", varchar(20)), column("title", nativeType("citext"))),
                                syntax,
                                "Unknown data type: 'citext'"),
                        each(
                                addColumn(
                                        "book",
                                        column("at", nativeType("timestamp(9)")).nullable()),
                                "Too-big precision 9 specified for 'at'. Maximum is 6.",
                                "Too big precision specified for 'at'. Maximum is 6"),
                        each(
                                addColumn(
                                        "book",
                                        column("sort", nativeType("varchar(9) collate nocase"))
                                                .nullable()),
                                "Unknown collation: 'nocase'"),
                        each(
                                addColumn("book", column("token", uuid()).defaultExpression("gen_random_uuid()")),
                                "Default value expression of column 'token' contains a disallowed function:"
                                        + " \"gen_random_uuid\".",
                                "Function or expression '\"gen_random_uuid\"()' cannot be used in the DEFAULT clause of"
                                        + " `token`"),
                        each(addColumn("book", column("due", date()).defaultExpression("now()::date")), syntax),
                        each(
                                addColumn(
                                        "book",
                                        column("data", nativeType("json")).defaultValue("{}")),
                                "the default {}: BLOB, TEXT, GEOMETRY or JSON column 'data' can't have a default value",
                                ""),
                        each(
                                addColumn("book", column("data", nativeType("json")))
                                        .backfill("{}"),
                                "the value {}: BLOB, TEXT, GEOMETRY or JSON column 'data' can't have a default value",
                                ""),
                        each(
                                createTable(
                                        "place",
                                        column("name", nativeType("mediumtext")),
                                        primaryKey("place_pkey", "name")),
                                "BLOB/TEXT column 'name' used in key specification without a key length"),
                        each(
                                addColumn("book", column("words", varchar(20)).generatedAs("to_tsvector(title)")),
                                "Expression of generated column 'words' contains a disallowed function:"
                                        + " \"to_tsvector\".",
                                "Function or expression '\"to_tsvector\"()' cannot be used in the GENERATED ALWAYS AS"
                                        + " clause of `words`"),
                        each(
                                addCheck("book", check("book_words_check", "to_tsvector(title) <> ''")),
                                byCheck + ": \"to_tsvector\".",
                                "Function or expression '\"to_tsvector\"()' cannot be used in the CHECK clause of"
                                        + " `book_words_check`"),
                        each(addCheck("book", check("book_title_check", "title ~ '^a'")), "title ~ '^a': " + syntax),
                        each(
                                addCheck("book", check("book_pages_check", "pages in (select 1)")),
                                "An expression of a check constraint 'book_pages_check' contains disallowed function.",
                                "Function or expression 'select ...' cannot be used in the CHECK clause of"
                                        + " `book_pages_check`"),
                        each(
                                addColumn("book", column("token", varchar(40)))
                                        .backfillSql("coalesce(note, gen_random_uuid())"),
                                "coalesce(note, gen_random_uuid()): FUNCTION"),
                        each(
                                alterColumn(
                                                "book",
                                                column("summary", nativeType("mediumtext"))
                                                        .nullable(),
                                                column("summary", nativeType("mediumtext")))
                                        .backfillSql("title::text"),
                                "title::text: " + syntax),
                        each(
                                createIndex("book", index("book_summary_idx", "summary")),
                                "book_summary_idx: BLOB/TEXT column 'summary' used in key specification without a key"
                                        + " length",
                                ""),
                        each(
                                addUnique("book", unique("book_summary_key", "summary")),
                                "book_summary_key: BLOB/TEXT column 'summary' used in key specification without a key"
                                        + " length",
                                ""),
                        each(
                                createTable(
                                        "place",
                                        column("id", bigint()),
                                        column("at", nativeType("tsrange")),
                                        primaryKey("place_pkey", "id")),
                                syntax,
                                "tsrange: Unknown data type: 'tsrange'"),
                        each(
                                createTable(
                                        "place",
                                        column("id", bigint()),
                                        column("a", nativeType("varchar(9000)")),
                                        column("b", nativeType("varchar(9000)")),
                                        primaryKey("place_pkey", "id")),
                                "Row size too large. The maximum row size for the used table type, not counting BLOBs, is"
                                        + " 65535."))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void areRefusedBeforeTheFirstStatement(Dialect dialect, Operation operation, String reason) {
        var change = sequence(List.of(BOOK), List.of(NOTE, operation));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(List.of(BOOK)), null);
            var before = database.introspect();

            assertThat(DryRun.obstacles(database, change))
                    .singleElement()
                    .asString()
                    .startsWith("'" + operation.describe() + "': ")
                    .contains(": " + reason)
                    .doesNotContain("qorm_");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started: " + dialect.displayName()
                                    + " does not accept these types or expressions:\n  '" + operation.describe()
                                    + "': ",
                            "runSql(\"…\").on(\"" + dialect.urlName() + "\").insteadOf(…)",
                            "None of this migration is applied");
            assertThat(database.introspect()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areAllNamed(Dialect dialect) {
        var place = createTable(
                "place",
                column("id", bigint()),
                column("at", nativeType("tsrange")),
                column("tag", varchar(20)).defaultExpression("md5(random()::text)"),
                check("place_tag_check", "tag ~ '^a'"),
                primaryKey("place_pkey", "id"));
        try (var database = TestDatabase.fresh(dialect)) {
            assertThat(DryRun.obstacles(database, sequence(List.of(BOOK, place))))
                    .extracting(found -> found.replaceFirst(": [^:]*(?:syntax|Unknown).*", ""))
                    .containsExactly(
                            "'create table place': tsrange",
                            "'create table place': md5(random()::text)",
                            "'create table place': tag ~ '^a'");
        }
    }

    /** What the database takes, in a table of any charset, over what is there and over what a migration brings before. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotSeenInWhatTheDatabaseTakes(Dialect dialect) {
        var change = List.<Operation>of(
                NOTE,
                addColumn("book", column("long", nativeType("varchar(30000)")).nullable()),
                addColumn("book", column("kind", nativeType("enum('a','b')")).defaultValue("a")),
                addColumn("book", column("size", nativeType("bigint unsigned")).nullable()),
                addColumn("book", column("seen", nativeType("timestamp")).defaultExpression("current_timestamp")),
                addColumn("book", column("made", timestamp(6)).defaultExpression("current_timestamp(6)")),
                addColumn("book", column("slug", varchar(40)))
                        .backfillSql(
                                "concat(book.title, '''\\\\', (select count(*) from qorm_history h where h.migration <> book.title))"),
                addColumn("book", column("day", date()).defaultExpression("current_date")),
                addColumn("book", column("token", uuid()).defaultExpression("uuid()")),
                addColumn("book", column("twice", integer()).generatedAs("pages * 2")),
                addColumn("book", column("fourfold", integer()).generatedAs("twice * 2")),
                addCheck("book", check("book_title_check", "book.title <> '' and book.pages + pages > 0")),
                addCheck("book", check("book_sold_check", "sold in (true, false) or note is null")),
                createIndex("book", index("book_size_idx", "size", "title")),
                createTable(
                        "page",
                        column("id", nativeType("int unsigned")),
                        column("text", nativeType("mediumtext character set latin1")),
                        column("spot", nativeType("point")),
                        column("length", integer()).generatedAs("char_length(text)"),
                        check("page_length_check", "page.length < 9000"),
                        primaryKey("page_pkey", "id")));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(
                    "create table book (id bigint primary key, title varchar(20) not null, code char(4) not null,"
                            + " pages int not null, sold tinyint(1) not null, summary mediumtext) character set latin1");
            database.migrator()
                    .fake(
                            sequence(List.of(BOOK)),
                            new MigrationId(1),
                            MigrationListener.Direction.APPLY,
                            (connection, expected) -> {});
            assertThat(DryRun.obstacles(database, sequence(List.of(BOOK), change)))
                    .isEmpty();

            database.migrator().migrate(sequence(List.of(BOOK), change), null);

            assertThat(database.query("select fourfold, token, seen from book")).isEmpty();
        }
    }

    /** What stands under a name by hand may be something else than the migrations say. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotLookedForBesideAStatementByHandNorOverWhatItMade(Dialect dialect) {
        var words = addColumn("book", column("words", nativeType("tsvector")).nullable());
        var byHand = runSql("alter table book add words varchar(20)")
                .on(dialect.urlName())
                .insteadOf(words);
        var over = addCheck("book", check("book_words_check", "words <> ''"));
        var index = createIndex("book", index("book_words_idx", "words"));
        var computed = addColumn("book", column("first", varchar(1)).generatedAs("left(words, 1)"));
        try (var database = TestDatabase.fresh(dialect)) {
            var all = sequence(List.of(BOOK), List.of(byHand, NOTE), List.of(over, index, computed));

            database.migrator().migrate(all, null);

            assertThat(database.query("select words, first from book")).isEmpty();
        }
    }

    /** The rights that qorm asks for are without that of temporary tables. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotLookedForByAUserWhoMayNot(Dialect dialect) {
        var token = addColumn("book", column("token", uuid()).defaultExpression("uuid()"));
        try (var database = TestDatabase.fresh(dialect)) {
            var user = database.asUserWith(
                    "select, insert, update, delete, create, alter, drop, index, references, show view, trigger");
            var migrator =
                    new Migrator(user, dialect, Duration.ofSeconds(5), MigrationListener.SILENT, Clock.systemUTC());

            migrator.migrate(sequence(List.of(BOOK), List.of(NOTE, token)), null);

            assertThat(database.query("select token from book")).isEmpty();
        }
    }

    /** A statement that is refused alone leaves nothing behind, and what qorm has on all databases is known. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotAskedAboutWithoutNeed(Dialect dialect) {
        var made = addColumn("book", column("made", timestamp(6)).defaultExpression("current_timestamp(6)"));
        var data = addColumn("book", column("data", nativeType("json")).nullable());
        var size =
                addColumn("book", column("size", nativeType("bigint unsigned")).nullable());
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(List.of(BOOK), List.of(NOTE)), null);

            assertThat(tablesTried(database, sequence(List.of(BOOK), List.of(NOTE), List.of(made, NOTE.reverse()))))
                    .isZero();
            assertThat(tablesTried(
                            database,
                            sequence(List.of(BOOK), List.of(NOTE), List.of(made, NOTE.reverse()), List.of(data))))
                    .isZero();
            assertThat(tablesTried(
                            database,
                            sequence(
                                    List.of(BOOK),
                                    List.of(NOTE),
                                    List.of(made, NOTE.reverse()),
                                    List.of(data),
                                    List.of(size, NOTE))))
                    .isOne();
        }
    }

    /** How many tables the server is asked for by a run that creates none. */
    private static long tablesTried(TestDatabase database, MigrationSequence sequence) {
        var sent = new SentStatements();
        new Migrator(
                        sent.of(database.database()),
                        database.dialect(),
                        Duration.ofSeconds(5),
                        MigrationListener.SILENT,
                        Clock.systemUTC())
                .migrate(sequence, null);
        assertThat(sent.stream()).anyMatch(sql -> sql.startsWith("alter table `book` "));
        return sent.stream()
                .filter(sql -> sql.startsWith("create temporary table"))
                .count();
    }
}
