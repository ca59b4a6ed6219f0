package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.command.MigrateRequest.Mode;
import dev.qorm.command.SqlRequest.Range;
import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deferrable keys, from models to databases and back. */
class DeferrableModelsTest {
    static Stream<Dialect> withDeferrableForeignKeys() {
        return TestDatabase.dialects().filter(TestDatabase::hasDeferrableForeignKeys);
    }

    private static void team(TestProject project) {
        project.model("Team", "fields.integer(\"id\").primaryKey();");
    }

    private static void player(TestProject project, String deferral, String... more) {
        project.model(
                "Player",
                Stream.concat(
                                Stream.of(
                                        "fields.integer(\"id\").primaryKey();",
                                        "fields.integer(\"rank\");",
                                        "fields.manyToOne(\"team\", Team.class)" + deferral + ";"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void modelsSayIt() {
        try (var project = TestProject.empty()) {
            team(project);
            player(
                    project,
                    ".deferrable()",
                    "fields.oneToOne(\"club\", Team.class).initiallyDeferred();",
                    "fields.foreignKey(\"rank\").references(Team.class).initiallyDeferred();",
                    "fields.unique(\"rank\").initiallyDeferred();",
                    "fields.unique(\"rank\", \"team\").deferrable();");
            project.makeMigrations();

            assertThat(project.read("shop.migrations.Migration0001"))
                    .contains(
                            "unique(\"player_club_id_key\", \"club_id\"),",
                            "unique(\"player_rank_key\", \"rank\").initiallyDeferred()",
                            "unique(\"player_rank_team_id_key\", \"rank\", \"team_id\").deferrable()",
                            "foreignKey(\"player_team_id_fkey\", \"team_id\").references(\"team\", \"id\").deferrable()",
                            ".initiallyDeferred()");
            assertThat(project.makeMigrations().operationLines()).isEmpty();

            player(project, ".initiallyDeferred()");
            assertThat(project.makeMigrations().operationLines())
                    .contains(
                            "  - drop foreign key player_team_id_fkey on player(team_id) to team(id) deferrable initially"
                                    + " immediate",
                            "  + add foreign key player_team_id_fkey on player(team_id) to team(id) deferrable initially"
                                    + " deferred",
                            "  - drop unique constraint player_rank_key on player(rank) deferrable initially deferred");
        }
    }

    @Test
    void aRelationCannotReferToADeferrableConstraint() {
        try (var project = TestProject.empty()) {
            project.model("Team", "fields.varchar(\"code\", 20);", "fields.unique(\"code\").deferrable();");
            project.model("Player", "fields.manyToOne(\"team\", Team.class).references(\"code\");");

            assertThatThrownBy(project::makeMigrations)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining(
                            "refers to team(code), which is a deferrable unique constraint, and no foreign key can refer to"
                                    + " one; say neither deferrable() nor initiallyDeferred() there, in shop.models.Team");
        }
    }

    @Test
    void aPrimaryKeyIsNotDeferrable() {
        try (var project = TestProject.empty()) {
            project.model("Team", "fields.varchar(\"code\", 20);", "fields.primaryKey(\"code\").initiallyDeferred();");

            assertThatThrownBy(project::makeMigrations)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("declares a deferrable primary key");
        }
    }

    /** As Django makes them. */
    private static void createAsDjango(TestDatabase database) {
        database.execute("create table team (id int not null primary key)");
        database.execute("create table player (id int not null primary key, rank int not null, team_id int not null"
                + " constraint player_team_fk references team (id) deferrable initially deferred, other_id int"
                + " constraint player_other_fk references team (id) on delete cascade deferrable initially immediate)");
    }

    @ParameterizedTest
    @MethodSource("withDeferrableForeignKeys")
    void inspectWritesThem(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            createAsDjango(database);
            if (dialect == Dialect.POSTGRESQL) {
                database.execute("alter table player add constraint ranks unique (rank) deferrable,"
                        + " add constraint player_other_id_key unique (other_id) deferrable initially deferred");
            }
            var remarks = TakeOverTest.takeOver(
                    database, (old, made) -> assertThat(made.introspect()).isEqualTo(old.introspect()));

            assertThat(remarks)
                    .noneMatch(remark -> remark.toLowerCase(Locale.ROOT).contains("defer"));
        }
    }

    /** The migrations of an earlier version do not have them. */
    @ParameterizedTest
    @MethodSource("withDeferrableForeignKeys")
    void aDatabaseThatWasTakenOverBefore(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            team(project);
            player(
                    project,
                    ".notIndexed().constraint(\"player_team_fk\")",
                    "fields.manyToOne(\"other\", Team.class)"
                            + ".nullable().notIndexed().constraint(\"player_other_fk\").onDelete(dev.qorm.schema.ReferentialAction.CASCADE);");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            database.execute("drop table player");
            database.execute("drop table team");
            createAsDjango(database);

            assertThat(InspectTest.differences(project, database))
                    .extracting(Object::toString)
                    .hasSize(2)
                    .anyMatch(
                            line -> line.contains("player_team_fk") && line.contains("deferrable initially deferred"));

            if (dialect == Dialect.POSTGRESQL) {
                goesOn(project, database);
            }
            adopt(project, database);
        }
    }

    /** A key whose actions change keeps its deferral. */
    private static void goesOn(TestProject project, TestDatabase database) {
        player(
                project,
                ".notIndexed().constraint(\"player_team_fk\").onDelete(dev.qorm.schema.ReferentialAction.CASCADE)",
                "fields.manyToOne(\"other\", Team.class)"
                        + ".nullable().notIndexed().constraint(\"player_other_fk\").onDelete(dev.qorm.schema.ReferentialAction.CASCADE);",
                "fields.integer(\"size\").nullable();");
        project.makeMigrations();
        Migrate.run(project.request(database.database(), Mode.RUN));
        assertThat(database.query(
                        "select pg_get_constraintdef(oid) from pg_constraint where conname = 'player_team_fk'"))
                .containsExactly(List.of(
                        "FOREIGN KEY (team_id) REFERENCES team(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"));
    }

    private static void adopt(TestProject project, TestDatabase database) {
        var adoption = new VerifyRequest.Adoption(project.sources(), Answers.NONE);
        Verify.run(new VerifyRequest(project.request(database.database(), Mode.RUN), adoption));
        Migrate.run(project.request(database.database(), Mode.FAKE));
        assertThat(InspectTest.differences(project, database)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withDeferrableForeignKeys")
    void aKeyToAnExternalTable(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect);
                var project = TestProject.empty()) {
            database.execute("create table team (id int not null primary key)");
            project.model("Team", "fields.integer(\"id\").primaryKey();", "fields.table().external();");
            player(project, ".initiallyDeferred()");
            project.makeMigrations();

            Migrate.run(project.request(database.database(), Mode.RUN));
            assertThat(InspectTest.differences(project, database)).isEmpty();
            Rollback.run(project.request(database.database(), Mode.RUN));
            assertThat(database.introspect().find("player")).isNull();
        }
    }

    /** It would lose what no migration has. */
    @Test
    void sqliteDoesNotLoseWhatNoMigrationHas() {
        assumeThat(TestDatabase.dialects()).contains(Dialect.SQLITE);
        try (var database = TestDatabase.fresh(Dialect.SQLITE);
                var project = TestProject.empty()) {
            team(project);
            player(project, ".notIndexed()");
            project.makeMigrations();
            Migrate.run(project.request(database.database(), Mode.RUN));
            database.execute("drop table player");
            database.execute("create table player (id int not null, rank int not null, team_id int not null, constraint"
                    + " player_pkey primary key (id), constraint player_team_id_fkey foreign key (team_id) references"
                    + " team (id) deferrable initially deferred)");
            player(project, ".notIndexed().onDelete(dev.qorm.schema.ReferentialAction.CASCADE)");
            project.makeMigrations();

            assertThatThrownBy(() -> Migrate.run(project.request(database.database(), Mode.RUN)))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("would lose what no migration has")
                    .hasMessageContaining("deferrable initially deferred")
                    .hasMessageContaining("-Dqorm.adopt");
        }
    }

    /** A script cannot find out whether checks are pending, and makes them where the migrations have deferred keys. */
    @ParameterizedTest
    @ValueSource(strings = {".initiallyDeferred()", ".deferrable()", ""})
    void aScriptChecksRowsBeforeTheirTableChanges(String deferral) {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            team(project);
            player(project, deferral);
            project.makeMigrations();
            project.migration(
                    "Migration0002",
                    "runSql(\"insert into player values (1, 1, 7)\").reversedBy(\"delete from player\")",
                    "runSql(\"insert into team values (7)\").reversedBy(\"\")",
                    "addColumn(\"player\", column(\"note\", varchar(80)).nullable())");
            var lines = WriteSqlTest.withoutShell(WriteSql.run(
                            new SqlRequest(project.code(), null, Dialect.POSTGRESQL, Range.ALL, Direction.APPLY, null))
                    .lines());
            var isDeferred = deferral.startsWith(".initially");
            assertThat(lines.contains("set constraints all immediate;")).isEqualTo(isDeferred);
            if (isDeferred) {
                database.execute(String.join("\n", lines));
                assertThat(database.query("select team_id, note from player"))
                        .containsExactly(Arrays.asList("7", null));
            }
        }
    }

    /** The checks are deferred again, those of all keys that can be. */
    @ParameterizedTest
    @ValueSource(strings = {".initiallyDeferred()", ".deferrable()"})
    void aScriptChecksRowsAgainAfterTheUserDefersThat(String deferral) {
        assumeThat(TestDatabase.dialects()).contains(Dialect.POSTGRESQL);
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL);
                var project = TestProject.empty()) {
            team(project);
            player(project, deferral);
            project.makeMigrations();
            project.migration(
                    "Migration0002",
                    "runSql(\"insert into team values (1)\").reversedBy(\"\")",
                    "addColumn(\"player\", column(\"note\", varchar(80)).nullable())",
                    "runSql(\"SET  CONSTRAINTS all deferred\").reversedBy(\"\")",
                    "runSql(\"insert into player values (1, 1, 7)\").reversedBy(\"\")",
                    "runSql(\"insert into team values (7)\").reversedBy(\"\")",
                    "addColumn(\"player\", column(\"size\", varchar(80)).nullable())");
            var lines = WriteSqlTest.withoutShell(WriteSql.run(
                            new SqlRequest(project.code(), null, Dialect.POSTGRESQL, Range.ALL, Direction.APPLY, null))
                    .lines());

            assertThat(lines.stream().filter("set constraints all immediate;"::equals))
                    .hasSize(deferral.startsWith(".initially") ? 2 : 1);
            database.execute(String.join("\n", lines));
            assertThat(database.query("select team_id from player")).containsExactly(List.of("7"));
        }
    }
}
