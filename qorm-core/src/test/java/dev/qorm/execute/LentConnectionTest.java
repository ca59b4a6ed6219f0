package dev.qorm.execute;

import static dev.qorm.execute.JavaStepTest.SLUG;
import static dev.qorm.execute.JavaStepTest.execute;
import static dev.qorm.execute.JavaStepTest.posts;
import static dev.qorm.execute.JavaStepTest.withPosts;
import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.runJava;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.JavaStep;
import dev.qorm.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step in Java can do with its connection, and what it cannot. */
class LentConnectionTest {
    static final class Commits implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            connection.commit();
        }
    }

    static final class RollsBack implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            connection.rollback();
        }
    }

    static final class CommitsEach implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            connection.setAutoCommit(true);
        }
    }

    static final class CommitsByStatement implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            try (var statement = connection.prepareStatement("/* now */ commit")) {
                statement.execute();
            }
        }
    }

    static final class CommitsBehindAStatement implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'it''s; lost'; commit");
        }
    }

    static final class CommitsByMetaData implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            connection.getMetaData().getConnection().commit();
        }
    }

    static final class CommitsByResultSet implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            try (var statement = connection.prepareStatement("select id from post");
                    var rows = statement.executeQuery()) {
                rows.getStatement().getConnection().commit();
            }
        }
    }

    static final class CommitsByUnwrapping implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            connection.unwrap(Connection.class).commit();
        }
    }

    /** As a library does that rolls back when its own work fails, and tells of the failure alone. */
    static final class PassesOverTheRefusal implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'lost'");
            try {
                connection.rollback();
            } catch (SQLException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    static Stream<Arguments> thoseThatEndTheTransaction() {
        return TestDatabase.dialects()
                .flatMap(dialect -> Stream.of(
                                Commits.class,
                                RollsBack.class,
                                CommitsEach.class,
                                CommitsByStatement.class,
                                CommitsBehindAStatement.class,
                                CommitsByMetaData.class,
                                CommitsByResultSet.class,
                                CommitsByUnwrapping.class,
                                PassesOverTheRefusal.class)
                        .map(step -> Arguments.of(dialect, step)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("thoseThatEndTheTransaction")
    void mayNotEndTheTransaction(Dialect dialect, Class<? extends JavaStep> step) {
        try (var database = withPosts(dialect)) {
            assertThatThrownBy(() -> migrator(database).migrate(posts(runJava(step)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("would begin, end or change the transaction of the migration: leave it out")
                    .hasMessageContaining("at:        " + step.getName() + ".run(LentConnectionTest.java:");

            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("Two Words"));
        }
    }

    static final class LooksElsewhere implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(
                    connection,
                    connection.getMetaData().getURL().contains("mariadb") ? "use mysql" : "set schema 'other'");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void doesNotLeadElsewhereWhatComesBehindIt(Dialect dialect) {
        try (var database = withPosts(dialect)) {
            assertThatThrownBy(() -> migrator(database).migrate(posts(runJava(LooksElsewhere.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("would make qorm look for its tables elsewhere: leave it out");
        }
    }

    static final class LeavesAllOpen implements JavaStep {
        private static Connection connection;

        @Override
        @SuppressWarnings("MustBeClosed")
        public void run(Connection connection) throws SQLException {
            LeavesAllOpen.connection = connection;
            var statement = connection.prepareStatement("select id, title from post");
            statement.setFetchSize(1);
            assertThat(statement.executeQuery().next()).isTrue();
            assertThat(connection
                            .getMetaData()
                            .getTables(null, null, null, null)
                            .next())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void leavesNothingInTheWayOfWhatComesBehindIt(Dialect dialect) {
        var wider = alterColumn("post", column("title", varchar(40)), column("title", varchar(50)));
        var sequence = posts(addColumn("post", SLUG), runJava(LeavesAllOpen.class), wider, dropColumn("post", SLUG));
        try (var database = withPosts(dialect)) {
            migrator(database).migrate(sequence, null);

            assertThat(database.differences(sequence.states().get(2))).isEmpty();
            assertThatThrownBy(() -> execute(LeavesAllOpen.connection, "delete from post"))
                    .hasMessageContaining("the step has ended, and its connection can no longer be used");
        }
    }

    static final class ChangesTheSchema implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "update post set title = 'lost'");
            execute(connection, "create table draft (id int)");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void doesNotChangeTheSchemaWhereThatCommits(Dialect dialect) {
        try (var database = withPosts(dialect)) {
            assertThatThrownBy(() -> migrator(database).migrate(posts(runJava(ChangesTheSchema.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("'create table draft (id int)' would commit on " + dialect.displayName());

            assertThat(database.query("select title from post where id = 1")).containsExactly(List.of("Two Words"));
        }
    }

    /** What others' libraries do with a connection that they are lent. */
    static final class WorksLikeALibrary implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            try (connection) {
                connection.setAutoCommit(false);
                assertThat(connection.getAutoCommit()).isFalse();
                try (var statement = connection.createStatement()) {
                    assertThat(statement.getConnection()).isSameAs(connection).isEqualTo(connection);
                    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
                    try (var rows = statement.executeQuery("select id from post")) {
                        assertThat(rows.getStatement()).isSameAs(statement);
                        assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
                    }
                    statement.execute("update post set title = 'a' where id = 1");
                    statement.execute("savepoint mine");
                    statement.execute("update post set title = 'b' where id = 1");
                    statement.execute("rollback to savepoint mine");
                    statement.executeUpdate(
                            "insert into post (id, title) values (3, 'c')", Statement.NO_GENERATED_KEYS);
                }
            }
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void hasAConnectionForAllElse(Dialect dialect) {
        try (var database = withPosts(dialect)) {
            migrator(database)
                    .migrate(
                            posts(runJava(WorksLikeALibrary.class), addColumn("post", SLUG), dropColumn("post", SLUG)),
                            null);

            assertThat(database.query("select title from post where id in (1, 3) order by id"))
                    .containsExactly(List.of("a"), List.of("c"));
        }
    }

    static final class LocksTables implements JavaStep {
        @Override
        public void run(Connection connection) throws SQLException {
            execute(connection, "drop temporary table if exists draft");
            execute(connection, "/* of ours */ create temporary table draft (id int)");
            execute(connection, "lock tables post write");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void doesNotLockTablesWhereThatCommits(Dialect dialect) {
        try (var database = withPosts(dialect)) {
            assertThatThrownBy(() -> migrator(database).migrate(posts(runJava(LocksTables.class)), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("'lock tables post write' would commit on " + dialect.displayName());
        }
    }
}
