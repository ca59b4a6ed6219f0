package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createIndex;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.uniqueIndex;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationException;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A way of a person's own on some databases, and qorm's on the others: both lead to the same schema and back. */
class InsteadOfTest {
    static final Column NOTE = column("note", varchar(40)).nullable();
    private static final Column LENGTH = column("note", integer()).nullable();
    private static final Operation POST = createTable(
            "post", column("id", bigint()), column("title", varchar(40)), NOTE, primaryKey("post_pkey", "id"));
    private static final Operation ALTER = alterColumn("post", NOTE, LENGTH);
    static final Operation STARS = addColumn("post", column("stars", integer()).nullable());
    private static final Operation SLUG =
            addColumn("post", column("slug", varchar(40)).nullable());

    static TestDatabase withPosts(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        migrator(database).migrate(sequence(List.of(POST)), null);
        database.execute("insert into post (id, title, note) values (1, 'one', '12'), (2, 'two', '345')");
        return database;
    }

    static MigrationSequence posts(Operation... second) {
        return sequence(List.of(POST), List.of(second));
    }

    private static String other(Dialect dialect) {
        return dialect == Dialect.H2 ? "sqlite" : "h2";
    }

    /** Numbers the texts by their lengths, which no statement of qorm's does. */
    private static List<RunSql> lengths(Dialect dialect, String database) {
        return switch (dialect) {
            case H2 ->
                List.of(runSql("alter table post alter column note set data type integer using length(note)")
                        .reversedBy(
                                "alter table post alter column note set data type varchar(40) using repeat('x', note)")
                        .on(database)
                        .insteadOf(ALTER));
            case POSTGRESQL ->
                List.of(runSql("alter table post alter note type integer using length(note)")
                        .reversedBy("alter table post alter note type varchar(40) using repeat('x', note)")
                        .on(database)
                        .insteadOf(ALTER));
            case SQLITE ->
                List.of(runSql(sqliteTable("integer", "length(note)"))
                        .reversedBy(sqliteTable("varchar(40)", "substr('xxxxxxxx', 1, note)"))
                        .insteadOf(ALTER)
                        .on(database));
            // A database that has one statement at a time takes several operations, of which one says what they are
            // for.
            case MARIADB, MYSQL ->
                List.of(
                        runSql("update post set note = char_length(note)")
                                .reversedBy("update post set note = repeat('x', note)")
                                .on(database),
                        runSql("alter table post modify note integer")
                                .reversedBy("alter table post modify note varchar(40)")
                                .on(database)
                                .insteadOf(ALTER));
        };
    }

    private static String sqliteTable(String type, String value) {
        return "create table made (id bigint not null, title varchar(40) not null, note " + type
                + ", constraint post_pkey primary key (id)); insert into made select id, title, " + value
                + " from post; drop table post; alter table made rename to post";
    }

