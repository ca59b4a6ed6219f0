package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.execute.HistoryEntry.State;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Columns of tables of PostgreSQL that come to be NOT NULL while others write them. */
class ConcurrentNotNullTest extends ConcurrentNotNullRuns {
    @Test
    void thereAndBackWithRows() {
        var statements = new ArrayList<String>();

        runner.telling(statements::add).migrate(BOOKS, null);
        assertApplied(BOOKS);
        runner.telling(statements::add).rollback(BOOKS, null);
        assertNotApplied();

        var fill = "update \"book\" set \"shelf\" = id * 2 where \"shelf\" is null";
        assertThat(statements.remove(4))
                .startsWith("do $qorm$")
                .contains(" loop " + fill + " and ctid >= ", "; commit;");
        assertThat(statements)
                .containsExactly(
                        "alter table \"book\" add constraint \"qorm_not_null_title\" check (\"title\" is not null) not valid",
                        "alter table \"book\" validate constraint \"qorm_not_null_title\"",
                        "alter table \"book\" alter column \"title\" set not null",
                        "alter table \"book\" drop constraint \"qorm_not_null_title\"",
                        "alter table \"book\" add constraint \"qorm_not_null_shelf\" check (\"shelf\" is not null) not valid",
                        fill,
                        "alter table \"book\" validate constraint \"qorm_not_null_shelf\"",
                        "alter table \"book\" alter column \"shelf\" set not null",
                        "alter table \"book\" drop constraint \"qorm_not_null_shelf\"",
                        "alter table \"book\" alter column \"shelf\" drop not null",
                        "alter table \"book\" alter column \"title\" drop not null");
    }

    /** From then on every change of such a row would be refused. */
    @Test
    void rowsGetTheirValuesBeforeNoneMayBeWithout() {
        var refused = new ArrayList<String>();
        var without = new ArrayList<String>();
        Consumer<String> writer = sql -> {
            if (sql.endsWith("not valid")) {
                database.execute("update book set shelf = null where id = 5"); // the last one
            }
            without.add(database.query("select count(*) from book where shelf is null")
                    .get(0)
                    .get(0));
            try {
                database.execute("update book set title = 'written' where id < 5");
            } catch (IllegalStateException e) {
                refused.add(sql);
            }
        };

        runner.telling(writer).migrate(SHELVES, null);

        assertThat(refused).isEmpty();
        assertThat(without).containsExactly("40", "1", "1", "0", "0", "0");
        assertThat(database.query("select shelf from book where id = 5")).containsExactly(List.of("10"));
        assertStands(SHELVES, State.APPLIED, State.APPLIED);
    }

    /** There is nothing else that it could be. */
    @Test
    void notNullThatSomebodySetBeforeIsTakenForDone() {
        database.execute("alter table book alter column title set not null");
        var statements = new ArrayList<String>();

        runner.telling(statements::add).migrate(TITLES, null);

        assertThat(statements).isEmpty();
        assertApplied(TITLES);
        database.execute("alter table book alter column title drop not null");
        migrator().rollback(TITLES, null);
        assertNotApplied();
    }

    /** PostgreSQL 18 has it for new rows first; the column is told to be NOT NULL all the same. */
    @Test
    void notNullThatHoldsForNewRowsAloneIsNotDone() throws SQLException {
        assumeThat(database.connection().getMetaData().getDatabaseMajorVersion())
                .isGreaterThanOrEqualTo(18);
        database.execute("alter table book add constraint shelf_required not null shelf not valid");

        migrator().migrate(SHELVES, null);

        assertApplied(SHELVES);
        assertThat(database.query("select convalidated from pg_constraint where conname = 'shelf_required'"))
                .containsExactly(List.of("t"));
    }

    /** Taken back, a column is NOT NULL again, and rows get the values that the migration has for that. */
    @Test
    void whatBecomesNullableIsRolledBackBesideWritersToo() {
        var back =
                alterColumn("book", SHELF.nullable(false), SHELF).reversedBy(7L).concurrently();
        var sequence = sequence(List.of(TABLE), List.of(SHELF_REQUIRED), List.of(back));
        migrator().migrate(sequence, null);
        database.execute("update book set shelf = null where id = 8");
        var statements = new ArrayList<String>();

        runner.telling(statements::add).rollback(sequence, null);

        assertThat(statements).hasSize(6).anyMatch(sql -> sql.contains("not valid"));
        assertThat(database.query("select shelf from book where id = 8")).containsExactly(List.of("7"));
        assertStands(sequence, State.APPLIED, State.APPLIED);
    }

