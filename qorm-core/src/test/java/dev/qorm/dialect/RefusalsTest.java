package dev.qorm.dialect;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.commentTable;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameConstraint;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database cannot do is said while the SQL is made. */
class RefusalsTest {
    private static final Table NOTE =
            Table.of("note", column("body", ColumnTypes.varchar(40)), unique("note_uq", "body"));

    private static void refuses(Dialect dialect, Operation operation, String... words) {
        assertThatThrownBy(() -> dialect.renderer().render(List.of(operation), Schema.of(List.of(NOTE))))
                .isInstanceOf(UnsupportedByDatabaseException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void h2HasNoPartialIndexes() {
        refuses(Dialect.H2, createIndex("note", index("ix", "body").where("body <> 'x'")), "ix", "body <> 'x'", "H2");
    }

    @Test
    void h2AndMariaDbHaveNoIndexesOverExpressions() {
        for (var dialect : List.of(Dialect.H2, Dialect.MARIADB)) {
            refuses(
                    dialect,
                    createIndex("note", index("ix", expression("lower(body)"))),
                    "the index ix of note over an expression (lower(body)), which " + dialect.displayName()
                            + " does not support; declare a column for the expression, with generatedAs(…)");
        }
    }

    @Test
    void mySqlIndexesNoExpressionOverACountedColumn() {
        var id = column("id", ColumnTypes.integer()).autoIncrement();
        refuses(
                Dialect.MYSQL,
                createTable("t", id, primaryKey("t_pkey", "id"), index("t_ix", expression("id + 1"))),
                "t_ix over 'id', an auto-increment column");
    }

    @Test
    void h2HasNoKeysOverLargeObjects() {
        var body = column("body", ColumnTypes.varchar(40));
        refuses(Dialect.H2, alterColumn("note", body, body.type(ColumnTypes.text())), "note_uq", "body", "varchar(n)");
        refuses(
                Dialect.H2,
                createTable("t", column("c", ColumnTypes.blob()), unique("t_uq", "c")),
                "t_uq",
                "binary(n)");
    }

    @Test
    void postgresComparesNoTwoEnumerations() {
        var state = column("state", ColumnTypes.enumeration("a", "b"));
        refuses(
                Dialect.POSTGRESQL,
                createTable(
                        "t",
                        state,
                        state.named("other"),
                        unique("t_uq", "other"),
                        foreignKey("t_fk", "state").references("t", "other")),
                "t_fk",
                "'state', an enumeration",
                "varchar(n)");
    }

    @Test
    void postgresCutsLongNames() {
        var name = "n".repeat(64);
        refuses(Dialect.POSTGRESQL, createTable(name, column("id", ColumnTypes.integer())), name, "63");
        refuses(Dialect.POSTGRESQL, createIndex("note", index(name, "body")), name, "shorter");
        refuses(Dialect.POSTGRESQL, renameTable("note", name), name, "63");
        refuses(Dialect.POSTGRESQL, renameColumn("note", "body", name), name, "63");
        refuses(Dialect.POSTGRESQL, renameConstraint("note", "note_uq", name), name, "63");
    }

    /** H2 calls a text without a length one of a thousand million characters. */
    @Test
    void postgresHasNoTextsOfAnyLength() {
        var body = column("body", ColumnTypes.varchar(40));
        refuses(
                Dialect.POSTGRESQL,
                createTable("t", column("a", ColumnTypes.varchar(1_000_000_000))),
                "the column a of t, of more than 10485760 characters",
                "make it a text");
        refuses(Dialect.POSTGRESQL, createTable("t", column("a", ColumnTypes.character(10_485_761))), "10485760");
        refuses(
                Dialect.POSTGRESQL,
                alterColumn("note", body, body.type(ColumnTypes.varchar(10_485_761))),
                "the column body of note");
        assertThat(Dialect.POSTGRESQL
                        .renderer()
                        .render(
                                List.of(createTable("t", column("a", ColumnTypes.varchar(10_485_760)))),
                                Schema.empty()))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void mySqlHasShortRows(Dialect dialect) {
        refuses(
                dialect,
                createTable(
                        "t",
                        column("id", ColumnTypes.integer()),
                        column("letter", ColumnTypes.varchar(20_000)),
                        column("title", ColumnTypes.varchar(40))),
                "in t, a row of 80168 bytes, more than 65535",
                "make long columns text or blob, which count as 12 bytes (the longest is letter;");
    }

    /** With the index that a foreign key needs, and the primary key. */
    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void mySqlHasFewIndexes(Dialect dialect) {
        var parts = new ArrayList<TableElement>(List.of(
                column("id", ColumnTypes.integer()),
                column("parent", ColumnTypes.integer()),
                primaryKey("t_pkey", "id"),
                foreignKey("t_parent_fkey", "parent").references("t", "id")));
        for (var i = 1; i <= 62; i++) {
            parts.add(column("c" + i, ColumnTypes.integer()));
            parts.add(index("i" + i, "c" + i));
        }
        var table = Table.of("t", null, parts);
        var schema = Schema.of(List.of(table));
        var one = createIndex("t", index("one_more", "c1", "c2"));
        assertThat(dialect.renderer().render(List.of(new CreateTable(table)), Schema.empty()))
                .hasSize(1);
        assertThatThrownBy(() -> dialect.renderer().render(List.of(one), schema))
                .isInstanceOf(UnsupportedByDatabaseException.class)
                .hasMessageContaining("in t, one_more, with more than 64 keys and indexes in the table");
    }

    @Test
    void mySqlHasShortCommentsAndShortEnumeratedValues() {
        var id = column("id", ColumnTypes.integer());
        var comment = "c".repeat(2049);
        refuses(
                Dialect.MYSQL,
                createTable("t", id).comment(comment),
                "comment",
                "in t, the comment of more than 2048 characters",
                "shorter");
        refuses(
                Dialect.MARIADB,
                commentTable("note", null, comment),
                "comment",
                "in note, the comment of more than 2048 characters");
        refuses(
                Dialect.MYSQL,
                createTable("t", column("state", ColumnTypes.enumeration("a", "v".repeat(256)))),
                "state",
                "255",
                "varchar(n)");
        refuses(
                Dialect.MARIADB,
                createTable("t", column("state", ColumnTypes.enumeration("a", "b "))),
                "state",
                "ends with a blank");
    }

    /** What it ends would be recorded as done, or be recorded no more. */
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void transactionsAreNotStartedOrEndedByHand(Dialect dialect) {
        for (var statement : List.of(
                "commit",
                "-- now\n COMMIT;",
                "/* all */ rollback",
                "rollback transaction",
                "begin; update note set body = 'x'; commit",
                "start  transaction read only",
                ";end",
                "update note set body = 'it''s; so' where \"a;b\" = 1 /* ; */; commit",
                "set autocommit = 1",
                "abort",
                "prepare transaction 'x'")) {
            var line = statement.replace("\n ", " ");
            refuses(dialect, runSql(statement), "'run sql: " + line + "'", "transaction", "leave it out");
            refuses(dialect, runSql("select 1").reversedBy(statement).reverse(), "leave it out");
        }
        for (var statement : List.of(
                "rollback to savepoint a",
                "rollback work to a",
                "begin not atomic select 1; end",
                "select 'commit'",
                "update note set body = '; commit'",
                "select 1 -- ; commit",
                "create trigger t after insert on note begin select 1; end",
                "drop trigger t; create or replace trigger t after insert on note begin select 1; end",
                "-- commit\nselect 1",
                "committed()",
                "create trigger t before insert on note for each row begin end")) {
            assertThat(dialect.renderer().render(List.of(runSql(statement)), Schema.of(List.of(NOTE))))
                    .singleElement()
                    .satisfies(rendered -> assertThat(rendered.statements()).hasSize(1));
        }
    }

    /** What is quoted, and what is a comment, is another thing for each of them. */
    @Test
    void transactionsAreFoundInTheNotationOfTheDatabase() {
        for (var statement : List.of(
                "# now\ncommit", "/*! commit */", "/*M!100100 commit */", "select 'a\\'b'; commit", "xa begin 'x'")) {
            refuses(Dialect.MARIADB, runSql(statement), "leave it out");
            refuses(Dialect.MYSQL, runSql(statement), "leave it out");
        }
        refuses(Dialect.H2, runSql("// now\ncommit"), "leave it out");
        refuses(Dialect.POSTGRESQL, runSql("select 'a\\'; commit"), "leave it out");
        refuses(Dialect.POSTGRESQL, runSql("do $x$ begin; $x$; commit"), "leave it out");
        var taken = Map.of(
                Dialect.MARIADB, "select 'a\\'; commit'",
                Dialect.MYSQL, "select `a; commit`",
                Dialect.H2, "create alias a as $$ int a() { return 1; commit } $$",
                Dialect.POSTGRESQL, "select e'a\\'; commit', $x$; commit$x$",
                Dialect.SQLITE, "select [a; commit]");
        taken.forEach((dialect, statement) -> assertThat(
                        dialect.renderer().render(List.of(runSql(statement)), Schema.empty()))
                .singleElement()
                .satisfies(rendered -> assertThat(rendered.statements()).hasSize(1)));
    }

    @Test
    void sqliteTakesSomeKeywordsForThemselves() {
        var cast = column("cast", ColumnTypes.integer());
        var word = column("Returning", ColumnTypes.integer());
        refuses(Dialect.SQLITE, createTable("returning", cast), "'returning'", "SQLite", "another name");
        refuses(Dialect.SQLITE, createTable("t", word), "'Returning'");
        refuses(Dialect.SQLITE, renameColumn("note", "body", "returning"), "'returning'");
        refuses(Dialect.SQLITE, createTable("t", cast, unique("t_uq", "cast")), "'cast'", "t_uq");
        assertThat(Dialect.SQLITE.renderer().render(List.of(createTable("cast", cast)), Schema.empty()))
                .hasSize(1);
    }
}
