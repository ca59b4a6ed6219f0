package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.dropColumn;
import static dev.qorm.operation.Operations.dropPrimaryKey;
import static dev.qorm.operation.Operations.dropTable;
import static dev.qorm.operation.Operations.dropUnique;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.runSql;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that were made by hand in MariaDB and MySQL, and what a migration may do to the columns and keys that they need. */
class MySqlDependentsTest {
    private static final Column ID = column("id", integer());
    private static final UniqueConstraint P_CODE = unique("p_code_key", "code");
    private static final TableElement[] P = {ID, column("code", varchar(10)), primaryKey("p_pkey", "id"), P_CODE};
    private static final Column V = column("v", integer()).nullable();
    private static final Column W = column("w", integer()).nullable();
    private static final Column C = column("c", varchar(10)).nullable();
    private static final TableElement[] T = {ID, V, W, C, primaryKey("t_pkey", "id")};

    private static final List<Operation> BEFORE = List.of(createTable("p", P), createTable("t", T));

    private static final Operation FIRST =
            addColumn("t", column("note", varchar(5)).nullable());

    private static final String TO_ID = "alter table t add constraint hand foreign key (v) references p (id)";
    private static final String TO_CODE = "alter table t add constraint hand foreign key (c) references p (code)";
    private static final String CHECK = "alter table t add constraint hand check (v < w)";
    private static final String DEFAULT = "alter table t alter column w set default (v + 1)";
    private static final String COMPUTED = "alter table t add column hand int generated always as (v + 1) virtual";

    /**
     * @param byHand what somebody adds to the tables
     * @param server the only one that refuses the change, or null for both
     * @param change the operations after the first one
     */
    private record Case(String byHand, @Nullable Dialect server, List<Operation> change) {
        Case(String byHand, @Nullable Dialect server, Operation... change) {
            this(byHand, server, List.of(change));
        }

        boolean isRefusedBy(Dialect dialect) {
            return server == null || server == dialect;
        }

        String found() {
            return switch (byHand) {
                case TO_CODE -> "the foreign key hand of t(c) to p(code)";
                case CHECK -> "the check hand of t";
                case DEFAULT -> "the default of w of t";
                case COMPUTED -> "the computed column hand of t";
                default -> "the foreign key hand of t(v) to p(id)";
            };
        }

        Operation last() {
            return change.get(change.size() - 1);
        }

        List<Operation> migration() {
            var all = new ArrayList<>(change);
            if (!(all.get(0) instanceof DropTable)) {
                all.add(0, FIRST);
            }
            return all;
        }

        @Override
        public String toString() {
            return byHand + ": " + last().describe();
        }
    }

    private static Stream<Arguments> onEach(Case... cases) {
        return TestDatabase.mySqlFamily().flatMap(dialect -> Stream.of(cases).map(each -> Arguments.of(dialect, each)));
    }

    static Stream<Arguments> refused() {
        return onEach(
                new Case(TO_ID, null, alterColumn("t", V, column("v", bigint()).nullable())),
                new Case(TO_ID, null, alterColumn("p", ID, column("id", bigint()))),
                new Case(TO_ID, Dialect.MYSQL, alterColumn("p", ID, ID.autoIncrement())),
                new Case(TO_ID, null, dropColumn("t", V)),
                new Case(DEFAULT, null, dropColumn("t", V)),
                new Case(DEFAULT, Dialect.MYSQL, renameColumn("t", "v", "x")),
                new Case(TO_ID, null, dropTable("p", P)),
                new Case(TO_ID, null, renameTable("p", "q"), dropTable("q", P)),
                new Case(TO_ID + " on delete set null", null, alterColumn("t", V, column("v", integer()))),
                new Case(TO_CODE, null, dropUnique("p", P_CODE)),
                new Case(
                        TO_CODE,
                        null,
                        renameColumn("t", "c", "d"),
                        alterColumn(
                                "t",
                                column("d", varchar(10)).nullable(),
                                column("d", varchar(5)).nullable())),
                new Case(
                        TO_CODE,
                        Dialect.MARIADB,
                        alterColumn("t", C, column("c", varchar(63)).nullable())),
                new Case(
                        TO_CODE,
                        null,
                        alterColumn("t", C, column("c", varchar(64)).nullable())),
                new Case(
                        TO_CODE,
                        null,
                        alterColumn("t", C, C.collation("mysql", "utf8mb4_bin").collation("mariadb", "utf8mb4_bin"))),
                new Case(CHECK, null, dropColumn("t", V)),
                new Case(CHECK, Dialect.MYSQL, renameColumn("t", "v", "x")),
                new Case(COMPUTED, null, dropColumn("t", V)),
                new Case(COMPUTED, Dialect.MYSQL, renameColumn("t", "v", "x")));
    }

