package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.addUnique;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.expression;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.renameColumn;
import static dev.qorm.operation.Operations.renameTable;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.diff.SchemaDiffer;
import dev.qorm.migration.MigrationId;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.TableElement;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collations of columns, with rows in the tables. */
class CollationTest {
    private static final Column EMAIL = column("email", varchar(40));
    private static final Column EMAIL_CI = anyCase(EMAIL);

    /** PostgreSQL itself has none that ignores case. */
    private static final String CREATE =
            "create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)";

    private static Column anyCase(Column column) {
        return column.collation("postgresql", "any_case")
                .collation("sqlite", "nocase")
                .collation("mariadb", "utf8mb4_general_ci")
                .collation("mysql", "utf8mb4_0900_ai_ci");
    }

    static Stream<Dialect> withCollations() {
        return TestDatabase.dialects().filter(dialect -> dialect != Dialect.H2);
    }

    private static TestDatabase fresh(Dialect dialect) {
        var database = TestDatabase.fresh(dialect);
        if (dialect == Dialect.POSTGRESQL) {
            database.execute(CREATE);
        }
        return database;
    }

    private static List<Operation> table(Column email) {
        return List.of(createTable(
                "account",
                column("id", integer()),
                email,
                primaryKey("account_pkey", "id"),
                unique("account_email_key", "email")));
    }

    @SafeVarargs
    private static void migrated(TestDatabase database, List<Operation>... migrations) {
        var sequence = sequence(migrations);
        database.migrator().migrate(sequence, null);
        assertThat(database.differences(sequence.replay())).isEmpty();
    }

    private static void rolledBack(TestDatabase database, List<Operation> before, List<Operation> change) {
        database.migrator().rollback(sequence(before, change), new MigrationId(2));
        assertThat(database.differences(sequence(before).replay())).isEmpty();
    }