    /** In quotes, of a length that is cut, in a schema that is not the default, and of an enumeration. */
    @Test
    void columnsOfAllNames() {
        database.execute("create schema \"My Shop\"");
        var shop = runner.with("currentSchema=%22My%20Shop%22");
        var names = List.of(
                "weird \"name\" of 'it'", "x".repeat(63), "x".repeat(62) + "y", "ü".repeat(31), "Title", "title$1");
        var columns = new ArrayList<TableElement>();
        var alterations = new ArrayList<Operation>();
        for (var name : names) {
            var column = column(name, enumeration("A", "B"));
            if (!columns.isEmpty()) {
                column = column(name, varchar(9));
            }
            columns.add(column.nullable());
            alterations.add(new AlterColumn("Odd \"table\"", column.nullable(), column)
                    .backfill("A")
                    .concurrently());
        }
        var sequence =
                sequence(List.of(createTable("Odd \"table\"", columns.toArray(TableElement[]::new))), alterations);
        var migrator = PostgresRunner.migrator(shop, MigrationListener.SILENT);
        migrator.migrate(sequence, FIRST);
        database.execute("insert into \"My Shop\".\"Odd \"\"table\"\"\" default values");

        for (var statement = 1; statement <= 6 * names.size(); statement += 5) {
            var nth = statement;
            var stop = new StopsBefore(statement);
            assertThatThrownBy(() -> PostgresRunner.migrator(shop, stop).migrate(sequence, null))
                    .isInstanceOf(StopsBefore.Stopped.class);
            migrator.rollback(sequence, SECOND);
            assertThatThrownBy(() ->
                            PostgresRunner.migrator(shop, new StopsBefore(nth)).migrate(sequence, null))
                    .isInstanceOf(StopsBefore.Stopped.class);
            migrator.migrate(sequence, null);
            assertThat(database.query("select count(*) from pg_attribute where attnotnull and attrelid ="
                            + " '\"My Shop\".\"Odd \"\"table\"\"\"'::regclass and attnum > 0"))
                    .containsExactly(List.of(String.valueOf(names.size())));
            assertThat(database.query(CHECKS)).isEmpty();
            migrator.rollback(sequence, SECOND);
            database.execute("delete from \"My Shop\".\"Odd \"\"table\"\"\"");
            database.execute("insert into \"My Shop\".\"Odd \"\"table\"\"\" default values");
        }
        assertNotApplied();
    }

    /** A database that was taken over may have such tables. */
    @Test
    void aTableOfPartitionsAndOneThatOthersInheritFrom() {
        var sequence = sequence(
                List.of(
                        createTable("log", column("id", bigint()), TITLE),
                        createTable("base", column("id", bigint()), SHELF)),
                List.of(
                        new AlterColumn("log", TITLE, TITLE.nullable(false))
                                .backfill("none")
                                .concurrently(),
                        new AlterColumn("base", SHELF, SHELF.nullable(false))
                                .backfill(3L)
                                .concurrently()));
        database.execute("drop table book");
        database.execute("delete from qorm_history");
        migrator().migrate(sequence, FIRST);
        database.execute("drop table log");
        database.execute("create table log (id bigint not null, title varchar(20)) partition by range (id)");
        database.execute("create table log_1 partition of log for values from (0) to (50)");
        database.execute("create table log_2 (title varchar(20), id bigint not null)");
        database.execute("alter table log attach partition log_2 for values from (50) to (100)");
        database.execute("create table derived (more text) inherits (base)");
        database.execute(
                "insert into log select i, nullif('t', case when i % 3 = 0 then 't' end) from generate_series(1, 99) i");
        database.execute("insert into derived (id) values (1)");
        database.execute("insert into base (id) values (2)");
        var required = "select count(*) from pg_attribute where attname in ('title', 'shelf') and attnotnull";
        for (var statement = 1; statement <= 12; statement++) {
            var stop = new StopsBefore(statement);
            assertThatThrownBy(() -> runner.migrator(stop).migrate(sequence, null))
                    .isInstanceOf(StopsBefore.Stopped.class);
            migrator().migrate(sequence, null);
            assertThat(database.query(required)).containsExactly(List.of("5"));
            assertThat(database.query(CHECKS)).isEmpty();
            assertThat(database.query("select title, count(*) from log group by title order by 1"))
                    .containsExactly(List.of("none", "33"), List.of("t", "66"));
            migrator().rollback(sequence, SECOND);
            assertThat(database.query(required)).containsExactly(List.of("0"));
            database.execute("update log set title = null where title = 'none'");
        }
    }
}
