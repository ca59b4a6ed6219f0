package dev.qorm.execute;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Views and triggers that the server lets break without a word. */
class ReadersTest {
    private static final Table PERSON = createTable(
                    "person",
                    column("id", integer()),
                    column("email", varchar(20)).nullable(),
                    column("mail", varchar(20)).nullable(),
                    column("note", varchar(20)).nullable(),
                    primaryKey("person_pkey", "id"))
            .table();

    private static MigrationSequence sequence(Operation... operations) {
        return MigrationSequence.of(List.of(migration(1, new CreateTable(PERSON)), migration(2, operations)));
    }

    private static NumberedMigration migration(int number, Operation... operations) {
        return new NumberedMigration(new MigrationId(number), List.of(operations));
    }

    private static Migrator migrator(TestDatabase database) {
        return database.migrator();
    }

    private static TestDatabase database(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        migrator(database).migrate(sequence(), new MigrationId(1));
        database.execute("create view addresses as select p.id, p.email from person p");
        database.execute("create table log (said varchar(20))");
        database.execute(
                "create trigger person_bi before insert on person for each row set NEW.`email` = lower(new.email)");
        database.execute("create trigger log_bi before insert on log for each row set new.said = (select max(note) from"
                + " person)");
        return database;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void refuseAMigrationBeforeItBegins(Dialect dialect) {
        try (var database = database(dialect)) {
            assertThatThrownBy(() -> migrator(database)
                            .migrate(
                                    sequence(
                                            dropColumn("person", PERSON.column("mail")),
                                            renameColumn("person", "email", "mail"),
                                            dropColumn("person", PERSON.column("note"))),
                                    null))
                    .hasMessageContaining(
                            "Migration0002 was not started: views or triggers read what it renames or drops")
                    .hasMessageContaining("\n  'rename column person.email to mail': the view addresses, the trigger"
                            + " person_bi of person")
                    .hasMessageContaining("\n  'drop column person.note': the trigger log_bi of log\n  Drop them")
                    .hasMessageContaining("None of this migration is applied");
            assertThat(database.query("select mail, email, note from person")).isEmpty();
            assertThat(DryRun.obstacles(database, sequence(renameColumn("person", "email", "e_mail"))))
                    .containsExactly(
                            "'rename column person.email to e_mail': the view addresses, the trigger person_bi of"
                                    + " person would no longer work");
            assertThatThrownBy(() -> migrator(database).migrate(sequence(renameTable("person", "human")), null))
                    .hasMessageContaining("': the view addresses, the trigger log_bi of log\n");
            assertThat(DryRun.obstacles(
                            database,
                            sequence(renameTable("person", "human"), renameColumn("human", "email", "e_mail"))))
                    .hasSize(2)
                    .contains("'rename column human.email to e_mail': the view addresses, the trigger person_bi of"
                            + " person would no longer work");
            assertThatThrownBy(() -> migrator(database).migrate(sequence(new DropTable(PERSON)), null))
                    .hasMessageContaining("': the view addresses, the trigger log_bi of log\n");
        }
    }

    /** They find the column as before: names of columns do not distinguish case there. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void workOnWhereAColumnIsWrittenInOtherLetters(Dialect dialect) {
        try (var database = database(dialect)) {
            migrator(database)
                    .migrate(
                            sequence(renameColumn("person", "email", "EMail"), renameColumn("person", "note", "NOTE")),
                            null);

            database.execute("insert into person values (1, 'A@B', null, 'hi')");
            database.execute("insert into log values (null)");
            assertThat(database.query("select email from addresses")).containsExactly(List.of("a@b"));
            assertThat(database.query("select said from log")).containsExactly(List.of("hi"));
        }
    }

    private static final String OWN = "select, insert, update, delete, create, alter, drop, index, references";

    private static Migrator migrator(TestDatabase database, String privileges) {
        return new Migrator(
                database.asUserWith(privileges),
                database.dialect(),
                Duration.ofSeconds(5),
                MigrationListener.SILENT,
                Clock.systemUTC());
    }

    /** To a user without these rights the server shows views without their texts, and no trigger. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areNotOverlookedWhereTheUserMayNotSeeThem(Dialect dialect) {
        try (var database = database(dialect)) {
            var sequence = sequence(renameColumn("person", "email", "e_mail"));

            assertThatThrownBy(() -> migrator(database, OWN).migrate(sequence, null))
                    .hasMessageContaining("Migration0002 was not started")
                    .hasMessageContaining("Grant show view and trigger on the database")
                    .hasMessageContaining("None of this migration is applied");
            assertThatThrownBy(() -> migrator(database, OWN + ", show view").migrate(sequence, null))
                    .hasMessageContaining("Grant trigger on the database");
            assertThatThrownBy(() ->
                            migrator(database, OWN + ", show view, trigger").migrate(sequence, null))
                    .hasMessageContaining("': the view addresses, the trigger person_bi of person\n");
            assertThat(database.query("select email from person")).isEmpty();

            migrator(database, OWN + ", show view, trigger")
                    .migrate(sequence(renameColumn("person", "mail", "e_mail")), null);
            assertThat(database.query("select e_mail from person")).isEmpty();
        }
    }

    @Test
    void grantsThatShowTriggers() {
        assertThat(List.of(
                        "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION",
                        "GRANT SELECT, TRIGGER ON *.* TO \"a\"@\"%\"",
                        "GRANT ALL PRIVILEGES ON `my_shop`.* TO `a`@`%`",
                        "GRANT SELECT, TRIGGER, ALTER ON `my\\_%`.* TO `a`@`%`",
                        "GRANT TRIGGER ON `my_shop`.`orders` TO `a`@`%`"))
                .allMatch(grant -> ReaderRights.isAboutTriggers(grant, "my_shop"));
        assertThat(List.of(
                        "GRANT USAGE ON *.* TO `a`@`%`",
                        "GRANT SELECT ON `my_shop`.* TO `a`@`%`",
                        "GRANT ALL PRIVILEGES ON `test`.* TO PUBLIC",
                        "GRANT SELECT, TRIGGER ON `my\\_`.* TO `a`@`%`",
                        "GRANT `trigger` TO `a`@`%`"))
                .noneMatch(grant -> ReaderRights.isAboutTriggers(grant, "my_shop"));
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void letThroughWhatTheyDoNotRead(Dialect dialect) {
        try (var database = database(dialect)) {
            var sequence = sequence(renameColumn("person", "mail", "e_mail"));
            migrator(database).migrate(sequence, null);
            database.execute("create view more as select e_mail from person");

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageContaining("rolling back Migration0002 was not started")
                    .hasMessageContaining("': the view more\n");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areTheAuthorsWhereSqlIsRunByHand(Dialect dialect) {
        try (var database = database(dialect)) {
            migrator(database)
                    .migrate(
                            sequence(
                                    runSql("drop view addresses"),
                                    runSql("drop trigger person_bi"),
                                    renameColumn("person", "email", "address")),
                            null);
            assertThat(database.query("select address from person")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areLookedForAnewAfterSql(Dialect dialect) {
        try (var database = database(dialect)) {
            var sequence = MigrationSequence.of(List.of(
                    migration(1, new CreateTable(PERSON)),
                    migration(2, renameColumn("person", "mail", "e_mail")),
                    migration(3, runSql("create view mails as select e_mail from person")),
                    migration(4, renameColumn("person", "e_mail", "mail"))));

            assertThatThrownBy(() -> migrator(database).migrate(sequence, null))
                    .hasMessageContaining("Migration0004 was not started")
                    .hasMessageContaining("'rename column person.e_mail to mail': the view mails\n");
        }
    }

    /** H2 renames a table and a column under a view, which does not work from then on. */
    @Test
    void areViewsOfH2() {
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            migrator(database).migrate(sequence(), new MigrationId(1));
            database.execute("create view addresses as select p.id, p.email from person p");
            database.execute("create schema reports");
            database.execute("create view reports.notes as select note from public.person");
            database.execute("create table reports.person (mail int)");
            database.execute("create view reports.mails as select mail from reports.person");

            assertThatThrownBy(() -> migrator(database)
                            .migrate(
                                    sequence(
                                            dropColumn("person", PERSON.column("mail")),
                                            renameColumn("person", "email", "mail"),
                                            dropColumn("person", PERSON.column("note"))),
                                    null))
                    .hasMessageContaining("views or triggers read what it renames or drops, and H2 would refuse every")
                    .hasMessageContaining("\n  'rename column person.email to mail': the view ADDRESSES\n")
                    .hasMessageContaining("\n  'drop column person.note': the view REPORTS.NOTES\n")
                    .hasMessageContaining("None of this migration is applied");
            assertThatThrownBy(() -> migrator(database).migrate(sequence(renameTable("person", "human")), null))
                    .hasMessageContaining("': the view ADDRESSES, the view REPORTS.NOTES\n");
            assertThat(DryRun.obstacles(database, sequence(renameColumn("person", "email", "e_mail"))))
                    .containsExactly("'rename column person.email to e_mail': the view ADDRESSES would no longer work");

            migrator(database).migrate(sequence(renameColumn("person", "mail", "e_mail")), null);
            assertThat(database.query("select * from addresses")).isEmpty();
            assertThat(database.query("select * from reports.mails")).isEmpty();
        }
    }