    private static void assertRefused(TestDatabase database, String sql) {
        assertThatThrownBy(() -> database.execute(sql)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void aNewTableComparesByIt(Dialect dialect) {
        try (var database = fresh(dialect)) {
            migrated(database, table(EMAIL_CI));

            database.execute("insert into account values (1, 'Ada@x')");
            assertRefused(database, "insert into account values (2, 'ADA@X')");
            assertThat(database.query("select id from account where email = 'ada@X'"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void aColumnGetsItAndLosesIt(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var change = List.<Operation>of(alterColumn("account", EMAIL, EMAIL_CI));
            migrated(database, table(EMAIL));
            database.execute("insert into account values (1, 'Ada@x'), (2, 'bob@x')");

            migrated(database, table(EMAIL), change);
            assertRefused(database, "insert into account values (3, 'ADA@X')");

            rolledBack(database, table(EMAIL), change);
            database.execute("insert into account values (3, 'ADA@X')");
            assertThat(database.query("select email from account order by id"))
                    .containsExactly(List.of("Ada@x"), List.of("bob@x"), List.of("ADA@X"));
        }
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void staysWhenTheColumnIsAddedRenamedAndChanged(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var nick = anyCase(column("nick", varchar(20))).nullable();
            var called = nick.named("group");
            var change = List.<Operation>of(
                    addColumn("account", nick),
                    renameColumn("account", "nick", "group"),
                    renameTable("account", "member"),
                    alterColumn("member", called, called.type(text())),
                    alterColumn("member", EMAIL_CI, EMAIL_CI.type(varchar(80)).defaultValue("?")));
            migrated(database, table(EMAIL_CI));
            database.execute("insert into account values (1, 'Ada@x')");

            migrated(database, table(EMAIL_CI), change);
            assertRefused(database, "insert into member (id, email) values (2, 'ADA@X')");

            rolledBack(database, table(EMAIL_CI), change);
            assertRefused(database, "insert into account (id, email) values (2, 'ADA@X')");
        }
    }

    /** Both ends change; the foreign key is in the way on some databases. */
    @ParameterizedTest
    @MethodSource("withCollations")
    void aForeignKeyComparesByIt(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var code = column("code", varchar(10));
            var pony = column("pony_code", varchar(10));
            var tables = List.<Operation>of(
                    createTable("pony", code, primaryKey("pony_pkey", "code")),
                    createTable(
                            "rider",
                            column("id", integer()),
                            pony,
                            primaryKey("rider_pkey", "id"),
                            foreignKey("rider_pony_code_fkey", "pony_code").references("pony", "code"),
                            index("rider_pony_code_idx", "pony_code")));
            var change = List.<Operation>of(
                    alterColumn("pony", code, anyCase(code)), alterColumn("rider", pony, anyCase(pony)));
            migrated(database, tables);
            database.execute("insert into pony values ('Star')");
            database.execute("insert into rider values (1, 'Star')");

            migrated(database, tables, change);
            if (dialect == Dialect.SQLITE) {
                database.execute("pragma foreign_keys = on");
            }
            database.execute("insert into rider values (2, 'STAR')");
            assertRefused(database, "insert into rider values (3, 'Moon')");

            database.execute("delete from rider where id = 2");
            rolledBack(database, tables, change);
            assertRefused(database, "insert into rider values (2, 'STAR')");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aForeignKeyOverTwoOfThemIsRefused(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var code = column("code", varchar(10));
            var tables = List.<Operation>of(
                    createTable("pony", code, primaryKey("pony_pkey", "code")),
                    createTable("rider", column("id", integer()), code, primaryKey("rider_pkey", "id")),
                    addForeignKey("rider", foreignKey("rider_pony_fkey", "code").references("pony", "code")));
            var change = List.<Operation>of(
                    addColumn("rider", column("note", varchar(5)).nullable()),
                    alterColumn("pony", code, anyCase(code)));
            migrated(database, tables);

            assertThatThrownBy(() -> database.migrator().migrate(sequence(tables, change), null))
                    .hasMessageContaining(
                            "the foreign key rider_pony_fkey from 'code', which names no collation, to 'code', in ")
                    .hasMessageContaining("give both the same collation");
            assertThat(database.differences(sequence(tables).replay())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void rowsThatBecomeEqualPreventIt(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var before = table(EMAIL);
            var change = List.<Operation>of(
                    addColumn("account", column("note", varchar(5)).nullable()),
                    alterColumn("account", EMAIL, EMAIL_CI));
            migrated(database, before);
            database.execute("insert into account values (1, 'Ada@x'), (2, 'ADA@x')");

            var refused = assertThatThrownBy(() -> database.migrator().migrate(sequence(before, change), null))
                    .isInstanceOf(ExecutionException.class);
            if (dialect.isMySqlFamily()) {
                refused.hasMessageContaining("was not started, because rows are in the way")
                        .hasMessageContaining("Values of email that more than one row of account has: 1");
            }
            assertThat(database.differences(sequence(before).replay())).isEmpty();

            database.execute("update account set email = 'bob@x' where id = 2");
            migrated(database, before, change);
        }
    }

    /** A new key is asked about in the collation that the column has by then. */
    @ParameterizedTest
    @MethodSource("withCollations")
    void aNewKeyIsAskedAboutInTheNewCollation(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var before =
                    List.<Operation>of(createTable("t", column("id", integer()), EMAIL_CI, primaryKey("t_pkey", "id")));
            var loosened = List.<Operation>of(
                    alterColumn("t", EMAIL_CI, EMAIL), addUnique("t", unique("t_email_key", "email")));
            migrated(database, before);
            database.execute("insert into t values (1, 'a'), (2, 'A')");

            migrated(database, before, loosened);
            database.execute("insert into t values (3, 'b')");
            database.execute("delete from t where id = 2");
            rolledBack(database, before, loosened);
        }
    }

    /** Rows that refer to others only in the old collation. */
    @ParameterizedTest
    @MethodSource("withCollations")
    void rowsThatWouldReferToNothingPreventIt(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var code = anyCase(column("code", varchar(10)));
            var pony = anyCase(column("pony_code", varchar(10)));
            var before = List.<Operation>of(
                    createTable("pony", code, primaryKey("pony_pkey", "code")),
                    createTable("rider", column("id", integer()), pony, primaryKey("rider_pkey", "id")),
                    addForeignKey(
                            "rider", foreignKey("rider_pony_fkey", "pony_code").references("pony", "code")));
            var change = List.<Operation>of(
                    alterColumn("pony", code, code.collations(List.of())),
                    alterColumn("rider", pony, pony.collations(List.of())));
            migrated(database, before);
            database.execute("insert into pony values ('Star')");
            database.execute("insert into rider values (1, 'STAR')");

            assertThatThrownBy(() -> database.migrator().migrate(sequence(before, change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("rider");
            assertThat(database.differences(sequence(before).replay())).isEmpty();

            database.execute("update rider set pony_code = 'Star'");
            migrated(database, before, change);
        }
    }

    @ParameterizedTest
    @MethodSource("withCollations")
    void checksComputedColumnsAndExpressionsFollowIt(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var elements = new ArrayList<TableElement>(List.of(
                    column("id", integer()),
                    EMAIL,
                    column("is_ada", integer()).nullable().generatedAs("case when email = 'ada' then 1 else 0 end"),
                    primaryKey("t_pkey", "id"),
                    check("t_check", "email <> 'nobody'")));
            if (dialect != Dialect.MARIADB) {
                elements.add(index("t_idx", expression("lower(email)")));
            }
            var before = List.<Operation>of(createTable("t", elements.toArray(TableElement[]::new)));
            var schema = sequence(before).replay();
            var change =
                    SchemaDiffer.diff(schema, schema.replace(schema.table("t").withColumn(EMAIL_CI)));
            migrated(database, before);
            database.execute("insert into t (id, email) values (1, 'ADA')");
            assertThat(database.query("select is_ada from t")).containsExactly(List.of("0"));

            migrated(database, before, change);
            assertThat(database.query("select is_ada from t")).containsExactly(List.of("1"));
            assertRefused(database, "insert into t (id, email) values (2, 'NOBODY')");

            rolledBack(database, before, change);
            assertThat(database.query("select is_ada from t")).containsExactly(List.of("0"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void oneOfAnotherDatabaseChangesNothing(Dialect dialect) {
        try (var database = fresh(dialect)) {
            var other = dialect == Dialect.SQLITE
                    ? EMAIL.collation("postgresql", "C")
                    : EMAIL.collation("sqlite", "nocase");
            var change = List.<Operation>of(alterColumn("account", EMAIL, other));
            migrated(database, table(EMAIL));

            assertThat(dialect.renderer().render(change, sequence(table(EMAIL)).replay()))
                    .allSatisfy(rendered -> assertThat(rendered.statements()).isEmpty());
            migrated(database, table(EMAIL), change);
            rolledBack(database, table(EMAIL), change);
        }
    }

    /** A text of a table that was taken over keeps its characters until the migrations state its collation here. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aTextThatWasThereKeepsItsCharactersUntilThen(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(
                    "create table t (id int not null primary key, a varchar(10) not null, b varchar(10) not null)"
                            + " character set latin1");
            database.execute("insert into t values (1, 'ä', 'ö')");
            var a = column("a", varchar(10));
            var b = column("b", varchar(10));
            var table = List.<Operation>of(createTable("t", column("id", integer()), a, b, primaryKey("t_pkey", "id")));
            var elsewhere = a.collation("sqlite", "nocase");
            var here = b.collation(dialect.urlName(), "utf8mb4_unicode_ci");
            var change = List.<Operation>of(
                    alterColumn("t", a, elsewhere),
                    alterColumn("t", elsewhere, elsewhere.type(varchar(20))),
                    alterColumn("t", b, here),
                    alterColumn("t", here, here.type(varchar(20))));
            database.migrator()
                    .fake(
                            sequence(table),
                            new MigrationId(1),
                            MigrationListener.Direction.APPLY,
                            (connection, expected) -> {});

            database.migrator().migrate(sequence(table, change), null);

            var collations = "select collation_name from information_schema.columns where table_schema = database()"
                    + " and table_name = 't' and collation_name is not null order by column_name";
            assertThat(database.query(collations))
                    .containsExactly(List.of("latin1_swedish_ci"), List.of("utf8mb4_unicode_ci"));
            assertThat(database.query("select a, b from t")).containsExactly(List.of("ä", "ö"));
            database.migrator().rollback(sequence(table, change), new MigrationId(2));
            assertThat(database.query(collations))
                    .containsExactly(List.of("latin1_swedish_ci"), List.of(String.valueOf(dialect.collation())));
        }
    }

    /** The new text has the collation that the key will have, and not the one that it has at that moment. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void aNewTextRefersToAKeyThatLosesItsCollation(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var reference = column("parent", varchar(40)).nullable();
            var table = List.<Operation>of(createTable("t", EMAIL_CI, primaryKey("t_pkey", "email")));
            var change = List.<Operation>of(
                    addColumn("t", reference),
                    alterColumn("t", EMAIL_CI, EMAIL),
                    addForeignKey("t", foreignKey("t_parent_fkey", "parent").references("t", "email")));
            database.migrator().migrate(sequence(table), null);
            database.execute("insert into t (email) values ('a@b')");

            database.migrator().migrate(sequence(table, change), null);
            database.execute("update t set parent = 'a@b'");

            database.migrator().rollback(sequence(table, change), new MigrationId(2));
            assertThat(database.query("select email from t")).containsExactly(List.of("a@b"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void anUnknownOneIsRefusedBeforeAnythingRuns(Dialect dialect) {
        try (var database = TestDatabase.fresh(dialect)) {
            var change = List.<Operation>of(
                    addColumn("account", column("note", varchar(5)).nullable()),
                    alterColumn("account", EMAIL, EMAIL.collation(dialect.urlName(), "utf8mb4_martian_ci")));
            migrated(database, table(EMAIL));

            assertThatThrownBy(() -> database.migrator().migrate(sequence(table(EMAIL), change), null))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("utf8mb4_martian_ci")
                    .hasMessageContaining("show collation lists those that exist");
            assertThat(database.differences(sequence(table(EMAIL)).replay())).isEmpty();
        }
    }
}
