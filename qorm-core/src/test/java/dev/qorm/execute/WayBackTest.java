package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addPrimaryKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropForeignKey;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration that rows do not let go back is told, after it was applied, which values they get then. */
class WayBackTest {
    private static final Column STATE = column("state", enumeration("NEW", "PAID"));
    private static final Column CODE = column("code", varchar(20));

    private static MigrationSequence sequence(Operation... second) {
        return MigrationSequence.of(List.of(
                new NumberedMigration(
                        new MigrationId(1),
                        List.of(createTable(
                                "orders",
                                column("id", bigint()),
                                STATE,
                                CODE,
                                primaryKey("orders_pkey", "id"),
                                unique("orders_code_key", "code")))),
                new NumberedMigration(new MigrationId(2), List.of(second))));
    }

    private static Migrator migrator(TestDatabase database) {
        return database.migrator();
    }

    private static TestDatabase migrated(Dialect dialect, Operation... second) {
        var database = TestDatabase.fresh(dialect);
        var migrator = migrator(database);
        migrator.migrate(sequence(second), new MigrationId(1));
        database.execute("insert into orders (id, state, code) values (1, 'NEW', 'a')");
        database.execute("insert into orders (id, state, code) values (2, 'PAID', 'b')");
        migrator.migrate(sequence(second), null);
        return database;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theConstantsOfAnEnumeration(Dialect dialect) {
        var change = alterColumn("orders", STATE, STATE.type(enumeration("OPEN", "PAID")))
                .backfill("OPEN");
        try (var database = migrated(dialect, change)) {
            var migrator = migrator(database);

            assertThatThrownBy(() -> migrator.rollback(sequence(change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Or add to 'alter column orders.state: ");

            migrator.rollback(
                    sequence(change.reversedBySql("case state when 'OPEN' then 'NEW' else 'PAID' end")), null);
            assertThat(database.query("select id, state from orders order by id"))
                    .containsExactly(List.of("1", "NEW"), List.of("2", "PAID"));
            assertThat(database.differences(sequence().migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
        }
    }

    /** The advice names what is refused. On SQLite, where that is not known, it names all changes of the table. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theOneOfSeveralThatIsRefused(Dialect dialect) {
        var price = column("price", bigint());
        var unique = unique("orders_code_key", "code");
        var operations = List.<Operation>of(
                dropUnique("orders", unique),
                dropColumn("orders", price),
                dropColumn("orders", CODE),
                alterColumn("orders", STATE, STATE.type(enumeration("OPEN", "PAID")))
                        .backfill("OPEN"));
        var first = createTable("orders", column("id", bigint()), price, CODE, STATE, unique);
        var sequence = MigratorTest.sequence(List.of(first), operations);
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into orders values (1, 7, 'a', 'PAID'), (2, 7, 'b', 'PAID')");
            migrator(database).migrate(sequence, null);

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageContaining(
                            switch (dialect) {
                                case SQLITE ->
                                    "Or add to 'drop column orders.price' or 'drop column orders.code' or 'alter column"
                                            + " orders.state: ";
                                case H2, POSTGRESQL, MARIADB, MYSQL ->
                                    "Or add to 'drop column orders.code' in the migration";
                            });
        }
    }

    /** No value that comes back would make the rows distinct. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aKeyOverOtherColumnsThanTheOneThatComesBack(Dialect dialect) {
        var price = column("price", bigint());
        var unique = unique("orders_code_key", "code");
        var first = createTable("orders", price, CODE, unique);
        var sequence = MigratorTest.sequence(
                List.of(first), List.of(dropUnique("orders", unique), dropColumn("orders", price)));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, null);
            database.execute("insert into orders values ('a'), ('a')");

            var failure = assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .isInstanceOf(ExecutionException.class);
            if (dialect != Dialect.SQLITE) {
                failure.hasMessageEndingWith(" and run mvn qorm:rollback again.");
            }
        }
    }

    /** As the example in the warning of the migration has it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aTableThatOthersReferTo(Dialect dialect) {
        var author = createTable("author", column("id", bigint()), primaryKey("author_pk", "id"));
        var reference = foreignKey("book_author_fk", "author").references("author", "id");
        var first = List.<Operation>of(author, createTable("book", column("author", bigint()), reference));
        var drops = List.of(dropForeignKey("book", reference), author.reverse());
        try (var database = TestDatabase.fresh(dialect)) {
            var sequence = MigratorTest.sequence(first, drops);
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into author values (1)");
            database.execute("insert into book values (1)");
            migrator(database).migrate(sequence, null);

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining(
                            switch (dialect) {
                                case SQLITE -> "the row 1 of book refers to no row of author\n";
                                case POSTGRESQL ->
                                    "failed at 'add foreign key book_author_fk on book(author) to author(id)'";
                                case H2, MARIADB, MYSQL -> "Rows of book that refer to no row of author: 1";
                            });
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
        try (var database = TestDatabase.fresh(dialect)) {
            var again = runSql("delete from book where author is null")
                    .reversedBy("insert into author select distinct author from book");
            var sequence = MigratorTest.sequence(first, List.of(drops.get(0), again, drops.get(1)));
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into author values (1)");
            database.execute("insert into book values (1)");
            migrator(database).migrate(sequence, null);

            migrator(database).rollback(sequence, null);
            assertThat(database.query("select id from author")).containsExactly(List.of("1"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnThatRefersToOthers(Dialect dialect) {
        var author = createTable("author", column("id", bigint()), primaryKey("author_pk", "id"));
        var reference = foreignKey("book_author_fk", "author").references("author", "id");
        var first = List.<Operation>of(
                author, createTable("book", column("id", bigint()), column("author", bigint()), reference));
        var rename = renameTable("book", "novel");
        var key = dropForeignKey("novel", reference);
        var drop = dropColumn("novel", column("author", bigint()));
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(MigratorTest.sequence(first, List.of(rename, key, drop)), new MigrationId(1));
            database.execute("insert into author values (1)");
            database.execute("insert into book values (7, 1)");
            migrator(database).migrate(MigratorTest.sequence(first, List.of(rename, key, drop)), null);

            assertThatThrownBy(() ->
                            migrator(database).rollback(MigratorTest.sequence(first, List.of(rename, key, drop)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageStartingWith("rolling back Migration0002 ")
                    .hasMessageContaining("Or add to 'drop column novel.author' in the migration");

            var told = List.<Operation>of(rename, key, drop.reversedBySql("(select min(a.id) from author a)"));
            migrator(database).rollback(MigratorTest.sequence(first, told), null);
            assertThat(database.query("select id, author from book")).containsExactly(List.of("7", "1"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnThatIsAKey(Dialect dialect) {
        var drop = dropColumn("orders", CODE);
        var unique = dropUnique("orders", unique("orders_code_key", "code"));
        try (var database = migrated(dialect, unique, drop)) {
            var migrator = migrator(database);
            assertThatThrownBy(() -> migrator.rollback(sequence(unique, drop), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("Or add to 'drop column orders.code'")
                    .hasMessageContaining(
                            switch (dialect) {
                                case SQLITE -> ", which makes all changes of the table orders, because it is rebuilt\n";
                                case POSTGRESQL ->
                                    "failed at 'add unique constraint orders_code_key on orders(code)'\n";
                                case H2, MARIADB, MYSQL ->
                                    "was not started, because rows are in the way:\n  'add unique constraint orders_code_key on"
                                            + " orders(code)' would be refused. Values of code that more than one row of"
                                            + " orders has: 1\n";
                            });
            assertThat(database.differences(sequence(unique, drop).replay())).isEmpty();

            migrator.rollback(sequence(unique, drop.reversedBySql("concat('c', id)")), null);
            assertThat(database.query("select id, code from orders order by id"))
                    .containsExactly(List.of("1", "c1"), List.of("2", "c2"));
            assertThat(database.differences(sequence().migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
        }
    }

    /** The one that is read comes back first, wherever it stands. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aColumnThatIsReadByAnother(Dialect dialect) {
        var state = dropColumn("orders", STATE);
        var code = dropColumn("orders", CODE).reversedBySql("concat(state, id)");
        var unique = dropUnique("orders", unique("orders_code_key", "code"));
        try (var database = migrated(dialect, unique, state, code)) {
            migrator(database).rollback(sequence(unique, state.reversedBy("PAID"), code), null);
            assertThat(database.query("select id, code from orders order by id"))
                    .containsExactly(List.of("1", "PAID1"), List.of("2", "PAID2"));
            assertThat(database.differences(sequence().migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void columnsThatReadEachOther(Dialect dialect) {
        var note = addColumn("orders", column("note", varchar(20)).nullable());
        var state = dropColumn("orders", STATE);
        var code = dropColumn("orders", CODE);
        var unique = dropUnique("orders", unique("orders_code_key", "code"));
        try (var database = migrated(dialect, unique, state, code, note)) {
            var circle = sequence(unique, state.reversedBySql("upper(code)"), code.reversedBySql("lower(state)"), note);
            assertThatThrownBy(() -> migrator(database).rollback(circle, null))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageStartingWith("Migration0002 cannot be rolled back: the rows would get the values of"
                            + " orders.code from lower(state), and state is not there at that moment");
            assertThat(database.differences(circle.replay())).isEmpty();
        }
    }

    /** Not each change of values can be undone, or has to be. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void nothingToUndo(Dialect dialect) {
        var sql = runSql("update orders set code = concat(code, '!')").reversedBy("");
        var note = addColumn("orders", column("note", varchar(20)).nullable());
        try (var database = migrated(dialect, sql, note)) {
            migrator(database).rollback(sequence(sql, note), null);
            assertThat(database.query("select id, code from orders order by id"))
                    .containsExactly(List.of("1", "a!"), List.of("2", "b!"));
            assertThat(database.differences(sequence().migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
        }
    }

    /** Some databases take it for a statement, others refuse it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void nothingToRun(Dialect dialect) {
        for (var text :
                List.of(" ; ", "-- only a comment", "/* only\n a comment */;\n-- and another\n;", "# one of MySQL's")) {
            var sql = runSql(text).reversedBy(text);
            try (var database = migrated(dialect, sql)) {
                assertThat(migrator(database).rollback(sequence(sql), null))
                        .as(text)
                        .hasSize(1);
            }
        }
    }

    /** What looks like a comment there is run by MariaDB and MySQL. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void whatOnlyLooksLikeNothing(Dialect dialect) {
        for (var sql : List.of(
                "/*! update orders set code = concat(code, '!') */",
                "update orders set code = concat('--a;', id) -- x")) {
            try (var database = migrated(dialect, runSql(sql))) {
                assertThat(database.query("select distinct length(code) > 1 from orders"))
                        .containsExactly(List.of("1"));
            }
        }
    }

    /** A key that gave way to another one; it counts on behind the numbers that came back. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aCountedKey(Dialect dialect) {
        var id = column("id", bigint()).autoIncrement();
        var key = primaryKey("orders_pkey", "id");
        var first = List.<Operation>of(createTable("orders", id, CODE, key));
        var second = List.<Operation>of(
                dropPrimaryKey("orders", key),
                addPrimaryKey("orders", primaryKey("orders_pkey", "code")),
                dropColumn("orders", id).reversedBySql("case code when 'a' then 7 else 9 end"));
        var sequence = MigratorTest.sequence(first, second);
        try (var database = TestDatabase.fresh(dialect)) {
            migrator(database).migrate(sequence, new MigrationId(1));
            database.execute("insert into orders (code) values ('a')");
            database.execute("insert into orders (code) values ('b')");
            migrator(database).migrate(sequence, null);

            migrator(database).rollback(sequence, null);
            assertThat(database.differences(sequence.migrations().get(0).applyTo(Schema.empty())))
                    .isEmpty();
            database.execute("insert into orders (code) values ('c')");
            assertThat(database.query("select id, code from orders order by id"))
                    .containsExactly(List.of("7", "a"), List.of("9", "b"), List.of("10", "c"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aStatementOfAPerson(Dialect dialect) {
        var sql = runSql("update orders set code = concat(code, '!')");
        var note = addColumn("orders", column("note", varchar(20)).nullable());
        try (var database = migrated(dialect, sql, note)) {
            var migrator = migrator(database);
            assertThatThrownBy(() -> migrator.rollback(sequence(sql, note), null))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("add .reversedBy(…), which does not count as an edit");

            migrator.rollback(sequence(sql.reversedBy("update orders set code = replace(code, '!', '')"), note), null);
            assertThat(database.query("select code from orders order by id"))
                    .containsExactly(List.of("a"), List.of("b"));
        }
    }
}
