package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addCheck;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropCheck;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameConstraint;
import static dev.qorm.operation.Operations.renameIndex;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody changed by hand, where each statement is committed. */
class DriftTest {
    private static final Column ID = column("id", integer());
    private static final Column NAME = column("name", varchar(20)).nullable();
    private static final Column NOTE = column("note", varchar(20)).nullable();
    private static final Column WORTH = column("worth", integer()).nullable();
    private static final Index INDEX = index("coin_id_idx", "id");
    private static final Operation FIRST =
            addColumn("coin", column("size", integer()).nullable());

    /**
     * @param byHand what was done by hand
     * @param change the migration
     * @param obstacles what is in its way
     */
    private record Case(String byHand, List<Operation> change, List<String> obstacles) {
        @Override
        public String toString() {
            return byHand;
        }
    }

    private static CreateTable table(String name) {
        return createTable(name, ID, NAME, NOTE, primaryKey(name + "_pkey", "id"));
    }

    private static MigrationSequence coins(List<Operation> change) {
        return sequence(
                List.of(
                        table("coin"),
                        table("mint"),
                        createIndex("coin", INDEX),
                        addCheck("coin", check("coin_few", "id < 1000"))),
                change);
    }

    static Stream<Arguments> cases() {
        var cases = List.of(
                new Case(
                        "alter table coin add worth integer",
                        List.of(FIRST, addColumn("coin", WORTH)),
                        List.of("'add column coin.worth': a column worth is there already")),
                new Case(
                        "alter table coin drop column note",
                        List.of(FIRST, dropColumn("coin", NOTE)),
                        List.of("'drop column coin.note': the column note is not there")),
                new Case(
                        "alter table coin drop column note",
                        List.of(
                                renameTable("coin", "token"),
                                renameColumn("token", "name", "title"),
                                alterColumn("token", NOTE, NOTE.type(varchar(30)))),
                        List.of("'alter column token.note: varchar(20) -> varchar(30)': the column note is not there")),
                new Case(
                        "create table token (id integer)",
                        List.of(FIRST, renameTable("coin", "token")),
                        List.of("'rename table coin to token': a table token is there already")),
                new Case(
                        "create table token (id integer)",
                        List.of(table("land"), table("token")),
                        List.of("'create table token': a table token is there already")),
                new Case(
                        "drop table mint",
                        List.of(FIRST, dropTable("mint", ID, NAME, NOTE, primaryKey("mint_pkey", "id"))),
                        List.of("'drop table mint': the table mint is not there")),
                new Case(
                        "create index coin_name_idx  on coin (name)",
                        List.of(FIRST, createIndex("coin", index("coin_name_idx", "name"))),
                        List.of("'create index coin_name_idx on coin(name)': coin_name_idx is there already")),
                new Case(
                        "alter table coin add constraint coin_note_key unique (note)",
                        List.of(FIRST, addUnique("coin", unique("coin_note_key", "note"))),
                        List.of("'add unique constraint coin_note_key on coin(note)': coin_note_key is there already")),
                new Case(
                        "alter table coin add constraint coin_mint_fkey foreign key (id) references mint (id)",
                        List.of(
                                FIRST,
                                renameTable("coin", "token"),
                                addForeignKey(
                                        "token",
                                        foreignKey("coin_mint_fkey", "id").references("mint", "id"))),
                        List.of("'add foreign key coin_mint_fkey on token(id) to mint(id)': coin_mint_fkey is there"
                                + " already")),
                new Case(
                        "alter table coin add constraint coin_id_check check (id > 0)",
                        List.of(FIRST, addCheck("coin", check("coin_id_check", "id > 0"))),
                        List.of("'add check coin_id_check on coin: id > 0': coin_id_check is there already")),
                new Case(
                        "drop index coin_id_idx on coin",
                        List.of(FIRST, dropIndex("coin", INDEX)),
                        List.of("'drop index coin_id_idx on coin(id)': coin_id_idx is not there")),
                new Case(
                        "alter table coin drop constraint coin_few",
                        List.of(
                                renameTable("coin", "token"),
                                renameConstraint("token", "coin_few", "token_few"),
                                dropCheck("token", check("token_few", "id < 1000"))),
                        List.of(
                                "'rename constraint coin_few on token to token_few': coin_few is not there",
                                "'drop check token_few on token: id < 1000': token_few is not there")));
        return TestDatabase.journalled().flatMap(dialect -> cases.stream().map(each -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void isInTheWayBeforeTheFirstStatement(Dialect dialect, Case given) {
        try (var database = TestDatabase.fresh(dialect)) {
            var coins = coins(given.change);
            database.migrator().migrate(coins, new MigrationId(1));
            database.execute(dialect == Dialect.H2 ? given.byHand.replace("idx on coin", "idx") : given.byHand);

            assertThatThrownBy(() -> database.migrator().migrate(coins, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageStartingWith("Migration0002 was not started: somebody changed the database by hand:\n  "
                            + String.join("\n  ", given.obstacles) + "\n  Undo that by hand;");
            assertThat(database.query("select migration from qorm_history")).containsExactly(List.of("Migration0001"));
        }
    }

    /** The names that a migration itself frees and gives. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void isNotWhatTheMigrationDoes(Dialect dialect) {
        var change = List.<Operation>of(
                FIRST,
                renameColumn("coin", "name", "title"),
                renameColumn("coin", "note", "name"),
                addColumn("coin", NOTE),
                dropColumn("coin", NOTE),
                addColumn("coin", NOTE),
                renameIndex("coin", "coin_id_idx", "coin_idx"),
                createIndex("coin", INDEX),
                dropIndex("coin", INDEX),
                createIndex("coin", index("coin_id_idx", "title")),
                dropIndex("coin", index("coin_id_idx", "title")),
                dropIndex("coin", index("coin_idx", "id")),
                createIndex("coin", INDEX),
                renameConstraint("coin", "coin_few", "coin_many"),
                dropCheck("coin", check("coin_many", "id < 1000")),
                addCheck("coin", check("coin_few", "id < 1000")),
                renameTable("coin", "token"),
                renameConstraint("token", "coin_few", "token_few"),
                renameIndex("token", "coin_id_idx", "token_idx"),
                renameTable("mint", "coin"),
                createIndex("coin", INDEX),
                dropIndex("token", index("token_idx", "id")),
                addColumn("coin", WORTH),
                table("land"),
                addColumn("land", WORTH),
                dropColumn("token", column("title", varchar(20)).nullable()),
                addColumn("token", column("title", integer()).nullable()),
                dropTable("land", ID, NAME, NOTE, primaryKey("land_pkey", "id"), WORTH),
                table("land"));
        try (var database = TestDatabase.fresh(dialect)) {
            assertThat(database.migrator().migrate(coins(change), null))
                    .containsExactly(new MigrationId(1), new MigrationId(2));
            assertThat(database.migrator().rollback(coins(change), new MigrationId(2)))
                    .containsExactly(new MigrationId(2));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void mayBeUndoneBySqlOfTheUser(Dialect dialect) {
        var coins = coins(
                List.of(FIRST, runSql("alter table coin drop column worth").reversedBy(""), addColumn("coin", WORTH)));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(coins, new MigrationId(1));
            database.execute("alter table coin add worth integer");

            assertThat(database.migrator().migrate(coins, null)).containsExactly(new MigrationId(2));
        }
    }

    /** The first statement is refused, with the way to record a migration that is already there. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void isLeftToTheFirstStatement(Dialect dialect) {
        var coins = coins(List.of(FIRST, addColumn("coin", WORTH)));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(coins, new MigrationId(1));
            database.execute("alter table coin add size integer");
            database.execute("alter table coin add worth integer");

            assertThatThrownBy(() -> database.migrator().migrate(coins, null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageStartingWith("Migration0002 failed at 'add column coin.size'")
                    .hasMessageContaining("mvn qorm:migrate -Dqorm.fake");
        }
    }
}
