package dev.qorm.testing;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.commentTable;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.desc;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.operation.Operations.ForeignKeyFrom;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Table;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Migrations of a small library of authors and books with rows in it, each for every database. A new database has to
 * pass them all.
 */
public final class OperationCases {
    static final Column PAGES = column("pages", integer());
    static final Column NOTE = column("note", varchar(40)).nullable();
    private static final Column LENT = column("lent", timestamp());
    private static final Column CODE = column("code", varchar(10));
    private static final ForeignKey WRITER =
            new ForeignKeyFrom("book_author_fk", List.of("author_id")).references("author", "id");

    public static final Table AUTHOR = Table.of(
            "author",
            column("id", bigint()).autoIncrement(),
            column("name", varchar(40)),
            CODE,
            primaryKey("author_pk", "id"),
            unique("author_code_uq", "code"));
    public static final Table BOOK = Table.of(
            "book",
            column("id", integer()),
            column("author_id", bigint()).nullable(),
            PAGES,
            NOTE,
            column("twice", integer()).nullable().generatedAs("pages * 2"),
            primaryKey("book_pk", "id"),
            index("book_pages_ix", asc("pages"), desc("note")),
            check("book_pages_ck", "pages > 0"),
            WRITER);
    public static final List<String> ROWS = List.of(
            "insert into author (name, code) values ('Ada', 'A1')",
            "insert into author (name, code) values ('It''s \\ me', 'B2')",
            "insert into book (id, author_id, pages, note) values (1, 1, 10, 'n')",
            "insert into book (id, author_id, pages, note) values (2, 2, 20, null)",
            "insert into book (id, author_id, pages, note) values (3, null, 30, 'x y')");

    private static final String NEW_COUNTED = "a counted column";
    private static final String NEW_COUNTED_WITH_NUMBERS = "a counted column whose rows have numbers of their own";
    private static final String COUNTED_IN_NO_KEY = "a counted key that gives way to another one";

    private OperationCases() {}

