package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.scan.Codebase;
import dev.qorm.testing.TestDatabase;
import dev.qorm.testing.TestProject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that builds tables anew on SQLite, on a connection that enforces foreign keys, as a person runs it. */
class ScriptOnSqliteTest {
    private final TestProject shop = TestProject.empty();
    private Codebase code;

    @AfterEach
    void delete() {
        shop.close();
    }

    @BeforeEach
    void threeMigrations() {
        code = WriteSqlTest.threeMigrations(shop);
    }

    private void run(TestDatabase database, MigrationId migration, Direction direction) {
        database.execute("pragma foreign_keys = on");
        database.execute(WriteSqlTest.script(WriteSqlTest.sql(code, database.dialect(), migration, direction)));
    }

    @Test
    void keepsTheRowsThatReferToATableThatIsBuiltAnew() {
        code = shop.delete("shop.migrations.Migration0003")
                .migration(
                        "Migration0001",
                        "createTable(\"author\", column(\"id\", bigint()).autoIncrement(),"
                                + " column(\"name\", varchar(80)), primaryKey(\"author_pkey\", \"id\"))",
                        "createTable(\"post\", column(\"id\", bigint()).autoIncrement(),"
                                + " column(\"author_id\", bigint()), primaryKey(\"post_pkey\", \"id\"),"
                                + " foreignKey(\"post_author_id_fkey\", \"author_id\").references(\"author\", \"id\")"
                                + ".onDelete(dev.qorm.schema.ReferentialAction.CASCADE))")
                .migration(
                        "Migration0002",
                        "alterColumn(\"author\", column(\"name\", varchar(80)), column(\"name\", varchar(10)))")
                .code();
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            run(database, new MigrationId(1), Direction.APPLY);
            database.execute("insert into author values (1, 'Ada'); insert into post values (7, 1);");

            run(database, new MigrationId(2), Direction.APPLY);
            run(database, new MigrationId(2), Direction.ROLL_BACK);

            assertThat(database.query("select id, author_id from post")).containsExactly(List.of("7", "1"));
            assertThat(database.query("pragma foreign_keys")).containsExactly(List.of("1"));
        }
    }

    @Test
    void takesBackWhatLeavesForeignKeysWithoutATarget() {
        code = shop.migration(
                        "Migration0003", "runSql(\"delete from author where name = '--'\").reversedBy(\"select 1\")")
                .code();
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            run(database, new MigrationId(1), Direction.APPLY);
            run(database, new MigrationId(2), Direction.APPLY);
            database.execute("insert into post values (7, 2)");

            assertThatThrownBy(() -> run(database, new MigrationId(3), Direction.APPLY))
                    .hasMessageContaining("every foreign key has a target");

            assertThat(database.query("select name from author order by id"))
                    .containsExactly(List.of("a;b"), List.of("--"));
        }
    }

    /** migrate keeps them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger kept after insert on Author begin select 1; end",
                "create index kept on author (name) where name <> ''"
            })
    void takesBackWhatWouldLoseATriggerOrAnIndex(String made) {
        code = shop.migration(
                        "Migration0003",
                        "runSql(\"update author set name = name || '!'\").reversedBy(\"\")",
                        "createIndex(\"author\", index(\"author_slug_idx\", \"slug\"))",
                        "addUnique(\"author\", unique(\"author_name_key\", \"name\"))")
                .code();
        try (var database = TestDatabase.fresh(Dialect.SQLITE)) {
            run(database, new MigrationId(1), Direction.APPLY);
            run(database, new MigrationId(2), Direction.APPLY);
            database.execute(made);

            assertThatThrownBy(() -> run(database, new MigrationId(3), Direction.APPLY))
                    .hasMessageContaining("author has no trigger or index that a script would lose");

            assertThat(database.query("select name from sqlite_master where name = 'kept'"))
                    .hasSize(1);
            assertThat(database.query("select name from author order by id"))
                    .containsExactly(List.of("a;b"), List.of("--"));
            database.execute(made.contains("trigger") ? "drop trigger kept" : "drop index kept");
            run(database, new MigrationId(3), Direction.APPLY);
            run(database, new MigrationId(3), Direction.ROLL_BACK);
            assertThat(database.introspect().table("author").indexes()).isEmpty();
        }
    }
}
