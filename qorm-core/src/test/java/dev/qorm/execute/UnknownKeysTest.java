package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.DryRun;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Indexes that somebody made by hand, over a column that goes or changes. */
class UnknownKeysTest {
    private static final Column PLACE = column("place", varchar(20));
    private static final Column CODE = column("code", varchar(200));
    private static final Operation ROOM = createTable(
            "room",
            column("id", integer()),
            column("floor", integer()),
            PLACE,
            CODE,
            primaryKey("room_pkey", "id"),
            unique("room_uq", "code", "floor"),
            foreignKey("room_fkey", "floor").references("room", "id"));

    private static TestDatabase rooms(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(List.of(ROOM)), null);
        database.execute("create unique index by_hand on room (place, code(9))");
        database.execute("create index not_unique on room (place, floor)");
        database.execute("create unique index alone on room (place)");
        database.execute("create table other (place int, code int, unique index by_hand_too (place, code))");
        database.execute("insert into room values (1, 1, 'A', 'x'), (2, 1, 'B', 'x2')");
        return database;
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areInTheWayBeforeAnythingIsDropped(Dialect dialect) {
        var change = sequence(
                List.of(ROOM),
                List.of(
                        renameTable("room", "chamber"),
                        renameColumn("chamber", "place", "wing"),
                        dropColumn("chamber", column("wing", varchar(20)))));
        try (var database = rooms(dialect)) {
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "Migration0002 was not started: it drops, renames or changes columns of indexes that no migration created",
                            "\n  'drop column chamber.wing': the unique index by_hand of room(place, code)\n  Drop them in",
                            "None of this migration is applied");
            assertThat(DryRun.obstacles(database, change))
                    .containsExactly("'drop column chamber.wing': the unique index by_hand of room(place, code)");
            assertThat(database.query("select place from room order by id"))
                    .containsExactly(List.of("A"), List.of("B"));

            database.execute("drop index by_hand on room");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** The server names it after its first column. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void mayHaveTheNameOfAColumn(Dialect dialect) {
        try (var database = rooms(dialect)) {
            database.execute("drop index by_hand on room");
            database.execute("alter table room add unique (place, code)");

            assertThat(DryRun.obstacles(database, sequence(List.of(ROOM), List.of(dropColumn("room", PLACE)))))
                    .containsExactly("'drop column room.place': the unique index place of room(place, code)");
        }
    }

    /** It lets go of neither what such an index reads nor its name; MariaDB has no such indexes. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thoseOverAnExpressionOfMySql(Dialect dialect) {
        assumeThat(dialect).isEqualTo(Dialect.MYSQL);
        var change = sequence(
                List.of(ROOM),
                List.of(
                        addColumn("room", column("size", integer()).nullable()),
                        renameColumn("room", "place", "wing"),
                        dropColumn("room", column("wing", varchar(20)))));
        try (var database = rooms(dialect)) {
            database.execute("drop index by_hand on room");
            database.execute("create index upper_place on room ((upper(place)), floor)");
            database.execute("create index upper_code on room ((upper(code)))");

            assertThat(DryRun.obstacles(database, change))
                    .containsExactly(
                            "'rename column room.place to wing': the index upper_place of room(upper(`place`), floor)",
                            "'drop column room.wing': the index upper_place of room(upper(`place`), floor)");
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("it drops, renames or changes columns of indexes that no migration created");

            database.execute("drop index upper_place on room");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** It would keep the type that the expression had, and refuse a longer value. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thoseOverAnExpressionOfAColumnThatBecomesWider(Dialect dialect) {
        assumeThat(dialect).isEqualTo(Dialect.MYSQL);
        var change = sequence(List.of(ROOM), List.of(alterColumn("room", PLACE, PLACE.type(varchar(90)))));
        try (var database = rooms(dialect)) {
            database.execute("create index upper_place on room ((upper(place)))");

            assertThat(DryRun.obstacles(database, change))
                    .containsExactly("'alter column room.place: varchar(20) -> varchar(90)': the index upper_place of"
                            + " room(upper(`place`))");

            database.execute("drop index upper_place on room");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** One that the migration itself takes away may be over it, and so may what a statement of a person drops. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thoseOfTheMigrationsAreNot(Dialect dialect) {
        var drop =
                runSql("drop index by_hand on room").reversedBy("create unique index by_hand on room (place, code(9))");
        var change = sequence(List.of(ROOM), List.of(drop, dropColumn("room", PLACE)));
        try (var database = rooms(dialect)) {
            assertThat(DryRun.obstacles(database, change)).isEmpty();
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void areInTheWayOfARollback(Dialect dialect) {
        var added = sequence(
                List.of(ROOM),
                List.of(addColumn("room", column("size", integer()).nullable())));
        try (var database = rooms(dialect)) {
            database.migrator().migrate(added, null);
            database.execute("create unique index sizes on room (size, id)");

            assertThatThrownBy(() -> database.migrator().rollback(added, null))
                    .hasMessageContaining("'drop column room.size': the unique index sizes of room(size, id)");

            database.execute("drop index sizes on room");
            assertThat(database.migrator().rollback(added, null)).hasSize(1);
        }
    }

    /** Each kind refuses some types; what it takes is not in the way. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void thoseOfSpecialKindsAreInTheWayOfAChange(Dialect dialect) {
        var shape = column("shape", nativeType("geometry"));
        var name = column("name", varchar(50));
        var code = column("code", varchar(50));
        var table = createTable("t", column("id", integer()), shape, name, code, primaryKey("t_pkey", "id"));
        var change = List.<Operation>of(
                addColumn("t", column("z", integer()).nullable()),
                renameColumn("t", "name", "title"),
                alterColumn("t", shape, shape.nullable()),
                alterColumn("t", name.named("title"), name.named("title").type(text())),
                alterColumn(
                        "t",
                        name.named("title").type(text()),
                        name.named("title").type(integer())),
                alterColumn("t", code, code.type(varchar(60))),
                alterColumn("t", code.type(varchar(60)), code.type(text())));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(List.of(table)), null);
            database.execute("create spatial index shapes on t (shape)");
            database.execute("create fulltext index names on t (name)");
            database.execute("create index codes on t (id, code)");
            database.execute("create index prefixes on t (code(5))");
            var all = sequence(List.of(table), change);

            var found = new ArrayList<>(List.of(
                    "'alter column t.shape: not null -> null': the spatial index shapes of t(shape)",
                    "'alter column t.title: text -> integer': the full-text index names of t(name)"));
            if (dialect == Dialect.MYSQL) {
                found.add("'alter column t.code: varchar(60) -> text': the index codes of t(id, code)");
            }
            assertThat(DryRun.obstacles(database, all)).containsExactlyElementsOf(found);
            assertThatThrownBy(() -> database.migrator().migrate(all, null))
                    .hasMessageContaining("it drops, renames or changes columns of indexes that no migration created");
            assertThat(database.introspect().table("t").columns()).hasSize(4);

            database.execute("drop index shapes on t");
            database.execute("drop index names on t");
            database.execute("drop index codes on t");
            assertThat(database.migrator().migrate(all, null)).hasSize(1);
        }
    }
}
