package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.migrator;
import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropIndex;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameConstraint;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.SentStatements;
import dev.qorm.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody made by hand on H2 and a migration meets. */
class H2DependentsTest {
    private static final Column PLACE = column("place", integer()).nullable();
    private static final Column SIZE = column("size", integer()).nullable();
    private static final CreateTable ROOM = createTable(
            "room",
            column("id", integer()),
            PLACE,
            SIZE,
            column("name", varchar(20)).nullable(),
            primaryKey("room_pkey", "id"),
            unique("room_name_key", "name"),
            index("room_ix", "size", "name"));

    /** The first of these H2 takes and cannot take back. */
    private static final Operation FIRST =
            addColumn("room", column("first", integer()).nullable());

    private static MigrationSequence change(Operation... operations) {
        var all = new ArrayList<Operation>(List.of(createTable("other", column("id", integer()))));
        all.addAll(List.of(operations));
        return sequence(List.of(ROOM), all);
    }

    private static TestDatabase database(String... byHand) {
        var database = TestDatabase.fresh(Dialect.H2);
        database.migrator().migrate(sequence(List.of(ROOM)), null);
        List.of(byHand).forEach(database::execute);
        return database;
    }

    private static void isRefused(TestDatabase database, MigrationSequence change, String obstacle) {
        var before = database.introspect();
        assertThat(DryRun.obstacles(database, change)).containsExactly(obstacle);
        assertThatThrownBy(() -> database.migrator().migrate(change, null))
                .hasMessageContainingAll(
                        "Migration0002 was not started: H2 would refuse it because of objects that no migration created:\n  "
                                + obstacle,
                        "Drop them in the migration, with runSql(\"drop …\")",
                        "None of this migration is applied; the ones before it are.");
        assertThat(database.introspect()).isEqualTo(before);
    }

    /** H2 reads the expression again over the new type; whatever it takes is not in the way. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table room add constraint by_hand check (place > 5) | the check constraint BY_HAND of ROOM"
                        + " | alter table room drop constraint by_hand",
                "alter table room add other boolean generated always as (size < place) | the computed column ROOM.OTHER"
                        + " | alter table room drop column other",
                "alter table room add constraint by_hand check (place is not null or size > 5) | |",
                "alter table room add constraint by_hand check (size > 5) | |"
            })
    void isInTheWayOfAColumnThatChangesItsType(String byHand, String obstacle, String drop) {
        var change = change(
                renameTable("room", "hall"),
                renameColumn("hall", "place", "spot"),
                alterColumn(
                        "hall",
                        column("spot", integer()).nullable(),
                        column("spot", bigint()).nullable()),
                alterColumn(
                        "hall",
                        column("spot", bigint()).nullable(),
                        column("spot", date()).nullable()));
        try (var database = database(byHand)) {
            if (obstacle != null) {
                isRefused(database, change, "'alter column hall.spot: bigint -> date': " + obstacle);
                database.execute(drop);
            }
            assertThat(DryRun.obstacles(database, change)).isEmpty();
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index by_hand on room (place, name) | the index BY_HAND of ROOM | drop index by_hand",
                "create unique index by_hand on room (size, place) | the index BY_HAND of ROOM | drop index by_hand",
                "alter table room add constraint by_hand unique (place, name) | the unique constraint BY_HAND of ROOM"
                        + " | alter table room drop constraint by_hand",
                "alter table room add constraint by_hand check (place > size) | the check constraint BY_HAND of ROOM"
                        + " | alter table room drop constraint by_hand",
                "alter table room add constraint by_hand foreign key (place, name) references p (a, b)"
                        + " | the foreign key BY_HAND of ROOM | alter table room drop constraint by_hand",
                "alter table room add twice int generated always as (place * 2) | the computed column ROOM.TWICE"
                        + " | alter table room drop column twice"
            })
    void isInTheWayOfAColumnThatGoes(String byHand, String obstacle, String drop) {
        var change = change(
                renameTable("room", "hall"),
                renameColumn("hall", "place", "spot"),
                dropColumn("hall", PLACE.named("spot")));
        try (var database = database("create table p (a int, b varchar(20), unique (a, b))", byHand)) {
            isRefused(database, change, "'drop column hall.spot': " + obstacle);

            database.execute(drop);
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    @Test
    void holdsATableOrAKey() {
        try (var database = database(
                "create schema elsewhere", "create table elsewhere.bed (room int references public.room (id))")) {
            isRefused(database, change(ROOM.reverse()), "'drop table room': the foreign key CONSTRAINT_1 of BED");
        }
        var key = unique("room_name_key", "name");
        try (var database =
                database("create table bed (n varchar(20), constraint f foreign key (n) references room (name))")) {
            isRefused(
                    database,
                    change(dropUnique("room", key)),
                    "'drop unique constraint room_name_key on room(name)': the foreign key F of BED");
        }
    }

    /** H2 copies the table for these, and cannot where it has a synonym. */
    @Test
    void isASynonym() {
        try (var database = database("create synonym chamber for room")) {
            isRefused(database, change(FIRST), "'add column room.first': the synonym CHAMBER for ROOM");
            isRefused(
                    database,
                    change(alterColumn("room", SIZE, SIZE.type(bigint()))),
                    "'alter column room.size: integer -> bigint': the synonym CHAMBER for ROOM");
            isRefused(
                    database,
                    change(dropColumn("room", PLACE)),
                    "'drop column room.place': the synonym CHAMBER for ROOM");
        }
    }

