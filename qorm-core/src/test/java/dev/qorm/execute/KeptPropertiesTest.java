package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.binary;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person gave a column and no model has stays when the column is changed, though the server wants all of it said anew. */
class KeptPropertiesTest {
    private static final Column V = column("v", integer()).nullable().generatedAs("a + 1");
    private static final Operation VIRTUAL = createTable(
            "t",
            column("id", integer()),
            column("a", integer()).nullable(),
            V,
            primaryKey("t_pkey", "id"),
            index("v_index", "v"));

    private static List<String> extras(TestDatabase database, String kept) {
        return database
                .query("select column_name, extra, column_type from information_schema.columns where table_schema ="
                        + " database() and table_name = 't' and concat(extra, column_type) like '%" + kept
                        + "%' order by column_name")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static void take(TestDatabase database, Operation table) {
        database.migrator()
                .fake(
                        sequence(List.of(table)),
                        new MigrationId(1),
                        MigrationListener.Direction.APPLY,
                        (connection, expected) -> {});
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keepsInvisibleColumns(Dialect dialect) {
        var table = createTable(
                "t",
                column("id", integer()),
                column("a", varchar(10)).nullable(),
                column("b", integer()).nullable(),
                column("c", varchar(40)).defaultValue("1"),
                column("d", varchar(10)).nullable(),
                primaryKey("t_pkey", "id"));
        var change = List.<Operation>of(
                alterColumn(
                        "t",
                        column("a", varchar(10)).nullable(),
                        column("a", text()).nullable().comment("A")),
                alterColumn(
                        "t",
                        column("b", integer()).nullable(),
                        column("b", bigint()).defaultValue(3)),
                renameColumn("t", "b", "e"),
                alterColumn(
                        "t",
                        column("e", bigint()).defaultValue(3),
                        column("e", bigint()).nullable().defaultValue(4)),
                alterColumn(
                        "t",
                        column("c", varchar(40)).defaultValue("1"),
                        column("c", integer()).defaultValue(1)),
                alterColumn(
                        "t",
                        column("d", varchar(10)).nullable(),
                        column("d", varchar(20)).nullable()));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int primary key, a varchar(10) invisible, b int invisible,"
                    + " c varchar(40) invisible not null default '1', d varchar(10))");
            database.execute("insert into t (id, a, b, c, d) values (1, 'a', 2, '7', 'd')");
            take(database, table);

            database.migrator().migrate(sequence(List.of(table), change), null);

            assertThat(extras(database, "INVISIBLE")).containsExactly("a", "c", "e");
            assertThat(database.query("select * from t")).containsExactly(List.of("1", "d"));
            assertThat(database.query("select a, e, c from t")).containsExactly(List.of("a", "2", "7"));

            database.migrator().rollback(sequence(List.of(table), change), new MigrationId(2));

            assertThat(extras(database, "INVISIBLE")).containsExactly("a", "b", "c");
        }
    }

