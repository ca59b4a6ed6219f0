package dev.qorm.execute;

import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.StopsBefore.Stopped;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnType;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration of a table with collations of its own that is stopped before each of its statements, then finished or undone. */
class KeptCollationsTest {
    private static final MigrationId SECOND = new MigrationId(2);

    /** Names that come free are given to others, so that a stopped run finds what another column was called. */
    private static final List<Operation> OPERATIONS = List.of(
            alter("t", "a", varchar(10), varchar(20)),
            dropColumn("t", column("b", varchar(10)).nullable()),
            renameColumn("t", "c", "b"),
            alter("t", "b", varchar(10), text()),
            renameTable("t", "u"),
            new AlterColumn(
                            "u",
                            column("b", text()).nullable(),
                            column("b", enumeration("x", "y")).nullable())
                    .backfill("y"),
            alter("u", "d", varchar(40), timestampWithTimeZone()));

    private static Operation alter(String table, String name, ColumnType from, ColumnType to) {
        return alterColumn(
                table, column(name, from).nullable(), column(name, to).nullable());
    }

    private static TestDatabase database(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        database.execute("create table t (id int primary key, a varchar(10) collate latin1_german2_ci, b varchar(10)"
                + " collate latin1_bin, c varchar(10) collate latin1_general_cs, d varchar(40) collate"
                + " latin1_spanish_ci) character set latin1");
        database.execute("insert into t values (1, 'a', 'b', 'ä', '2020-01-01 00:00:00+01:00')");
        return database;
    }

    /** The models call the columns plain ones, which is what they are where the table has their collation. */
    private static MigrationSequence sequence() {
        var table = createTable(
                "t",
                column("id", integer()),
                column("a", varchar(10)).nullable(),
                column("b", varchar(10)).nullable(),
                column("c", varchar(10)).nullable(),
                column("d", varchar(40)).nullable(),
                primaryKey("t_pkey", "id"));
        return MigrationSequence.of(List.of(
                new NumberedMigration(new MigrationId(1), List.of(table)), new NumberedMigration(SECOND, OPERATIONS)));
    }

    private static List<List<String>> collations(TestDatabase database) {
        return database.query("select column_name, collation_name from information_schema.columns where table_schema ="
                + " database() and collation_name is not null and table_name in ('t', 'u') order by column_name");
    }

    private static void fakeFirst(TestDatabase database) {
        migrator(database, Integer.MAX_VALUE)
                .fake(sequence(), new MigrationId(1), MigrationListener.Direction.APPLY, (connection, expected) -> {});
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isFinished(Dialect dialect) {
        var stop = 1;
        for (var isStopped = true; isStopped; stop++) {
            try (var database = database(dialect)) {
                fakeFirst(database);
                isStopped = isStopped(database, stop);
                migrator(database, Integer.MAX_VALUE).migrate(sequence(), null);

                assertThat(collations(database))
                        .as("stopped before statement %s", stop)
                        .containsExactly(List.of("a", "latin1_german2_ci"), List.of("b", "latin1_general_cs"));
                assertThat(database.query("select a, b, cast(d as char) from u"))
                        .containsExactly(List.of("a", "y", "2019-12-31 23:00:00.000000"));
            }
        }
        assertThat(stop).isGreaterThan(OPERATIONS.size());
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isUndone(Dialect dialect) {
        for (var stop = 2; stop < 12; stop++) {
            try (var database = database(dialect)) {
                fakeFirst(database);
                var before = new ArrayList<>(collations(database));
                var isStopped = isStopped(database, stop);
                try {
                    migrator(database, 1 + stop / 2).rollback(sequence(), SECOND);
                } catch (Stopped e) {
                    migrator(database, Integer.MAX_VALUE).rollback(sequence(), SECOND);
                }

                // What was dropped comes anew, and what was no text for a while is a new one.
                before.removeIf(
                        column -> column.get(0).equals("b") || column.get(0).equals("d"));
                assertThat(collations(database))
                        .as("stopped before statement %s: %s", stop, isStopped)
                        .containsAll(before);
            }
        }
    }

    private static boolean isStopped(TestDatabase database, int stop) {
        try {
            migrator(database, stop).migrate(sequence(), null);
            return false;
        } catch (Stopped e) {
            return true;
        }
    }

    /** @param stop the number of the statement before which the run stops, from 1 */
    private static Migrator migrator(TestDatabase database, int stop) {
        return new Migrator(
                database.database(),
                database.dialect(),
                Duration.ofSeconds(5),
                new StopsBefore(stop),
                Clock.systemUTC());
    }

    /** The server counts one byte for a character of latin1, and four for one of the texts that qorm adds. */
    private static final Operation LONG = createTable(
            "t",
            column("id", integer()),
            column("a", varchar(9000)).nullable(),
            column("b", varchar(1000)).nullable(),
            primaryKey("t_pkey", "id"));

    private static final List<Operation> LONGER = List.of(
            addColumn("t", column("c", varchar(8000)).nullable()),
            createIndex("t", index("t_b", "b")),
            alter("t", "a", varchar(9000), varchar(20_000)),
            renameColumn("t", "a", "d"),
            renameTable("t", "u"));

    private static TestDatabase inLatin1(Dialect dialect, MigrationSequence sequence) {
        var database = TestDatabase.fresh(dialect);
        database.execute("create table t (id int primary key, a varchar(9000), b varchar(1000)) character set latin1");
        migrator(database, Integer.MAX_VALUE)
                .fake(sequence, new MigrationId(1), MigrationListener.Direction.APPLY, (connection, expected) -> {});
        return database;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void lengthsAreCountedInTheCharacterSet(Dialect dialect) {
        var sequence = MigratorTest.sequence(List.of(LONG), LONGER);
        for (var stop = 1; stop <= LONGER.size(); stop++) {
            try (var database = inLatin1(dialect, sequence)) {
                var stopping = migrator(database, stop);
                assertThatThrownBy(() -> stopping.migrate(sequence, null)).isInstanceOf(Stopped.class);

                migrator(database, Integer.MAX_VALUE).migrate(sequence, null);
                migrator(database, Integer.MAX_VALUE).rollback(sequence, SECOND);

                assertThat(database.differences(sequence.states().get(1))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRowThatIsTooLongInItsCharacterSetsIsNotStarted(Dialect dialect) {
        var sequence = MigratorTest.sequence(
                List.of(LONG),
                List.of(
                        addColumn("t", column("e", integer()).nullable()),
                        addColumn("t", column("c", varchar(15_000)).nullable())));
        try (var database = inLatin1(dialect, sequence)) {
            assertThatThrownBy(() -> database.migrator().migrate(sequence, null))
                    .hasMessageContaining("in t, the column c, in a row of 70016 bytes, more than 65535");
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }

    /** MySQL has none, and makes them texts in ASCII. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aTextMayReferToOneThatWasAUuid(Dialect dialect) {
        var author = createTable("author", column("id", uuid()), primaryKey("author_pkey", "id"));
        var change = List.<Operation>of(
                createTable("book", column("author_id", varchar(40))),
                alterColumn("author", column("id", uuid()), column("id", varchar(40))),
                addForeignKey(
                        "book", foreignKey("book_author_fkey", "author_id").references("author", "id")));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(MigratorTest.sequence(List.of(author)), null);

            database.migrator().migrate(MigratorTest.sequence(List.of(author), change), null);

            database.execute("insert into author values ('é')");
            database.execute("insert into book values ('é')");
            assertThat(database.query("select author_id from book")).containsExactly(List.of("é"));
        }
    }
}