    @Test
    void isInTheWayOfARollback() {
        var added = sequence(List.of(ROOM), List.of(FIRST));
        try (var database = database()) {
            database.migrator().migrate(added, null);
            database.execute("create index by_hand on room (id, first)");

            assertThatThrownBy(() -> database.migrator().rollback(added, null))
                    .hasMessageContaining("'drop column room.first': the index BY_HAND of ROOM")
                    .hasMessageContaining("None of this migration is rolled back.");

            database.execute("drop index by_hand");
            assertThat(database.migrator().rollback(added, null)).hasSize(1);
        }
    }

    /** What the migrations themselves created, they know how to put aside; a statement of a person may drop the rest. */
    @Test
    void isNoneOfTheMigrationsAndMayBeDroppedByThem() {
        var drop = runSql("drop index by_hand").reversedBy("create index by_hand on room (place, name)");
        try (var database = database("create index by_hand on room (place, name)")) {
            assertThat(DryRun.obstacles(database, change(drop, dropColumn("room", PLACE))))
                    .isEmpty();
            assertThat(database.migrator().migrate(change(drop, dropColumn("room", PLACE)), null))
                    .hasSize(1);
        }
    }

    /** In each of the ways in which H2 may be told to store names. */
    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE", "CASE_INSENSITIVE_IDENTIFIERS=TRUE"})
    void isFoundUnderANameInAnotherCase(String setting) {
        try (var database = TestDatabase.fresh(Dialect.H2, setting)) {
            database.migrator().migrate(sequence(List.of(ROOM)), null);
            database.execute("create index by_hand on room (place, name)");

            assertThat(DryRun.obstacles(database, change(dropColumn("room", PLACE))))
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("'drop column room.place': the index by_hand of room");
        }
    }

    /** A key that shares an index steps aside when that goes, and comes back as the migrations know it. */
    @Test
    void isSaidWhereAKeyThatHasItIsMadeAgain() {
        var bed = createTable(
                "bed",
                column("id", integer()),
                column("room_id", integer()).nullable(),
                foreignKey("bed_room_fkey", "room_id").references("room", "id"),
                unique("bed_key", "id"),
                index("bed_ix", "room_id", "id"));
        var change = sequence(List.of(ROOM, bed), List.of(dropIndex("bed", index("bed_ix", "room_id", "id"))));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(change, new MigrationId(1));
            database.execute("alter table bed drop constraint bed_room_fkey");
            database.execute(
                    "alter table bed add constraint bed_room_fkey foreign key (room_id) references room on delete"
                            + " set default");
            database.execute("comment on constraint bed_room_fkey is 'mine'");
            database.execute("comment on constraint bed_key is 'stays'");
            var said = new ArrayList<String>();
            migrator(database, new MigrationListener() {
                        @Override
                        public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
                            said.addAll(losses);
                        }
                    })
                    .migrate(change, null);