    /** MariaDB has none that is NOT NULL and without a default. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keepsInvisibleColumnsWithoutADefaultOrDoesNotBegin(Dialect dialect) {
        var table = createTable(
                "t", column("id", integer()), column("a", varchar(10)).nullable(), primaryKey("t_pkey", "id"));
        var change = List.<Operation>of(
                addColumn("t", column("b", integer()).nullable()),
                alterColumn("t", column("a", varchar(10)).nullable(), column("a", varchar(10)))
                        .backfill(""));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int primary key, a varchar(10) invisible)");
            take(database, table);
            var all = sequence(List.of(table), change);

            if (dialect == Dialect.MARIADB) {
                assertThatThrownBy(() -> database.migrator().migrate(all, null))
                        .hasMessageContainingAll(
                                "Migration0002",
                                "the invisible column a of t, NOT NULL and without a default",
                                "give it a default, or make it visible in an earlier migration");
                assertThat(database.introspect().table("t").columns()).hasSize(2);
            } else {
                database.migrator().migrate(all, null);
            }
            assertThat(extras(database, "INVISIBLE")).containsExactly("a");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keepsCompressedColumns(Dialect dialect) {
        Assumptions.assumeTrue(dialect == Dialect.MARIADB);
        var table = createTable(
                "t",
                column("id", integer()),
                column("a", varchar(100)).nullable(),
                column("b", nativeType("blob")).nullable(),
                primaryKey("t_pkey", "id"));
        var change = List.<Operation>of(
                alterColumn(
                        "t",
                        column("a", varchar(100)).nullable(),
                        column("a", text()).nullable()),
                alterColumn(
                        "t",
                        column("b", nativeType("blob")).nullable(),
                        column("b", nativeType("mediumblob")).nullable().comment("bytes")));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int primary key, a varchar(100) compressed character set latin1,"
                    + " b blob compressed)");
            take(database, table);

            database.migrator().migrate(sequence(List.of(table), change), null);

            assertThat(extras(database, "COMPRESSED")).containsExactly("a", "b");
        }
    }

    @Test
    void keepsACompressedColumnThatIsChangedTwiceAndInARunThatStops() {
        var before = column("a", binary(10)).nullable();
        var longer = column("a", binary(20)).nullable();
        var table = createTable("t", column("id", integer()), before, primaryKey("t_pkey", "id"));
        var change = List.<Operation>of(
                alterColumn("t", before, longer),
                runSql("insert into missing values (1)").reversedBy(""),
                alterColumn("t", longer, longer.comment("bytes")));
        try (var database = TestDatabase.fresh(Dialect.MARIADB)) {
            database.execute("create table t (id int primary key, a varbinary(10) compressed)");
            take(database, table);
            var all = sequence(List.of(table), change);
            assertThatThrownBy(() -> database.migrator().migrate(all, null)).hasMessageContaining("missing");
            database.execute("create table missing (id int)");

            database.migrator().migrate(all, null);

            assertThat(extras(database, "COMPRESSED")).containsExactly("a");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keepsSpatialReferenceSystems(Dialect dialect) {
        Assumptions.assumeTrue(dialect == Dialect.MYSQL);
        var table =
                createTable("t", column("id", integer()), column("a", nativeType("point")), primaryKey("t_pkey", "id"));
        var change = List.<Operation>of(
                alterColumn(
                        "t",
                        column("a", nativeType("point")),
                        column("a", nativeType("geometry")).nullable()),
                alterColumn(
                        "t",
                        column("a", nativeType("geometry")).nullable(),
                        column("a", nativeType("geometry")).nullable().comment("where")));
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute("create table t (id int primary key, a point not null srid 4326)");
            take(database, table);

            database.migrator().migrate(sequence(List.of(table), change), null);

            assertThat(database.query(
                            "select srs_id from information_schema.columns where table_schema = database() and column_name ="
                                    + " 'a'"))
                    .containsExactly(List.of("4326"));
        }
    }

    /** Without values of its own, as no migration makes one; the server refuses to make it another kind of column. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void keepsVirtualColumns(Dialect dialect) {
        var change = List.<Operation>of(
                alterColumn("t", V, V.comment("one more")),
                alterColumn("t", V.comment("one more"), V.type(bigint()).generatedAs("a + 2")),
                renameColumn("t", "a", "b"),
                renameColumn("t", "v", "w"));
        try (var database = TestDatabase.fresh(dialect)) {
            takeVirtual(database);
            var all = sequence(List.of(VIRTUAL), change);

            database.migrator().migrate(all, null);

            assertThat(extras(database, "VIRTUAL")).containsExactly("w");
            assertThat(database.query("select id, b, w from t")).containsExactly(List.of("1", "5", "7"));

            database.migrator().rollback(all, new MigrationId(2));

            assertThat(extras(database, "VIRTUAL")).containsExactly("v");
            assertThat(database.query("select id, a, v from t")).containsExactly(List.of("1", "5", "6"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void doesNotBeginToGiveAVirtualColumnValues(Dialect dialect) {
        var change = List.<Operation>of(
                addColumn("t", column("z", integer()).nullable()),
                alterColumn("t", V, column("v", integer()).nullable()));
        try (var database = TestDatabase.fresh(dialect)) {
            takeVirtual(database);

            assertThatThrownBy(() -> database.migrator().migrate(sequence(List.of(VIRTUAL), change), null))
                    .hasMessageContainingAll(
                            "Migration0002", "the virtual column v of t", "runSql(\"alter table … drop");
            assertThat(database.introspect().table("t").columns()).hasSize(3);
        }
    }

    private static void takeVirtual(TestDatabase database) {
        database.execute("create table t (id int primary key, a int, v int generated always as (a + 1) virtual)");
        database.execute("create index v_index on t (v)");
        database.execute("insert into t (id, a) values (1, 5)");
        take(database, VIRTUAL);
    }
}
