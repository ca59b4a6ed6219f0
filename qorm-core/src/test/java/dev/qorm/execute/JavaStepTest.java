package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.JavaStep;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a migration does to rows in Java: all of it with its record, or nothing. */
class JavaStepTest {
    private static final Operation POST =
            createTable("post", column("id", bigint()), column("title", varchar(40)), primaryKey("post_pkey", "id"));
    static final Column SLUG = column("slug", varchar(40)).nullable();

    static MigrationSequence posts(Operation... second) {
        return sequence(List.of(POST), List.of(second));
    }

    static TestDatabase withPosts(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        migrator(database).migrate(sequence(List.of(POST)), null);
        database.execute("insert into post (id, title) values (1, 'Two Words'), (2, 'Ünïcode: {ja}?')");
        return database;
    }

    /** What no SQL does alike on all databases. */
    static final class FillSlugs implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            try (var posts = connection.createStatement();
                    var update = connection.prepareStatement("update post set slug = ? where id = ?");
                    var rows = posts.executeQuery("select id, title from post")) {
                while (rows.next()) {
                    update.setString(
                            1, rows.getString(2).toLowerCase(Locale.ROOT).replaceAll("[^a-zäöüï]+", "-"));
                    update.setLong(2, rows.getLong(1));
                    update.addBatch();
                }
                update.executeBatch();
            }
        }
    }

    static final class TitlesOfSlugs implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = slug");
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void fillsAColumnThatMayNotBeEmptyAfterwards(Dialect dialect) {
        var sequence = posts(
                addColumn("post", SLUG),
                runJava(FillSlugs.class).reversedBy(TitlesOfSlugs.class),
                alterColumn("post", SLUG, column("slug", varchar(40))));
        try (var database = withPosts(dialect)) {
            var migrator = migrator(database);

            migrator.migrate(sequence, null);

            assertThat(database.query("select slug from post order by id"))
                    .containsExactly(List.of("two-words"), List.of("ünïcode-ja-"));
            assertThat(database.differences(sequence.states().get(2))).isEmpty();
            assertThat(migrator.migrate(sequence, null)).isEmpty();

            migrator.rollback(sequence, null);

            assertThat(database.query("select title from post order by id"))
                    .containsExactly(List.of("two-words"), List.of("ünïcode-ja-"));
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }

    static final class FailsInTheMiddle implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'lost'");
            throw new IllegalStateException("no title in row 7");
        }
    }

    static final class IsRefused implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'lost'");
            execute(connection, "insert into post (id, title) values (1, 'twice')");
        }
    }

    static final class RunsOutOfStack implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'lost'");
            throw new StackOverflowError();
        }
    }

    static final class SaysNothing implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            throw new SQLException();
        }
    }

    static final class IsNotMade implements JavaStep {
        IsNotMade() {
            throw new AssertionError("no dictionary");
        }

        @Override
        public void run(Connection connection) {}
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isRolledBackWhenItFails(Dialect dialect) {
        try (var database = withPosts(dialect)) {
            var migrator = migrator(database);

            assertThatThrownBy(() -> migrator.migrate(posts(runJava(FailsInTheMiddle.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageStartingWith("Migration0002 failed at 'run java: FailsInTheMiddle'")
                    .hasMessageContaining("thrown:    java.lang.IllegalStateException: no title in row 7")
                    .hasMessageContaining(
                            "at:        dev.qorm.execute.JavaStepTest$FailsInTheMiddle.run(JavaStepTest.java:")
                    .hasMessageContaining("None of this migration is applied");
            assertThatThrownBy(() -> migrator.migrate(posts(runJava(IsRefused.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("statement: -- java dev.qorm.execute.JavaStepTest$IsRefused\n  database:  ")
                    .hasMessageContaining("at:        dev.qorm.execute.JavaStepTest$IsRefused.run(JavaStepTest.java:");
            assertThatThrownBy(() -> migrator.migrate(posts(runJava(IsNotMade.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("thrown:    java.lang.AssertionError: no dictionary");
            assertThatThrownBy(() -> migrator.migrate(posts(runJava(RunsOutOfStack.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("thrown:    java.lang.StackOverflowError");
            assertThatThrownBy(() -> migrator.migrate(posts(runJava(SaysNothing.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("database:  java.sql.SQLException\n  at:  ");

            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("Two Words"));
            // Nothing stands in the way of another one.
            migrator.migrate(posts(addColumn("post", SLUG), runJava(FillSlugs.class)), null);
            assertThat(database.query("select slug from post where id = 1")).containsExactly(List.of("two-words"));
        }
    }

    /** Whatever it is that fails: what is open when the modes of the connection are set back is committed. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void leavesNothingOpenThatIsCommittedLater(Dialect dialect) throws SQLException {
        try (var database = withPosts(dialect);
                var connection = database.database().connect()) {
            var sql = new Sql(connection, dialect);
            connection.setAutoCommit(false);

            assertThatThrownBy(() -> sql.together(() -> {
                        sql.execute("update post set title = 'lost'");
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            connection.setAutoCommit(true);

            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("Two Words"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void doesNotGoBackUnlessItIsSaidHow(Dialect dialect) {
        var oneWay = posts(addColumn("post", SLUG), runJava(FillSlugs.class));
        try (var database = withPosts(dialect)) {
            var migrator = migrator(database);
            migrator.migrate(oneWay, null);

            assertThatThrownBy(() -> migrator.rollback(oneWay, null))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("'run java: FillSlugs' does not say how to undo it; add .reversedBy(…)");

            var both = posts(addColumn("post", SLUG), runJava(FillSlugs.class).reversedBy(JavaStep.Nothing.class));
            migrator.rollback(both, null);
            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("Two Words"));
        }
    }

    static final class ShortensTitles implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = left(title, 40)");
        }
    }

    /** What does nothing on the way there may have to be done on the way back, from where the migration was stopped, too. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void isDoneOnTheWayBackFromWhereAMigrationWasStopped(Dialect dialect) {
        var sequence = posts(
                alterColumn("post", column("title", varchar(40)), column("title", varchar(60))),
                runJava(JavaStep.Nothing.class).reversedBy(ShortensTitles.class),
                runSql("insert into post (id, title) values (1, 'twice')").reversedBy(""));
        try (var database = withPosts(dialect)) {
            var migrator = migrator(database);
            assertThatThrownBy(() -> migrator.migrate(sequence, null)).isInstanceOf(ExecutionException.class);
            database.execute("update post set title = '" + "x".repeat(50) + "' where id = 1");
            var told = new ArrayList<String>();
            migrator(database, PostgresRunner.listener(told::add))
                    .dryRun(sequence, new MigrationId(2), Direction.ROLL_BACK);

            assertThat(told).hasSize(2).first().asString().endsWith("ShortensTitles");
            migrator.rollback(sequence, new MigrationId(2));

            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("x".repeat(40)));
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isForTheDatabasesThatItNames(Dialect dialect) {
        var own = dialect.urlName();
        var other = dialect == Dialect.POSTGRESQL ? "h2" : "postgresql";
        var sequence = posts(
                runSql("what " + other + " alone understands").reversedBy("").on(other),
                runJava(FailsInTheMiddle.class)
                        .reversedBy(JavaStep.Nothing.class)
                        .on(other),
                addColumn("post", SLUG),
                runSql("update post set title = 'a' where id = 1")
                        .reversedBy("update post set title = 'b' where id = 1")
                        .on(own, other),
                runJava(FillSlugs.class).reversedBy(JavaStep.Nothing.class).on(own));
        try (var database = withPosts(dialect)) {
            var migrator = migrator(database);

            migrator.migrate(sequence, null);
            assertThat(database.query("select slug from post where id = 1")).containsExactly(List.of("a"));

            migrator.rollback(sequence, null);
            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("b"));
        }
    }

    static final class GoesOnAfterAnError implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'kept'");
            try {
                execute(connection, "select none from nowhere");
            } catch (SQLException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isNotRecordedInATransactionThatFailed(Dialect dialect) {
        var sequence = posts(runJava(GoesOnAfterAnError.class));
        try (var database = withPosts(dialect)) {
            if (dialect == Dialect.POSTGRESQL) {
                assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining(
                                "ended or failed while the step ran: ERROR: current transaction is aborted");
            } else {
                migrator(database).migrate(sequence, null);
                assertThat(database.query("select title from post where id = 1"))
                        .containsExactly(List.of("kept"));
            }
        }
    }

    static final class CallsWhatCommits implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "call makes_a_table()");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isNotRecordedWhereAProcedureCommitted(Dialect dialect) {
        try (var database = withPosts(dialect)) {
            database.execute("create procedure makes_a_table() create table draft (id int)");

            assertThatThrownBy(() -> migrator(database).migrate(posts(runJava(CallsWhatCommits.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("ended or failed while the step ran")
                    .hasMessageContaining(
                            "if a procedure that it calls ended it, what was done before that is committed");
        }
    }

    abstract static class IsAbstract implements JavaStep {}

    @SuppressWarnings("ClassCanBeStatic")
    final class IsOfAnObject implements JavaStep {
        @Override
        public void run(Connection connection) {}
    }

    static final class NeedsAName implements JavaStep {
        NeedsAName(String name) {
            assertThat(name).isNotNull();
        }

        @Override
        public void run(Connection connection) {}
    }

    /** Of which the checksum would say nothing. */
    private static final Class<? extends JavaStep> WITHOUT_NAME = new JavaStep() {
        @Override
        public void run(Connection connection) {}
    }.getClass();

    static Stream<Class<? extends JavaStep>> thoseOfWhichNoObjectIsMade() {
        return Stream.of(JavaStep.class, IsAbstract.class, IsOfAnObject.class, NeedsAName.class, WITHOUT_NAME);
    }

    @ParameterizedTest
    @MethodSource("thoseOfWhichNoObjectIsMade")
    void isAClassOfWhichAnObjectCanBeMade(Class<? extends JavaStep> step) {
        assertThatThrownBy(() -> runJava(step))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("runJava(…) cannot create an object of " + step.getName());
        assertThatThrownBy(() -> runJava(FillSlugs.class).reversedBy(step))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
