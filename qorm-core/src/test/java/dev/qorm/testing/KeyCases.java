package dev.qorm.testing;

import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.testing.OperationCases.NOTE;
import static dev.qorm.testing.OperationCases.PAGES;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.testing.OperationCases.Case;
import java.util.List;
import java.util.stream.Stream;

/** Those of the {@link OperationCases} with keys and indexes that have more than their columns. */
final class KeyCases {
    private KeyCases() {}

    private static Case of(String name, Operation... operations) {
        return new Case(name, List.of(operations));
    }

    static Stream<Case> on(Dialect dialect) {
        return TestDatabase.hasEqualNulls(dialect)
                ? Stream.concat(included().stream(), equalNulls().stream())
                : included().stream();
    }

    private static List<Case> included() {
        var notes = index("book_ix", "pages").include("note");
        var codes = unique("author_uq", "code").include("name");
        return List.of(
                of("an index that includes a column", createIndex("book", notes)),
                of(
                        "a constraint that includes a column, for one that includes none",
                        addUnique("author", unique("author_uq", "code")),
                        dropUnique("author", unique("author_uq", "code")),
                        addUnique("author", codes)),
                of(
                        "a constraint that includes a column, built concurrently",
                        addUnique("author", codes).concurrently()),
                of(
                        "a wider number that is included",
                        createIndex("book", index("book_ix", "note").include("pages")),
                        alterColumn("book", PAGES, PAGES.type(bigint()))),
                of(
                        "a table whose key includes a column",
                        createTable(
                                "tag",
                                column("id", integer()),
                                column("word", integer()),
                                primaryKey("tag_pk", "id"),
                                unique("tag_uq", "word").include("id"),
                                foreignKey("tag_fk", "id").references("tag", "word"))));
    }

    private static List<Case> equalNulls() {
        var notes = unique("book_uq", "note").nullsNotDistinct();
        var index = uniqueIndex("book_ix", "note", "pages").include("id").nullsNotDistinct();
        return List.of(
                of("a constraint that takes NULLs for equal", addUnique("book", notes)),
                of(
                        "a constraint that takes NULLs for equal no longer",
                        addUnique("book", notes),
                        dropUnique("book", notes),
                        addUnique("book", unique("book_uq", "note"))),
                of(
                        "an index that takes NULLs for equal, which goes again",
                        createIndex("book", index),
                        dropIndex("book", index)),
                of(
                        "a column that a key for which NULLs are equal is over",
                        addUnique("book", notes),
                        alterColumn("book", NOTE, NOTE.nullable(false)).backfill("none")));
    }
}
