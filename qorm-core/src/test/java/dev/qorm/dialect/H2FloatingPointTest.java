package dev.qorm.dialect;

import static dev.qorm.operation.Operations.alterColumn;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.real;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** H2's own casts make other numbers of what the other databases refuse. */
class H2FloatingPointTest {
    private static final Column FROM = column("v", doublePrecision()).nullable();

    private static void refuses(String value, ColumnType type, String words) {
        try (var database = new Driven(Dialect.H2)) {
            database.create(Table.of("t", FROM)).run("insert into t values (" + value + ")");

            assertThatThrownBy(() -> database.apply(alterColumn("t", FROM, FROM.type(type))))
                    .hasMessageContaining(words);
            assertThat(database.query("select count(*) from t where v = " + value))
                    .containsExactly(List.of("1"));
        }
    }

    @Test
    void whatIsNoNumberIsNoZero() {
        refuses("cast('NaN' as double precision)", integer(), "NaN");
        refuses("cast('NaN' as double precision)", bigint(), "NaN");
    }

    @Test
    void whatIsTooGreatIsNotInfinite() {
        refuses("1e300", real(), "too great: 1.0E300");
        refuses("-3.4028235677973366e38", real(), "too great: -3.40282356");
    }

    @Test
    void whatFitsIsKept() {
        try (var database = new Driven(Dialect.H2)) {
            database.create(Table.of("t", FROM))
                    .run("insert into t values (3.402823466385288e38), (-1.5), (null)")
                    .run("insert into t values (cast('Infinity' as double precision))")
                    .apply(alterColumn("t", FROM, FROM.type(real())))
                    .check();

            assertThat(database.query("select v from t order by v nulls first"))
                    .extracting(row -> row.get(0))
                    .containsExactly(null, "-1.5", "3.4028235E38", "Infinity");
        }
    }
}