            assertThat(said)
                    .containsExactly(
                            "the comment on the foreign key BED_ROOM_FKEY of BED",
                            "the set default of the foreign key BED_ROOM_FKEY of BED");
        }
    }

    @Test
    void goesWithTheColumnOrItsTypeAndIsSaid() {
        var change = sequence(
                List.of(ROOM), List.of(dropColumn("room", PLACE), alterColumn("room", SIZE, SIZE.type(bigint()))));
        try (var database = database(
                "create domain width as int check (value > 0)",
                "alter table room alter column size width",
                "alter table room alter column size set default on null",
                "create table p (id int primary key)",
                "alter table room add constraint fk foreign key (place) references p",
                "alter table room add constraint ck check (place > 0)",
                "create index ix on room (place)")) {
            var said = new ArrayList<String>();
            var migrator = migrator(database, new MigrationListener() {
                @Override
                public void losingUnknown(MigrationId id, Direction direction, List<String> losses) {
                    said.addAll(losses);
                }
            });
            migrator.migrate(change, new MigrationId(2));

            assertThat(said)
                    .containsExactly(
                            "the check constraint CK of ROOM",
                            "the default on null of ROOM.SIZE",
                            "the domain WIDTH of ROOM.SIZE",
                            "the foreign key FK of ROOM",
                            "the index IX of ROOM");
        }
    }

    /** A run of many migrations must not read the whole catalog for each of them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCatalogIsReadOnceUnlessAStatementByHandMayHaveChangedIt(boolean isByHand) {
        var sent = new SentStatements();
        var sequence = sequence(
                List.of(ROOM),
                List.of(addColumn("room", column("a", integer()).nullable())),
                List.of(addColumn("room", column("b", integer()).nullable())),
                isByHand ? List.of(runSql("create table by_hand (id int)")) : List.of(),
                List.of(addColumn("room", column("c", integer()).nullable())),
                List.of(dropColumn("room", column("c", integer()).nullable())));
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            new Migrator(
                            sent.of(database.database()),
                            Dialect.H2,
                            Duration.ofSeconds(5),
                            MigrationListener.SILENT,
                            Clock.systemUTC())
                    .migrate(sequence, null);
        }
        assertThat(sent.stream().filter(sql -> sql.contains("CONSTRAINT_COLUMN_USAGE")))
                .hasSize(isByHand ? 2 : 1);
    }

    @Test
    void aKeyThatIsReferredToByHandIsKnownByItsOldName() {
        var change = change(
                FIRST,
                renameConstraint("room", "room_name_key", "room_title_key"),
                dropUnique("room", unique("room_title_key", "name")));
        try (var database = database(
                "create table other_place (name varchar(20), constraint other_fk foreign key (name) references room (name))")) {
            isRefused(
                    database,
                    change,
                    "'drop unique constraint room_title_key on room(name)': the foreign key OTHER_FK of OTHER_PLACE");
        }
    }

    /** A text is no column, and a new column is not the one that had its name before. */
    @Test
    void whatHasNoneOfTheColumnsIsNotInTheWay() {
        var place = column("place", integer()).nullable();
        var change = List.of(
                FIRST,
                renameColumn("room", "place", "spot"),
                addColumn("room", place),
                dropColumn("room", place),
                dropColumn("room", column("name", varchar(20)).nullable()));
        var room = createTable(
                "room",
                column("id", integer()),
                PLACE,
                SIZE,
                column("name", varchar(20)).nullable());
        try (var database = TestDatabase.fresh(Dialect.H2)) {
            database.migrator().migrate(sequence(List.of(room)), null);
            database.execute("create index by_hand on room (place, size)");
            database.execute("alter table room add hint varchar as ('size and name')");

            database.migrator().migrate(sequence(List.of(room), change), null);

            assertThat(database.introspect().table("room").columns().keySet())
                    .contains("spot", "size", "first")
                    .doesNotContain("place", "name");
        }
    }
}
