package dev.qorm.execute;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions of triggers are texts to PostgreSQL, which break without a word when a column gets another name. */
class TriggersOnPostgresTest {
    private static final CreateTable PERSON = createTable(
            "person",
            column("id", integer()),
            column("email", varchar(20)).nullable(),
            column("note", varchar(20)).nullable(),
            primaryKey("person_pkey", "id"));
    private static final CreateTable ENTRY =
            createTable("entry", column("id", integer()), primaryKey("entry_pkey", "id"));

    private final TestDatabase database = TestDatabase.fresh(Dialect.POSTGRESQL);

    private static MigrationSequence sequence(Operation... second) {
        return MigratorTest.sequence(List.of(PERSON, ENTRY), List.of(second));
    }

    private void migrate(Operation... second) {
        database.migrator().migrate(sequence(second), null);
    }

    @BeforeEach
    void tablesWithTriggers() {
        database.migrator().migrate(sequence(), new MigrationId(1));
        trigger("lower_email", "person", "NEW.Email := lower(new.email); return new;");
        trigger(
                "check_people",
                "entry",
                "if exists (select from public.person where note = '') then raise 'no'; end if; return new;");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void trigger(String function, String table, String body) {
        database.execute(
                "create function " + function + "() returns trigger language plpgsql as $$ begin " + body + " end $$");
        database.execute("create trigger " + table + "_" + function + " before insert on " + table
                + " for each row execute function " + function + "()");
    }

    private void assertRefused(String reader, Operation... operations) {
        assertThatThrownBy(() -> migrate(operations))
                .hasMessageContaining("Migration0002 was not started: views or triggers read what it renames or drops,"
                        + " and PostgreSQL would refuse every statement that uses them:")
                .hasMessageContaining("': the function " + reader + "\n  Replace the functions in the migration")
                .hasMessageContaining("None of this migration is applied");
        assertThat(DryRun.obstacles(database, sequence(operations)))
                .singleElement()
                .asString()
                .endsWith("': the function " + reader + " would no longer work");
    }

    private void assertWorks(String table) {
        database.execute("insert into " + table + " values (1, 'A@B', 'hi')");
        database.execute("insert into entry values (1)");
    }

    @Test
    void preventARenameOrADropOfWhatTheyRead() {
        assertRefused(
                "lower_email of the trigger person_lower_email of person", renameColumn("person", "email", "mail"));
        assertRefused(
                "lower_email of the trigger person_lower_email of person",
                dropColumn("person", PERSON.table().column("email")));
        assertRefused(
                "check_people of the trigger entry_check_people of entry", renameColumn("person", "note", "remark"));
        assertRefused("check_people of the trigger entry_check_people of entry", renameTable("person", "human"));
        assertRefused("check_people of the trigger entry_check_people of entry", new DropTable(PERSON.table()));
        assertWorks("person");
    }

    /** Under the names that they had before the migration, with which the functions know them. */
    @Test
    void areFoundBehindARenamedTable() {
        database.execute("drop trigger entry_check_people on entry");
        assertRefused(
                "lower_email of the trigger person_lower_email of person",
                renameTable("person", "human"),
                renameColumn("human", "email", "mail"));
    }

    @Test
    void mayAskTheirOwnTable() {
        database.execute("drop trigger entry_check_people on entry");
        trigger("count_people", "person", "perform count(*) from person; return new;");
        assertRefused("count_people of the trigger person_count_people of person", renameTable("person", "human"));
        migrate(renameColumn("person", "note", "remark"));
        assertWorks("person");
    }

    @Test
    void letThroughWhatTheyDoNotRead() {
        database.execute("drop trigger entry_check_people on entry");
        trigger(
                "audit",
                "person",
                "-- email, note and person\n perform to_jsonb(new), 'a person'; /* new.note */ return new;");

        migrate(
                addColumn("person", column("phone", varchar(20)).nullable()),
                renameColumn("person", "note", "remark"),
                renameTable("person", "human"));
        database.execute("insert into human values (1, 'A@B', 'hi')");
        assertThat(database.query("select email, remark from human")).containsExactly(List.of("a@b", "hi"));
    }

    /** As in a history of which a new database applies all at once. */
    @Test
    void mayBeReplacedInALaterMigration() {
        var sequence = MigratorTest.sequence(
                List.of(PERSON, ENTRY),
                List.of(renameColumn("person", "email", "mail")),
                List.of(runSql("create or replace function lower_email() returns trigger language plpgsql as"
                        + " $$ begin new.mail := lower(new.mail); return new; end $$")));

        assertThatThrownBy(() -> database.migrator().migrate(sequence, new MigrationId(2)))
                .hasMessageContaining("Migration0002 was not started");
        database.migrator().migrate(sequence, null);
        assertWorks("person");
        assertThat(database.query("select mail from person")).containsExactly(List.of("a@b"));
    }

    @Test
    void goWithTheirTable() {
        trigger("log_person", "person", "insert into entry values (new.id); return new;");
        migrate(new DropTable(PERSON.table()), new DropTable(ENTRY.table()));
        assertThat(database.introspect().find("person")).isNull();
    }

    @Test
    void ofTheServerReadWhatTheyAreGiven() {
        database.execute("alter table person add by_hand tsvector");
        database.execute("create trigger words before insert on person for each row execute function"
                + " tsvector_update_trigger(by_hand, 'pg_catalog.english', note)");
        database.execute("drop trigger entry_check_people on entry");
        assertRefused(
                "tsvector_update_trigger of the trigger words of person", renameColumn("person", "note", "remark"));
    }

    @Test
    void areReplacedInTheMigration() {
        var function =
                "create or replace function lower_email() returns trigger language plpgsql as $$ begin new.%1$s :="
                        + " lower(new.%1$s); return new; end $$";
        var sequence = sequence(
                renameColumn("person", "email", "mail"),
                runSql(function.formatted("mail")).reversedBy(function.formatted("email")));

        database.migrator().migrate(sequence, null);
        assertWorks("person");
        assertThat(database.query("select mail from person")).containsExactly(List.of("a@b"));
        database.migrator().rollback(sequence, null);
        database.execute("insert into person values (2, 'C@D', 'hi')");
        assertThat(database.query("select email from person")).containsExactly(List.of("a@b"), List.of("c@d"));
    }
}