    /**
     * A migration.
     *
     * @param name what it does
     * @param operations its operations
     */
    public record Case(String name, List<Operation> operations) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, Operation... operations) {
        return new Case(name, List.of(operations));
    }

    private static Operation pages(Column to) {
        return alterColumn("book", PAGES, to);
    }

    private static Operation note(Column to) {
        return alterColumn("book", NOTE, to);
    }

    /** The migrations that a database can have: SQLite counts primary keys only, and not all index expressions. */
    public static Stream<Case> on(Dialect dialect) {
        return Stream.of(
                        all().stream(),
                        TestDatabase.hasExpressionIndexes(dialect) ? ExpressionCases.all().stream() : Stream.<Case>of(),
                        KeyCases.on(dialect))
                .flatMap(cases -> cases)
                .filter(each -> dialect != Dialect.SQLITE
                        || !List.of(NEW_COUNTED, NEW_COUNTED_WITH_NUMBERS, COUNTED_IN_NO_KEY)
                                .contains(each.name()));
    }

    private static List<Case> all() {
        return List.of(
                of("a table", createTable("tag", column("id", integer()), primaryKey("tag_pk", "id"))),
                of(
                        "a table with comments and a default",
                        createTable(
                                        "tag",
                                        column("id", integer()).comment("it's"),
                                        column("at", timestamp()).defaultExpression("current_timestamp"))
                                .comment("ä \\ \"tag\"")),
                of("a table that goes", dropTable("book", parts(BOOK))),
                of("a table's comment", commentTable("book", null, "a book")),
                of(
                        "a nullable column",
                        addColumn("book", column("isbn", varchar(13)).nullable())),
                of(
                        "a column with a default",
                        addColumn("book", column("stars", smallint()).defaultValue(5))),
                of(
                        "a column with a backfill and no default",
                        addColumn("book", column("stars", smallint())).backfill(4)),
                of(
                        "a column with a value of its own for each row, and a key over it",
                        addColumn("book", column("slug", varchar(20)).comment("in URLs"))
                                .backfillSql("concat('b-', pages, ',', coalesce(note, '-'))"),
                        addUnique("book", unique("book_slug_uq", "slug"))),
                of(
                        "a nullable column with a value of its own for each row and a default",
                        addColumn("book", column("size", integer()).nullable().defaultValue(7))
                                .backfillSql("pages + id")),
                of(
                        "a column that becomes NOT NULL with a value of its own for each row",
                        alterColumn("book", NOTE, NOTE.nullable(false)).backfillSql("concat('no ', pages)")),
                of(
                        "a column with a backfill and another default",
                        addColumn("book", column("stars", smallint()).defaultValue(5))
                                .backfill(4)),
                of(
                        "a computed column",
                        addColumn("book", column("half", integer()).nullable().generatedAs("pages / 2"))),
                of(
                        "a column with a comment",
                        addColumn("book", column("isbn", text()).nullable().comment("13"))),
                of(NEW_COUNTED, addColumn("book", column("nr", bigint()).autoIncrement())),
                of(
                        NEW_COUNTED_WITH_NUMBERS,
                        addColumn("book", column("nr", bigint()).autoIncrement().comment("nth"))
                                .backfillSql("pages + id")),
                of("a column that goes", dropColumn("author", column("name", varchar(40)))),
                of("a wider integer that computes and is checked", pages(PAGES.type(bigint()))),
                of("a default", pages(PAGES.defaultValue(7))),
                of(
                        "a default that changes with the type",
                        pages(PAGES.defaultValue(7)),
                        alterColumn(
                                "book",
                                PAGES.defaultValue(7),
                                PAGES.type(bigint()).defaultValue(8))),
                of("a nullable column of what was not", pages(PAGES.nullable())),
                of("a column's comment", pages(PAGES.comment("it's \"n\" \\"))),
                of(
                        "a column that must have a value",
                        alterColumn("book", NOTE, NOTE.nullable(false)).backfill("none")),
                of("a longer text in an index", note(NOTE.type(varchar(200)))),
                of(
                        "another collation of a text in an index and of one in a key, which H2 has not, and a default",
                        note(RandomSchemas.collated(NOTE)),
                        alterColumn("author", CODE, RandomSchemas.collated(CODE)),
                        pages(PAGES.defaultValue(7))),
                of(
                        "a shorter text in an index, with a value for what does not fit",
                        alterColumn("book", NOTE, NOTE.type(varchar(2))).backfill("-")),
                of(
                        "a shorter text that must have a value",
                        alterColumn("book", NOTE, NOTE.type(varchar(2)).nullable(false))
                                .backfill("-")),
                of(
                        "a short decimal of an integer, by way of a long one",
                        alterColumn("book", PAGES, PAGES.type(decimal(4, 2))).backfill(2)),
                of(
                        "a text of a few values, with one for all others",
                        alterColumn("author", CODE, CODE.type(enumeration("A1", "C3")))
                                .backfill("C3")),
                of(
                        "a number of what only an expression makes one of a text",
                        alterColumn("book", NOTE, NOTE.type(integer())).backfillSql("concat('1', pages)")),
                of(
                        "a time that becomes a moment again by an expression",
                        addColumn("book", LENT).backfill(LocalDateTime.of(2026, 1, 31, 12, 30)),
                        alterColumn("book", LENT, LENT.type(time())).reversedBySql("concat('1970-01-01 ', lent)")),
                of("a column that is computed now", note(NOTE.type(integer()).generatedAs("pages + 1"))),
                of(
                        "a column that is no longer computed",
                        alterColumn(
                                "book",
                                BOOK.column("twice"),
                                column("twice", integer()).nullable())),
                of(
                        "a column that is computed in another way",
                        alterColumn(
                                "book",
                                BOOK.column("twice"),
                                column("twice", integer()).nullable().generatedAs("pages * 3"))),
                of(
                        "a counted key",
                        alterColumn(
                                "book",
                                column("id", integer()),
                                column("id", integer()).autoIncrement())),
                of(
                        "a key that is no longer counted",
                        alterColumn("author", AUTHOR.column("id"), column("id", bigint()))),
                of(
                        "a counted key with a comment",
                        alterColumn(
                                "book",
                                column("id", integer()),
                                column("id", integer()).autoIncrement().comment("n"))),
                of(
                        "all at once",
                        alterColumn(
                                        "book",
                                        NOTE,
                                        column("note", varchar(90))
                                                .defaultValue("d")
                                                .comment("c"))
                                .backfill("b")),
                of(
                        "a primary key that goes and comes",
                        dropPrimaryKey("book", BOOK.primaryKey()),
                        addPrimaryKey("book", primaryKey("book_pk2", "id", "pages"))),
                of(
                        COUNTED_IN_NO_KEY,
                        dropForeignKey("book", WRITER),
                        dropPrimaryKey("author", AUTHOR.primaryKey()),
                        addPrimaryKey("author", primaryKey("author_pk", "code", "name"))),
                of("a unique constraint", addUnique("book", unique("book_uq", "author_id", "pages"))),
                of(
                        "a unique constraint that goes",
                        dropUnique("author", AUTHOR.uniques().get("author_code_uq"))),
                of("an index", createIndex("book", index("book_ix", desc("author_id"), asc("id")))),
                of("a unique index", createIndex("book", uniqueIndex("book_ix", "pages"))),
                of("an index that goes", dropIndex("book", BOOK.indexes().get("book_pages_ix"))),
                of("a check", addCheck("book", check("book_ck", "note <> '?' or note is null"))),
                of(
                        "a foreign key with actions",
                        addColumn("book", column("other", bigint()).nullable()),
                        addForeignKey(
                                "book",
                                foreignKey("book_other_fk", "other")
                                        .references("author", "id")
                                        .onDelete(ReferentialAction.SET_NULL)
                                        .onUpdate(ReferentialAction.CASCADE))),
                of(
                        "a foreign key to the table itself",
                        addColumn("book", column("parent", integer()).nullable()),
                        addForeignKey(
                                "book",
                                foreignKey("book_parent_fk", "parent")
                                        .references("book", "id")
                                        .onDelete(ReferentialAction.CASCADE))),
                of(
                        "a foreign key to a unique constraint",
                        addColumn("book", column("by", varchar(10)).nullable()),
                        addForeignKey("book", foreignKey("book_by_fk", "by").references("author", "code"))),
                of("a foreign key that goes", dropForeignKey("book", WRITER)),
                of(
                        "an index that a foreign key may use, which goes again",
                        dropForeignKey("book", WRITER),
                        createIndex("book", index("book_author_ix", "author_id")),
                        addForeignKey("book", WRITER),
                        dropIndex("book", index("book_author_ix", "author_id"))),
                of(
                        "a unique constraint on a foreign key, which goes again",
                        addUnique("book", unique("book_author_uq", "author_id")),
                        dropUnique("book", unique("book_author_uq", "author_id"))),
                of(
                        "both ends of a foreign key become texts",
                        alterColumn("author", AUTHOR.column("id"), column("id", bigint())),
                        alterColumn("author", column("id", bigint()), column("id", varchar(36))),
                        alterColumn(
                                "book",
                                BOOK.column("author_id"),
                                column("author_id", varchar(36)).nullable())),
                of(
                        "both ends of a foreign key become narrower",
                        alterColumn(
                                "author",
                                AUTHOR.column("id"),
                                column("id", integer()).autoIncrement()),
                        alterColumn(
                                "book",
                                BOOK.column("author_id"),
                                column("author_id", integer()).nullable())),
                of(
                        "a foreign key changes its types and goes",
                        alterColumn("author", AUTHOR.column("id"), column("id", bigint())),
                        alterColumn("author", column("id", bigint()), column("id", varchar(36))),
                        alterColumn(
                                "book",
                                BOOK.column("author_id"),
                                column("author_id", varchar(36)).nullable()),
                        dropForeignKey("book", WRITER)),
                of(
                        "a statement",
                        runSql("update book set note = 'a?{0}' where id = 99")
                                .reversedBy("update book set note = 'b' where id = 99")),
                of(
                        "an identifier as a text key",
                        addColumn("book", column("uid", uuid()).nullable()),
                        addUnique("book", unique("book_uid_uq", "uid"))),
                of(
                        "indexes that are built and dropped concurrently",
                        createIndex("book", uniqueIndex("book_ix", "pages", "id"))
                                .concurrently(),
                        createIndex("author", index("author_ix", desc("name"))).concurrently(),
                        dropIndex("book", BOOK.indexes().get("book_pages_ix")).concurrently()),
                of(
                        "keys and checks that come and go concurrently",
                        addUnique("book", unique("book_uq", "pages", "id")).concurrently(),
                        addForeignKey(
                                        "book",
                                        foreignKey("book_second_fk", "author_id")
                                                .references("author", "id"))
                                .concurrently(),
                        addCheck("book", check("book_ck", "pages > 0")).concurrently()),
                of(
                        "a column that comes to be NOT NULL concurrently",
                        alterColumn("book", NOTE, NOTE.nullable(false))
                                .backfillSql("concat('no ', pages)")
                                .concurrently()));
    }

    private static dev.qorm.schema.TableElement[] parts(Table table) {
        return table.elements().toArray(dev.qorm.schema.TableElement[]::new);
    }
}