    private static List<List<String>> notes(TestDatabase database) {
        return database.query("select note from post order by id");
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void theSqlRunsThereAndBackAndAgain(Dialect dialect) {
        var sequence = posts(Stream.concat(
                        lengths(dialect, dialect.urlName()).stream(), Stream.of(STARS, dropColumn("post", LENGTH)))
                .limit(lengths(dialect, "h2").size() + 1)
                .toArray(Operation[]::new));
        try (var database = withPosts(dialect)) {
            for (var time = 0; time < 2; time++) {
                assertThat(migrator(database).migrate(sequence, null)).containsExactly(new MigrationId(2));
                assertThat(notes(database)).containsExactly(List.of("2"), List.of("3")); // not 12 and 345
                assertThat(database.differences(sequence.replay())).isEmpty();
                assertThat(migrator(database).migrate(sequence, null)).isEmpty();

                migrator(database).rollback(sequence, null);
                assertThat(notes(database)).containsExactly(List.of("xx"), List.of("xxx"));
                assertThat(database.differences(sequence.states().get(1))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void elsewhereTheOperationsRunAsEver(Dialect dialect) {
        var irreversibleThere =
                runSql("a way of another database").on(other(dialect)).insteadOf(ALTER, SLUG);
        var sequence = posts(STARS, irreversibleThere);
        try (var database = withPosts(dialect)) {
            for (var time = 0; time < 2; time++) {
                migrator(database).migrate(sequence, null);
                assertThat(notes(database)).containsExactly(List.of("12"), List.of("345"));
                assertThat(database.differences(sequence.replay())).isEmpty();
                assertThat(migrator(database).history().get(1).operationCount()).isEqualTo(3);

                migrator(database).rollback(sequence, null);
                assertThat(notes(database)).containsExactly(List.of("12"), List.of("345"));
                assertThat(database.differences(sequence.states().get(1))).isEmpty();
            }
            database.execute("update post set note = 'none' where id = 2");

            assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                    .hasMessageContaining("Migration0002 was not started, because rows are in the way")
                    .hasMessageContaining("'alter column post.note");
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatSaysNoWayBackHasNoneThere(Dialect dialect) {
        var sequence = posts(runSql("alter table post add column stars integer").insteadOf(STARS));
        try (var database = withPosts(dialect)) {
            migrator(database).migrate(sequence, null);

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .isInstanceOf(MigrationException.class)
                    .hasMessage(
                            "Migration0002 cannot be rolled back: 'add column post.stars, by sql: alter table post add"
                                    + " column stars integer' does not say how to undo it; add .reversedBy(…), which does not count"
                                    + " as an edit");
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    private static RunSql uniqueTitles(Dialect dialect) {
        return runSql("create unique index post_title_ix on post (title)")
                .reversedBy("drop index post_title_ix" + (dialect.isMySqlFamily() ? " on post" : ""))
                .insteadOf(createIndex("post", uniqueIndex("post_title_ix", "title")));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void isGoneOnWithOrRolledBackWhereItFailedInTheMiddle(Dialect dialect) {
        var sequence = posts(STARS, uniqueTitles(dialect), SLUG);
        for (var goesOn : List.of(true, false)) {
            try (var database = withPosts(dialect)) {
                database.execute("update post set title = 'same'");
                assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                        .hasMessageContaining(
                                "Migration0002 failed at 'create unique index post_title_ix on post(title), by"
                                        + " sql: create unique index post_title_ix on post (title)'");
                assertThat(migrator(database).history()).hasSize(dialect.hasTransactionalDdl() ? 1 : 2);

                if (goesOn) {
                    database.execute("update post set title = 'two' where id = 2");
                    migrator(database).migrate(sequence, null);
                    assertThat(database.differences(sequence.replay())).isEmpty();
                }
                migrator(database)
                        .rollback(sequence, goesOn || !dialect.hasTransactionalDdl() ? new MigrationId(2) : null);
                assertThat(database.differences(
                                sequence.states().get(goesOn || !dialect.hasTransactionalDdl() ? 1 : 0)))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatTheDatabaseHasAlreadyIsRecordedAlone(Dialect dialect) {
        var sequence = posts(runSql("-- made by hand")
                .reversedBy("")
                .insteadOf(createIndex("post", index("post_title_ix", "title"))));
        try (var database = withPosts(dialect)) {
            database.execute("create index post_title_ix on post (title)");
            var said = new ArrayList<String>();
            var migrator = migrator(database, told(said));

            migrator.migrate(sequence, null);
            assertThat(database.differences(sequence.replay())).isEmpty();
            migrator.rollback(sequence, null);
            assertThat(migrator.history()).hasSize(1);
            assertThat(database.differences(sequence.replay())).isEmpty();
            assertThat(said).isEmpty();
        }
    }

    private static MigrationListener told(List<String> said) {
        return new MigrationListener() {
            @Override
            public void losing(MigrationId id, Direction direction, List<String> losses) {
                said.addAll(losses);
            }

            @Override
            public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
                said.addAll(losses);
            }

            @Override
            public void statement(MigrationId id, String sql) {
                said.add(sql);
            }
        };
    }

    /** The names that the operations give are those of what comes behind them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void whatComesBehindItFindsTheSchemaThatItSays(Dialect dialect) {
        var sequence = posts(
                STARS,
                runSql("alter table post rename to entry")
                        .reversedBy("alter table entry rename to post")
                        .insteadOf(renameTable("post", "entry")),
                alterColumn("entry", NOTE, column("note", varchar(50))).backfill("none"),
                runSql("alter table entry rename column title to headline")
                        .reversedBy("alter table entry rename column headline to title")
                        .on(dialect.urlName(), other(dialect))
                        .insteadOf(renameColumn("entry", "title", "headline")),
                createIndex("entry", uniqueIndex("entry_headline_ix", "headline")));
        try (var database = withPosts(dialect)) {
            database.execute("insert into post (id, title) values (3, 'three')");
            for (var time = 0; time < 2; time++) {
                migrator(database).migrate(sequence, null);
                assertThat(database.query("select headline, note from entry order by id"))
                        .containsExactly(List.of("one", "12"), List.of("two", "345"), List.of("three", "none"));
                assertThat(database.differences(sequence.replay())).isEmpty();
                migrator(database).rollback(sequence, null);
                assertThat(database.differences(sequence.states().get(1))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDatabaseThatItLeftAnotherOneDiffers(Dialect dialect) {
        var sequence = posts(runSql("alter table post add column stars bigint").insteadOf(STARS));
        try (var database = withPosts(dialect)) {
            migrator(database).migrate(sequence, null);

            assertThat(database.differences(sequence.replay()))
                    .singleElement()
                    .asString()
                    .isEqualTo("post: the column stars should be integer but is bigint");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDryRunTellsTheSqlAndWhatIsLost(Dialect dialect) {
        var drop = "alter table post drop column note";
        assertThat(toldOfDrop(dialect, runSql(drop).on(dialect.urlName())))
                .containsExactly("drop column post.note, by sql: " + drop, drop);
        assertThat(toldOfDrop(dialect, runSql("").on(dialect.urlName()))).isEmpty();
        assertThat(toldOfDrop(dialect, runSql("").on(other(dialect))))
                .startsWith("drop column post.note")
                .hasSizeGreaterThan(1);
    }

    private static List<String> toldOfDrop(Dialect dialect, RunSql run) {
        try (var database = withPosts(dialect)) {
            var said = new ArrayList<String>();
            migrator(database, told(said))
                    .dryRun(posts(run.insteadOf(dropColumn("post", NOTE))), null, Direction.APPLY);
            return said;
        }
    }

    /** A text keeps its characters when its table got another name by a statement of a person. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void textsKeepTheirCharactersBehindIt(Dialect dialect) {
        var sequence = posts(
                runSql("alter table post rename to entry")
                        .reversedBy("alter table entry rename to post")
                        .insteadOf(renameTable("post", "entry")),
                alterColumn("entry", NOTE, column("note", varchar(50)).nullable()));
        try (var database = withPosts(dialect)) {
            database.execute("alter table post modify note varchar(40) character set latin1");
            assertThat(characters(database)).isEqualTo("latin1");

            migrator(database).migrate(sequence, null);
            assertThat(characters(database)).isEqualTo("latin1");
            migrator(database).rollback(sequence, null);
            assertThat(characters(database)).isEqualTo("latin1");
        }
    }

    private static @Nullable String characters(TestDatabase database) {
        return database.query("select character_set_name from information_schema.columns where column_name = 'note'"
                        + " and table_schema = database()")
                .get(0)
                .get(0);
    }

    /** Indexes by qorm beside the work of others on PostgreSQL, and by a statement of their own on the others. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void mayStandForWhatIsConcurrent(Dialect dialect) {
        var sequence = posts(uniqueTitles(dialect)
                .on("h2", "sqlite", "mariadb", "mysql")
                .insteadOf(createIndex("post", uniqueIndex("post_title_ix", "title"))
                        .concurrently()));
        try (var database = withPosts(dialect)) {
            var said = new ArrayList<String>();
            migrator(database, told(said)).migrate(sequence, null);
            assertThat(said)
                    .singleElement()
                    .asString()
                    .startsWith("create unique index " + (dialect == Dialect.POSTGRESQL ? "concurrently" : "post"));
            assertThat(database.differences(sequence.replay())).isEmpty();
            migrator(database).rollback(sequence, null);
            assertThat(database.differences(sequence.states().get(1))).isEmpty();
        }
    }

    @Test
    void aRecordedMigrationIsTheSameOnEachDatabase() {
        var sequence = posts(STARS, runSql("…").on("h2").insteadOf(SLUG));
        assertThat(sequence.forDatabase("sqlite").fingerprint()).isEqualTo(sequence.fingerprint());
        assertThat(sequence.forDatabase("sqlite").replay()).isEqualTo(sequence.replay());
        assertThat(sequence.forDatabase("sqlite").migrations().get(1).operations())
                .containsExactly(STARS, SLUG);
        var plain = posts(STARS, runSql("…").on("h2"));
        assertThat(plain.forDatabase("sqlite")).isSameAs(plain);
    }
}
