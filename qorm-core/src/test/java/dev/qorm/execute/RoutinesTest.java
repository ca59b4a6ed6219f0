package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Procedures, functions and events that read names which a migration takes. */
class RoutinesTest {
    private static final Operation POST = createTable(
            "post",
            column("id", integer()),
            column("title", varchar(20)),
            column("state", integer()),
            primaryKey("post_pkey", "id"));

    private static TestDatabase posts(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(List.of(POST)), null);
        database.execute("create procedure publish(number int) /* state */ update post p set p.title = upper(title)"
                + " where p.id = number");
        database.execute(
                "create function titles() returns int reads sql data return (select count(`TITLE`) from `post`)");
        database.execute("create procedure nothing(state int) select 'post', state");
        return database;
    }

    private static List<String> said(TestDatabase database, boolean isDry, Operation... operations) {
        var said = new ArrayList<String>();
        var migrator = database.migrator(new MigrationListener() {
            @Override
            public void breaking(MigrationId id, Direction direction, List<String> broken) {
                broken.forEach(each -> said.add(direction + " " + id + " " + each));
            }
        });
        var all = sequence(List.of(POST), List.of(operations));
        if (isDry) {
            migrator.dryRun(all, null, Direction.APPLY);
        } else {
            assertThat(migrator.migrate(all, null)).hasSize(1);
        }
        return said;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areAnnounced(Dialect dialect) {
        var operations = new Operation[] {
            renameTable("post", "article"),
            renameColumn("article", "title", "name"),
            renameColumn("article", "name", "NAME"),
            dropColumn("article", column("state", integer()))
        };
        try (var database = posts(dialect)) {
            for (var isDry : List.of(true, false)) {
                assertThat(said(database, isDry, operations))
                        .containsExactly(
                                "APPLY Migration0002 'rename table post to article': the procedure publish, the function titles",
                                "APPLY Migration0002 'rename column article.title to name': the procedure publish, the"
                                        + " function titles");
            }
        }
    }

    /** Those of triggers prevent the migration, and PostgreSQL itself changes the names in a body of {@code begin atomic}. */
    @Test
    void areAnnouncedOnPostgres() {
        try (var database = TestDatabase.fresh(Dialect.POSTGRESQL)) {
            database.migrator().migrate(sequence(List.of(POST)), null);
            database.execute("create procedure publish() language plpgsql as $$ begin update public.post"
                    + " set title = upper(title); end $$");
            database.execute(
                    "create function titles() returns bigint language sql as 'select count(title) from \"post\"'");
            database.execute(
                    "create function nothing(state int) returns text language sql as $$ select 'post title' $$");
            database.execute("create function stamp() returns trigger language plpgsql as"
                    + " $$ begin new.state := 1; return new; end $$");
            database.execute("create trigger stamps before insert on post for each row execute function stamp()");

            assertThat(said(database, false, renameColumn("post", "title", "name"), renameTable("post", "article")))
                    .containsExactly(
                            "APPLY Migration0002 'rename column post.title to name': the procedure publish, the function"
                                    + " titles",
                            "APPLY Migration0002 'rename table post to article': the procedure publish, the function"
                                    + " titles");
        }
    }

    /** The test server of MariaDB has no events. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void anEventIsAnnounced(Dialect dialect) {
        try (var database = posts(dialect)) {
            if (dialect == Dialect.MYSQL) {
                database.execute("create event clean on schedule every 1 day do delete from post where state = 3");
            }
            assertThat(said(database, false, dropColumn("post", column("state", integer()))))
                    .isEqualTo(
                            dialect == Dialect.MYSQL
                                    ? List.of("APPLY Migration0002 'drop column post.state': the event clean")
                                    : List.of());
        }
    }

    /** What changes no name breaks none, and SQL of the user may replace them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotAnnouncedWithoutNeed(Dialect dialect) {
        try (var database = posts(dialect)) {
            assertThat(said(
                            database,
                            true,
                            addColumn("post", column("size", integer()).nullable())))
                    .isEmpty();
            assertThat(said(
                            database,
                            false,
                            runSql("drop procedure publish").reversedBy("do 0"),
                            renameTable("post", "article")))
                    .isEmpty();
        }
    }
}