    static Stream<Arguments> accepted() {
        return onEach(
                new Case(TO_ID, null, alterColumn("t", V, column("v", integer()))),
                new Case(TO_ID, null, alterColumn("t", V, V.defaultValue(1))),
                new Case(TO_ID, null, dropColumn("t", W)),
                new Case(TO_ID, null, renameColumn("t", "v", "x")),
                new Case(TO_ID, null, dropUnique("p", P_CODE)),
                new Case(TO_ID, null, dropTable("t", T), dropTable("p", P)),
                new Case(TO_CODE, null, dropPrimaryKey("p", primaryKey("p_pkey", "id"))),
                new Case(TO_CODE, null, addUnique("p", unique("p_both_key", "code", "id")), dropUnique("p", P_CODE)),
                new Case(TO_CODE, null, dropUnique("p", P_CODE), addUnique("p", P_CODE.include("id"))),
                new Case("alter table t add constraint hand check (v < 5)", null, dropColumn("t", V)),
                new Case("alter table t add constraint hand check (c <> '`v`' or w > 0)", null, dropColumn("t", V)),
                new Case("alter table p add constraint t_check check (id < 5)", null, dropColumn("t", V)),
                new Case(CHECK, null, alterColumn("t", V, column("v", bigint()).nullable())),
                new Case(
                        DEFAULT, null, alterColumn("t", V, column("v", bigint()).nullable())),
                new Case(DEFAULT, null, alterColumn("t", W, W.defaultValue(1)), dropColumn("t", V)),
                new Case(DEFAULT, null, dropColumn("t", W), dropColumn("t", V)),
                new Case("alter table t alter column c set default '`v`'", null, dropColumn("t", V)),
                new Case(
                        TO_ID,
                        null,
                        alterColumn("t", V, column("v", nativeType("INT")).nullable())),
                new Case(
                        COMPUTED,
                        null,
                        alterColumn("t", V, column("v", bigint()).nullable())));
    }

    private static void begin(TestDatabase database, Case example) {
        database.migrator().migrate(sequence(BEFORE), null);
        database.execute(example.byHand);
    }

