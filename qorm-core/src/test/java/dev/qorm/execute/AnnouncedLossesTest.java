package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.AUTHOR;
import static dev.qorm.execute.MigratorTest.EMAIL;
import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.commentTable;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Schema;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run does to the data is said before it is done, and by a dry run that does nothing. */
class AnnouncedLossesTest {
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void aDryRunTellsTheStatementsAndChangesNothing(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR));
        try (var database = TestDatabase.fresh(dialect)) {
            var statements = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void statement(MigrationId id, String sql) {
                    statements.add(sql);
                }
            });

            assertThat(migrator.dryRun(sequence, null, Direction.APPLY)).containsExactly(new MigrationId(1));
            assertThat(statements).singleElement().asString().startsWith("create table");
            assertThat(database.introspect()).isEqualTo(Schema.empty());
            assertThat(migrator.history()).isEmpty();
        }
    }

    /** The dry run tells what would run, and both tell what is lost: of what was begun, and no more. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#journalled")
    void saysWhatIsLostOfAMigrationThatStoppedHalfWay(Dialect dialect) {
        var sequence = sequence(
                List.of(AUTHOR),
                List.of(
                        EMAIL,
                        runSql("insert into nowhere values (1)").reversedBy("delete from author"),
                        addColumn("author", column("city", varchar(20)).nullable())));
        try (var database = TestDatabase.fresh(dialect)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losing(MigrationId id, Direction direction, List<String> losses) {
                    said.addAll(losses);
                }

                @Override
                public void statement(MigrationId id, String sql) {
                    said.add(sql.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT));
                }
            });
            assertThatThrownBy(() -> migrator.migrate(sequence, null)).hasMessageContaining("Migration0002 failed");

            said.clear();
            migrator.dryRun(sequence, new MigrationId(2), Direction.ROLL_BACK);
            assertThat(said)
                    .startsWith("drop column author.email")
                    .anyMatch(text -> text.startsWith("alter table author drop"))
                    .noneMatch(text -> text.contains("city") || text.contains("delete"));
            var dry = List.copyOf(said);
            said.clear();
            migrator.rollback(sequence, new MigrationId(2));
            assertThat(said).isEqualTo(dry);
        }
    }

    /** What was taken over may have more than a schema says. */
    @Test
    void saysBeforeWhatPostgresqlTakesAwayThatNoMigrationKnows() {
        var name = column("name", varchar(20));
        var sequence = sequence(
                List.of(createTable(
                        "author",
                        column("id", bigint()),
                        name,
                        column("tags", varchar(20)).nullable(),
                        index("author_ix", "tags", "id"))),
                List.of(
                        renameTable("author", "writer"),
                        renameColumn("writer", "name", "title"),
                        alterColumn(
                                "writer",
                                name.named("title"),
                                name.named("title").type(varchar(30))),
                        dropIndex("writer", index("author_ix", "tags", "id")),
                        dropColumn("writer", column("tags", varchar(20)).nullable())),
                List.of(commentTable("writer", null, "who writes")));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
                    said.add(direction + " " + id + " " + losses);
                }
            });
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("create domain full_name as varchar(20) check (value <> '')");
            database.execute("alter table author alter name type full_name collate \"C\"");
            database.execute("create index author_hash on author using hash (tags)");
            database.execute("create index author_lower on author (lower(tags))");
            database.execute("alter table author add constraint author_ck check (tags <> name)");
            database.execute("alter table author alter name set storage external");
            database.execute("create statistics author_st on tags, name from author");

            migrator.dryRun(sequence, null, Direction.APPLY);
            var losses = "APPLY Migration0002 [the collation C of author.name, the"
                    + " constraint author_ck of author, the domain full_name of author.name with its checks, the index"
                    + " author_hash of author, the index author_lower of author, the statistics author_st of author, the"
                    + " storage external of author.name]";
            assertThat(said).containsExactly(losses);
            migrator.migrate(sequence, null);
            assertThat(said).containsExactly(losses, losses);
        }
    }

    /** A comment does not make it anew. */
    @Test
    void saysWhatGoesWithAColumnThatIsMadeAnewOnPostgresql() {
        var size = column("size", bigint()).nullable();
        var computed = size.generatedAs("id * 2");
        var sequence = sequence(
                List.of(createTable("author", column("id", bigint()), size)),
                List.of(alterColumn("author", size, computed)),
                List.of(alterColumn("author", computed, computed.comment("twice"))),
                List.of(alterColumn("author", computed.comment("twice"), size.generatedAs("id * 3"))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var losses = new UnknownLosses();
            var migrator = migrator(database, losses);
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("grant select (size) on author to public");

            migrator.migrate(sequence, new MigrationId(2));
            assertThat(losses.said).containsExactly("the privileges on author.size");

            database.execute("grant select (size) on author to public");
            database.execute("alter table author alter size set not null");
            migrator.migrate(sequence, new MigrationId(3));
            assertThat(losses.said).hasSize(1);

            migrator.migrate(sequence, null);
            assertThat(losses.said)
                    .containsExactly(
                            "the privileges on author.size",
                            "the not null of author.size",
                            "the privileges on author.size");
        }
    }

    /** A comment of the migrations comes back. */
    @Test
    void saysWhatIsNotSetAgainOnAColumnThatIsMadeAnewOnPostgresql() {
        var twice = column("twice", bigint()).nullable().generatedAs("id * 2");
        var half = column("half", bigint()).nullable().comment("half").generatedAs("id / 2");
        var sequence = sequence(
                List.of(createTable("author", column("id", bigint()), twice, half)),
                List.of(
                        alterColumn("author", twice, twice.generatedAs("id + id")),
                        alterColumn("author", half, half.generatedAs("id * 0.5"))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var losses = new UnknownLosses();
            var migrator = migrator(database, losses);
            migrator.migrate(sequence, new MigrationId(1));
            database.execute("comment on column author.twice is 'by hand'");
            database.execute("alter table author alter half set statistics 500");
            database.execute("alter table author alter twice set (n_distinct = 5)");

            migrator.migrate(sequence, null);
            assertThat(losses.said)
                    .containsExactly(
                            "the comment on author.twice",
                            "the options for statistics of author.half",
                            "the options for statistics of author.twice");
            assertThat(database.differences(sequence.replay())).isEmpty();
        }
    }

    @Test
    void saysWhereOnlyTheDatabaseKnowsWhetherItIsSo() {
        var at = column("at", ColumnTypes.nativeType("tsrange")).nullable();
        var code = column("code", ColumnTypes.nativeType("bit varying(8)")).nullable();
        var sequence = sequence(
                List.of(createTable("visit", column("id", bigint()), at, code)),
                List.of(
                        alterColumn("visit", at, at.type(ColumnTypes.nativeType("text"))),
                        alterColumn("visit", code, code.type(ColumnTypes.nativeType("bit varying(16)")))));
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losing(MigrationId id, Direction direction, List<String> losses) {
                    said.addAll(losses);
                }
            });
            migrator.migrate(sequence, null);

            assertThat(said)
                    .containsExactly(
                            "alter column visit.at: tsrange -> text (perhaps: only the database knows the type)");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void saysBeforeWhatIsLost(Dialect dialect) {
        var sequence = sequence(List.of(AUTHOR), List.of(EMAIL), List.of(EMAIL.reverse()));
        try (var database = TestDatabase.fresh(dialect)) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losing(MigrationId id, Direction direction, List<String> losses) {
                    said.add(direction + " " + id + " " + losses);
                }

                @Override
                public void starting(MigrationId id, Direction direction) {
                    said.add(direction + " " + id);
                }
            });
            migrator.migrate(sequence, null);
            assertThat(said)
                    .containsExactly(
                            "APPLY Migration0001",
                            "APPLY Migration0002",
                            "APPLY Migration0003 [drop column author.email]",
                            "APPLY Migration0003");
            said.clear();
            migrator.dryRun(sequence, new MigrationId(2), Direction.ROLL_BACK);
            assertThat(said)
                    .containsExactly(
                            "ROLL_BACK Migration0003",
                            "ROLL_BACK Migration0002 [drop column author.email]",
                            "ROLL_BACK Migration0002");
        }
    }
}