    /** The server opens each table to tell of them. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areAskedForOnceAsLongAsTheyAreTheSame(Dialect dialect) throws SQLException {
        try (var database = database(dialect)) {
            var asked = new ArrayList<String>();
            var readers = new Readers(new Sql(listed(database.connection(), asked), dialect), dialect);
            var dropped = dropColumn("person", PERSON.column("mail"));

            check(readers, dropped);
            check(readers, dropped);
            check(readers, new CreateTable(PERSON));
            check(readers, renameTable("other", "another"));
            assertThat(asked).hasSize(2);

            check(readers, runSql("drop view addresses"));
            check(readers, dropped);
            assertThat(asked).hasSize(4);

            check(readers, renameTable("log", "diary")); // and its trigger
            check(readers, dropped);
            assertThat(asked).hasSize(6);
        }
    }

    private static void check(Readers readers, Operation operation) throws SQLException {
        readers.check(Run.whole(migration(1, operation), Direction.APPLY, Schema.empty()));
    }

    /** A connection that writes into {@code asked} what its catalog is asked. */
    private static Connection listed(Connection connection, List<String> asked) {
        return listed(Connection.class, connection, asked);
    }

    private static <T> T listed(Class<T> type, T object, List<String> asked) {
        return type.cast(Proxy.newProxyInstance(
                ReadersTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null && String.valueOf(arguments[0]).contains("information_schema")) {
                        asked.add((String) arguments[0]);
                    }
                    var result = method.invoke(object, arguments);
                    return method.getReturnType() == Statement.class
                            ? listed(Statement.class, (Statement) result, asked)
                            : result;
                }));
    }
}