    private static List<List<String>> columns(TestDatabase database) {
        return database.query("select table_name, column_name, column_type from information_schema.columns"
                + " where table_schema = database() and table_name not like 'qorm%' order by 1, 2");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void preventsAMigration(Dialect dialect, Case example) {
        try (var database = TestDatabase.fresh(dialect)) {
            begin(database, example);
            var there = columns(database);
            if (!example.isRefusedBy(dialect)) {
                database.migrator().migrate(sequence(BEFORE, example.migration()), null);
                return;
            }

            assertThatThrownBy(() -> database.migrator().migrate(sequence(BEFORE, example.migration()), null))
                    .hasMessageContaining("Migration0002 was not started: " + dialect.displayName()
                            + " would refuse it because of objects that no migration created, or lose them:\n  '"
                            + example.last().describe() + "': " + example.found()
                            + "\n  Drop them in the migration, with runSql(");

            assertThat(columns(database)).isEqualTo(there);
            // With a statement of the user, the server decides.
            var byHand = example.migration();
            byHand.add(0, runSql("do 1").reversedBy(""));
            assertThatThrownBy(() -> database.migrator().migrate(sequence(BEFORE, byHand), null))
                    .hasMessageContaining("failed at '" + example.last().describe());
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void leavesAloneWhatTheServerAccepts(Dialect dialect, Case example) {
        try (var database = TestDatabase.fresh(dialect)) {
            begin(database, example);

            assertThat(database.migrator().migrate(sequence(BEFORE, example.migration()), null))
                    .containsExactly(new MigrationId(2));
        }
    }

    /** The server drops the first one before it adds the other one. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aKeyOfAnotherNameDoesNotReplaceOne(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(BEFORE), null);
            database.execute(TO_CODE);
            var other = addUnique("p", unique("p_other_key", "code"));

            assertThatThrownBy(() -> database.migrator()
                            .migrate(sequence(BEFORE, List.of(FIRST, dropUnique("p", P_CODE), other)), null))
                    .hasMessageContaining("Migration0002 was not started");
            assertThat(database.migrator()
                            .migrate(sequence(BEFORE, List.of(FIRST, other, dropUnique("p", P_CODE))), null))
                    .containsExactly(new MigrationId(2));
        }
    }

    /** MariaDB drops a check in the definition of a column with it, and other tables may have one with its name. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aCheckIsThatOfItsTable(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(BEFORE), null);
            if (dialect == Dialect.MARIADB) {
                database.execute("alter table p modify code varchar(10) not null check (code <> id)");
                database.execute("alter table t add constraint code check (v < 5)");
            } else {
                database.execute("alter table p add constraint hand check (id > 0 and code <> '')");
            }

            var change = List.<Operation>of(FIRST, dropColumn("t", V));
            assertThat(database.migrator().migrate(sequence(BEFORE, change), null))
                    .hasSize(1);
        }
    }

    /** The URL of the user says that foreign keys do not count. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void foreignKeysThatAreNotCheckedAreNotInTheWay(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect, "sessionVariables=foreign_key_checks=0")) {
            database.migrator().migrate(sequence(BEFORE), null);
            database.execute(TO_ID);

            database.migrator().migrate(sequence(BEFORE, List.of(FIRST, dropTable("p", P))), null);

            assertThat(database.introspect().find("p")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aRollbackIsPreventedToo(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var added = sequence(
                    BEFORE, List.of(FIRST, addColumn("t", column("x", integer()).nullable())));
            database.migrator().migrate(added, null);
            database.execute("alter table t add constraint hand foreign key (x) references p (id)");

            assertThatThrownBy(() -> database.migrator().rollback(added, new MigrationId(2)))
                    .hasMessageContaining("the foreign key hand of t(x) to p(id)");

            assertThat(database.introspect().table("t").columns()).containsKeys("x", "note");
        }
    }

    /** One in the definition of the column, which MariaDB would lose with the definition. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aCheckOfAColumnIsNotLost(Dialect dialect) {
        var longer = alterColumn("t", C, C.type(varchar(20)));
        var change = sequence(BEFORE, List.of(FIRST, renameColumn("t", "v", "x"), longer));
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(BEFORE), null);
            database.execute("alter table t modify c varchar(10) check (c <> '')");
            var checks = database.introspect().table("t").checks();
            if (dialect == Dialect.MYSQL) {
                database.migrator().migrate(change, null); // which makes it one of the table
                assertThat(database.introspect().table("t").checks()).isEqualTo(checks);
                return;
            }

            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContaining("'" + longer.describe() + "': the check c of t");
            assertThat(database.introspect().table("t").checks()).isEqualTo(checks);

            database.execute("alter table t modify c varchar(10), add constraint c_check check (c <> '')");
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
            assertThat(database.introspect().table("t").checks()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aCheckThatGoesWithItsColumnIsAnnounced(Dialect dialect) {
        var losses = new UnknownLosses();
        try (var database = TestDatabase.fresh(dialect)) {
            database.migrator().migrate(sequence(BEFORE), null);
            database.execute("alter table t add constraint hand check (v < 5)");
            database.execute("alter table t add constraint other check (w < 5)");

            database.migrator(losses)
                    .migrate(sequence(BEFORE, List.of(renameColumn("t", "c", "y"), dropColumn("t", V))), null);
        }
        assertThat(losses.said).containsExactly("the check hand of t");
    }
}
