package dev.qorm.testing;

import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.asc;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.desc;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.renameIndex;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static dev.qorm.testing.OperationCases.NOTE;
import static dev.qorm.testing.OperationCases.PAGES;

import dev.qorm.operation.Operation;
import dev.qorm.schema.Index;
import dev.qorm.testing.OperationCases.Case;
import java.util.List;

/** Those of the {@link OperationCases} that have an index over an expression. */
final class ExpressionCases {
    private static final Index NAMES = uniqueIndex("author_ix", asc("code"), expression("upper(name)"));
    private static final Index NOTES = index("book_ix", expression("coalesce(note, 'a (b')"));

    private ExpressionCases() {}

    private static Case of(String name, Operation... operations) {
        return new Case(name, List.of(operations));
    }

    static List<Case> all() {
        return List.of(
                of("an index over an expression", createIndex("author", NAMES)),
                of(
                        "an index over expressions in descending order, which goes again",
                        createIndex(
                                "book", index("book_ix", expression("pages + 1").descending(), desc("note"))),
                        dropIndex(
                                "book", index("book_ix", expression("pages + 1").descending(), desc("note")))),
                of(
                        "an index over an expression that is built concurrently",
                        createIndex("author", NAMES).concurrently()),
                of(
                        "another name for an index over an expression",
                        createIndex("author", NAMES),
                        renameIndex("author", "author_ix", "author_iy")),
                of(
                        "a longer text that an index computes from",
                        createIndex("book", NOTES),
                        alterColumn("book", NOTE, NOTE.type(varchar(200)))),
                of(
                        "a wider number that an index computes from",
                        createIndex("book", index("book_ix", expression("pages + 1"))),
                        alterColumn("book", PAGES, PAGES.type(bigint()))),
                of(
                        "a column that must have a value, which an index computes from",
                        createIndex("book", NOTES),
                        alterColumn("book", NOTE, NOTE.nullable(false)).backfill("none")),
                of(
                        "a check beside an index over an expression",
                        createIndex("book", NOTES),
                        addCheck("book", check("book_ck", "pages > 1"))));
    }
}
