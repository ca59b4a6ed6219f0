package dev.qorm.execute;

import static dev.qorm.execute.MigratorTest.sequence;
import static dev.qorm.operation.Operations.addColumn;
import static dev.qorm.operation.Operations.addForeignKey;
import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that have another collation than the migrations state, because somebody changed it by hand. */
class CollationByHandTest {
    private static final Column CODE = stated(column("code", varchar(10)));
    private static final Column C = stated(column("c", varchar(10)).nullable());
    private static final ForeignKey KEY = foreignKey("t_c_fkey", "c").references("p", "code");

    private static final List<Operation> TABLES = List.of(
            createTable("p", column("id", integer()), CODE, primaryKey("p_pkey", "id"), unique("p_code_key", "code")),
            createTable("t", column("id", integer()), C, primaryKey("t_pkey", "id"), unique("t_c_key", "c")));

    private static final Operation FIRST =
            addColumn("t", column("note", varchar(5)).nullable());

    private static final String OF_P =
            "alter table p modify code varchar(10) character set utf8mb4 collate utf8mb4_bin not null";
    private static final String OF_T = "alter table t modify c varchar(10) character set utf8mb4 collate utf8mb4_bin";

    private static Column stated(Column column) {
        return column.collation("mariadb", "utf8mb4_general_ci").collation("mysql", "utf8mb4_general_ci");
    }

    private static TestDatabase with(Dialect dialect, List<Operation> tables, String... byHand) {
        var database = TestDatabase.fresh(dialect);
        database.migrator().migrate(sequence(tables), null);
        List.of(byHand).forEach(database::execute);
        return database;
    }

    private static String collation(TestDatabase database) {
        return database.query("select collation_name from information_schema.columns"
                        + " where table_schema = database() and table_name = 't' and column_name = 'c'")
                .get(0)
                .get(0);
    }

    /** Otherwise the server would find the same texts in it, and refuse the change. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void staysIfSomethingElseChanges(Dialect dialect) {
        var longer = alterColumn("t", C, C.type(varchar(20)));
        var commented =
                alterColumn("t", C.type(varchar(20)), C.type(varchar(20)).comment("code"));
        try (var database = with(dialect, TABLES, OF_T, "insert into t (id, c) values (1, 'a'), (2, 'A')")) {
            assertThat(database.migrator().migrate(sequence(TABLES, List.of(FIRST, longer, commented)), null))
                    .hasSize(1);

            assertThat(collation(database)).isEqualTo("utf8mb4_bin");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void goesWhenTheStatedOneChanges(Dialect dialect) {
        var other = C.collations(List.of()).collation(dialect.urlName(), "utf8mb4_unicode_ci");
        try (var database = with(dialect, TABLES, OF_T)) {
            database.migrator().migrate(sequence(TABLES, List.of(FIRST, alterColumn("t", C, other))), null);

            assertThat(collation(database)).isEqualTo("utf8mb4_unicode_ci");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void staysAtBothEndsOfAForeignKey(Dialect dialect) {
        var tables = new ArrayList<>(TABLES);
        tables.add(addForeignKey("t", KEY));
        try (var database = with(
                dialect,
                tables,
                "alter table t drop foreign key t_c_fkey",
                OF_T,
                OF_P,
                "alter table t add constraint t_c_fkey foreign key (c) references p (code)")) {
            var commented = alterColumn("t", C, C.comment("code"));
            assertThat(database.migrator().migrate(sequence(tables, List.of(FIRST, commented)), null))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void preventsAForeignKeyBeforeTheFirstStatement(Dialect dialect) {
        var change = sequence(TABLES, List.of(FIRST, addForeignKey("t", KEY)));
        try (var database = with(dialect, TABLES, OF_T)) {
            assertThatThrownBy(() -> database.migrator().migrate(change, null))
                    .hasMessageContainingAll(
                            "'add foreign key t_c_fkey on t(c) to p(code)': the foreign key t_c_fkey from 'c' of t, in"
                                    + " utf8mb4_bin, to 'code' of p, in utf8mb4_general_ci",
                            "give both the same character set and collation first");
            assertThat(database.introspect().table("t").columns()).doesNotContainKey("note");

            database.execute(OF_P);
            assertThat(database.migrator().migrate(change, null)).hasSize(1);
        }
    }

    /** The migration only says what the column has already, so keys and indexes made by hand do not prevent it. */
    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#mySqlFamily")
    void isStatedAsItIs(Dialect dialect) {
        var code = column("code", varchar(10));
        var c = column("c", varchar(10));
        var tables = List.<Operation>of(
                createTable("p", code, primaryKey("p_pkey", "code")),
                createTable("t", c, column("d", varchar(10)).nullable()));
        var change = List.of(FIRST, alterColumn("p", code, stated(code)), alterColumn("t", c, stated(c)));
        try (var database = with(
                dialect,
                tables,
                "alter table p convert to character set utf8mb4 collate utf8mb4_general_ci",
                "alter table t convert to character set utf8mb4 collate utf8mb4_general_ci",
                "create fulltext index words on t (d, c)",
                "alter table t add constraint hand foreign key (c) references p (code)")) {
            assertThat(database.migrator().migrate(sequence(tables, change), null))
                    .hasSize(1);
        }
    }
}
