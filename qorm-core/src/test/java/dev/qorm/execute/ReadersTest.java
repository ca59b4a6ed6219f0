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
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.migration.NumberedMigration;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Table;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
        return MigrationSequence.of(List.of(
                new NumberedMigration(new MigrationId(1), List.of(new CreateTable(PERSON))),
                new NumberedMigration(new MigrationId(2), List.of(operations))));
    }

    private static Migrator migrator(TestDatabase database) {
        return new Migrator(
                database.database(),
                database.dialect(),
                Duration.ofSeconds(5),
                MigrationListener.SILENT,
                Clock.systemUTC());
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
                            "Migration0002 was not begun: views or triggers read what it renames or drops")
                    .hasMessageContaining("\n  'rename column person.email to mail': the view addresses, the trigger"
                            + " person_bi of person")
                    .hasMessageContaining("\n  'drop column person.note': the trigger log_bi of log\n  Drop them")
                    .hasMessageContaining("Nothing of this migration is applied");
            assertThat(database.query("select mail, email, note from person")).isEmpty();
            assertThatThrownBy(() -> migrator(database).migrate(sequence(renameTable("person", "human")), null))
                    .hasMessageContaining("': the view addresses, the trigger log_bi of log\n");
            assertThatThrownBy(() -> migrator(database).migrate(sequence(new DropTable(PERSON)), null))
                    .hasMessageContaining("': the view addresses, the trigger log_bi of log\n");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void letThroughWhatTheyDoNotRead(Dialect dialect) {
        try (var database = database(dialect)) {
            var sequence = sequence(renameColumn("person", "mail", "e_mail"));
            migrator(database).migrate(sequence, null);
            database.execute("create view more as select e_mail from person");

            assertThatThrownBy(() -> migrator(database).rollback(sequence, null))
                    .hasMessageContaining("rolling back Migration0002 was not begun")
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
}
