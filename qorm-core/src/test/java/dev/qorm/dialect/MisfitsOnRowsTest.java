package dev.qorm.dialect;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.binary;
import static dev.qorm.schema.ColumnTypes.blob;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.operation.AlterColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeNames;
import dev.qorm.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the type of a column becomes narrower, rows keep what fits and get the given value for what does not. */
class MisfitsOnRowsTest {
    /**
     * A change of type, and two rows.
     *
     * @param value what is given for the second row, or null for an expression
     * @param expression the same, or null
     * @param fits the value of the first row in SQL
     * @param kept what it is after the change
     * @param misfit the value of the second row in SQL
     * @param replaced what it is after the change
     */
    private record Change(
            ColumnType from,
            ColumnType to,
            Object value,
            String expression,
            String fits,
            String kept,
            String misfit,
            String replaced) {
        AlterColumn on(Column before, Column after) {
            var change = alterColumn("t", before, after);
            return expression == null ? change.backfill(value) : change.backfillSql(expression);
        }

        /** Whether what replaces a misfit is a value of the type before too. */
        boolean isReversible() {
            try {
                return value == null
                        ? !(from instanceof ColumnType.Enumeration)
                        : Column.literal("c", from, value) != null;
            } catch (SchemaException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return TypeNames.of(from) + " -> " + TypeNames.of(to) + " " + (value == null ? expression : value);
        }
    }

    private static Change of(
            ColumnType from, ColumnType to, Object value, String fits, String kept, String misfit, String replaced) {
        return new Change(from, to, value, null, fits, kept, misfit, replaced);
    }

    private static final List<Change> CHANGES = List.of(
            of(varchar(20), varchar(5), "x", "'abcde'", "'abcde'", "'abcdef'", "'x'"),
            of(varchar(20), varchar(3), "x", "'\uD83D\uDE80ä'", "'\uD83D\uDE80ä'", "'äöüß'", "'x'"),
            new Change(text(), varchar(5), null, "substr(c, 1, 5)", "'abc'", "'abc'", "'abcdef'", "'abcde'"),
            of(text(), character(5), "x", "'abc'", "'abc'", "'abcdef'", "'x'"),
            of(character(10), varchar(5), "x", "'abc'", "'abc'", "'abcdef'", "'x'"),
            of(character(10), character(5), "x", "'abc'", "'abc'", "'abcdef'", "'x'"),
            of(bigint(), smallint(), 7, "-32768", "-32768", "32768", "7"),
            of(integer(), varchar(4), "many", "9999", "'9999'", "-1000", "'many'"),
            of(doublePrecision(), varchar(5), "many", "1.5", "'1.5'", "-1234.5", "'many'"),
            of(bool(), varchar(4), "no", "true", "'true'", "false", "'no'"),
            of(bigint(), decimal(5, 2), "1.25", "-999", "-999", "1000", "1.25"),
            of(decimal(10, 2), smallint(), 7, "32767.49", "32767", "32767.50", "7"),
            of(decimal(5, 2), decimal(4, 1), "0.5", "999.94", "999.9", "-999.95", "0.5"),
            of(decimal(6, 1), decimal(5, 2), "0.25", "999.9", "999.9", "1000.0", "0.25"),
            of(doublePrecision(), integer(), 7, "1.6", "2", "1e10", "7"),
            of(doublePrecision(), decimal(5, 2), "1.25", "12.5", "12.5", "-1e5", "1.25"),
            of(enumeration("A", "B", "C"), enumeration("B", "A"), "A", "'B'", "'B'", "'C'", "'A'"),
            of(enumeration("A", "B'"), enumeration("A", "LIVE"), "LIVE", "'A'", "'A'", "'B'''", "'LIVE'"),
            new Change(
                    enumeration("A", "B"),
                    enumeration("A", "LIVE"),
                    null,
                    "case c when 'B' then 'LIVE' else 'A' end",
                    "'A'",
                    "'A'",
                    "'B'",
                    "'LIVE'"),
            of(enumeration("NEW", "PUBLISHED"), varchar(3), "PUB", "'NEW'", "'NEW'", "'PUBLISHED'", "'PUB'"),
            of(varchar(5), enumeration("A", "B\\longer"), "B\\longer", "'A'", "'A'", "'x'", "'B\\longer'"),
            of(character(5), enumeration("A", "B"), "B", "'A'", "'A'", "'x'", "'B'"),
            of(character(1), enumeration("A", "Bee"), "Bee", "'A'", "'A'", "'x'", "'Bee'"),
            of(blob(), binary(2), "xy", "ab", "ab", "abc", "xy"));

    static Stream<Arguments> changesOnEachDatabase() {
        return TestDatabase.dialects().flatMap(dialect -> CHANGES.stream().map(each -> Arguments.of(dialect, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("changesOnEachDatabase")
    void keepsWhatFitsAndReplacesTheRest(Dialect dialect, Change change) {
        var before = column("c", change.from()).nullable();
        var operation = change.on(before, before.type(change.to()));
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", integer()), before, primaryKey("t_pk", "id")));
            insert(database, dialect, change);
            database.run("insert into t values (3, null)");

            database.apply(operation).check();

            assertValues(database, dialect, change);
            assertThat(database.query("select c from t where id = 3").get(0)).containsOnlyNulls();
            if (!dialect.hasTransactionalDdl()) {
                database.repeat();
                assertValues(database, dialect, change);
            }
            if (change.isReversible()) {
                database.reverse(List.of(operation)).check();
                assertValues(database, dialect, change);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("changesOnEachDatabase")
    void replacesNullTooWhereTheColumnHasToHaveAValue(Dialect dialect, Change change) {
        var before = column("c", change.from()).nullable();
        var after = before.type(change.to()).nullable(false);
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", column("id", integer()), before, primaryKey("t_pk", "id")));
            insert(database, dialect, change);
            if (change.expression() == null) {
                database.run("insert into t values (3, null)");
            }

            database.apply(change.on(before, after)).check();

            assertValues(database, dialect, change);
            if (change.expression() == null) {
                assertHas(database, dialect, change, 3, change.replaced());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void keepsWhatStandsOnTheColumn(Dialect dialect) {
        var before = column("c", enumeration("A", "B", "C")).defaultValue("C").comment("which");
        var after = column("c", enumeration("A", "D")).defaultValue("D").comment("which");
        try (var database = new Driven(dialect)) {
            database.create(Table.of(
                            "t",
                            column("id", integer()),
                            before,
                            primaryKey("t_pk", "id"),
                            unique("t_c_uq", "c", "id"),
                            index("t_c_ix", "c"),
                            check("t_c_ck", "c = 'A' or id > 0")))
                    .run("insert into t (id) values (1)");

            database.apply(alterColumn("t", before, after).backfill("D")).check();

            assertThat(database.query("select c from t")).containsExactly(List.of("D"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.qorm.testing.TestDatabase#dialects")
    void anExpressionWhoseValueDoesNotFitIsRefused(Dialect dialect) {
        var before = column("c", varchar(20));
        try (var database = new Driven(dialect)) {
            database.create(Table.of("t", before)).run("insert into t values ('abcdef')");

            assertThatThrownBy(() -> database.apply(
                            alterColumn("t", before, before.type(varchar(5))).backfillSql("c")))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(database.query("select c from t")).containsExactly(List.of("abcdef"));
        }
    }

    private static void insert(Driven database, Dialect dialect, Change change) {
        database.run(
                "insert into t values (1, " + sql(dialect, change, change.fits()) + ")",
                "insert into t values (2, " + sql(dialect, change, change.misfit()) + ")");
    }

    private static void assertValues(Driven database, Dialect dialect, Change change) {
        assertHas(database, dialect, change, 1, change.kept());
        assertHas(database, dialect, change, 2, change.replaced());
    }

    private static void assertHas(Driven database, Dialect dialect, Change change, int id, String value) {
        var column = change.from() instanceof ColumnType.Bool ? "lower(c)" : "c"; // H2 writes TRUE
        assertThat(database.query("select count(*) from t where id = " + id + " and " + column + " = "
                        + sql(dialect, change, value)))
                .as("%s in row %s, which has %s", value, id, database.query("select c from t where id = " + id))
                .containsExactly(List.of("1"));
    }

    private static String sql(Dialect dialect, Change change, String value) {
        if (change.to() instanceof ColumnType.Binary) {
            return dialect == Dialect.POSTGRESQL
                    ? "convert_to('" + value + "', 'UTF8')"
                    : dialect == Dialect.H2
                            ? "stringtoutf8('" + value + "')"
                            : dialect == Dialect.SQLITE ? "cast('" + value + "' as blob)" : "'" + value + "'";
        }
        return dialect.isMySqlFamily() ? value.replace("\\", "\\\\") : value;
    }
}
