package dev.qorm.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of defaults as H2 2.5 and PostgreSQL 17 keep them. */
class LiteralsTest {
    private static Object literal(ColumnType type, String text) {
        assertThat(Literals.parse("c", type, text)).isInstanceOf(DefaultValue.Literal.class);
        return ((DefaultValue.Literal) Literals.parse("c", type, text)).value();
    }

    @Test
    void readsLiteralsOutOfCastsAndTypeNames() {
        assertThat(literal(ColumnTypes.varchar(9), "'it''s'::character varying"))
                .isEqualTo("it's");
        assertThat(literal(ColumnTypes.doublePrecision(), "'0'::double precision"))
                .isEqualTo(0.0);
        assertThat(literal(ColumnTypes.doublePrecision(), "0e0")).isEqualTo(0.0);
        assertThat(literal(ColumnTypes.doublePrecision(), "'0'::numeric")).isEqualTo(0.0);
        assertThat(literal(ColumnTypes.doublePrecision(), "('0'::numeric)::double precision"))
                .isEqualTo(0.0);
        assertThat(literal(ColumnTypes.integer(), "'-5'::integer")).isEqualTo(-5L);
        assertThat(literal(ColumnTypes.integer(), "(-5)")).isEqualTo(-5L);
        assertThat(literal(ColumnTypes.decimal(5, 2), "1.50")).isEqualTo(new BigDecimal("1.50"));
        assertThat(literal(ColumnTypes.date(), "DATE '2020-01-02'")).isEqualTo(LocalDate.of(2020, 1, 2));
        assertThat(literal(ColumnTypes.date(), "'2020-01-02'::date")).isEqualTo(LocalDate.of(2020, 1, 2));
        assertThat(literal(ColumnTypes.timestamp(), "'2020-01-02 03:04:05'::timestamp without time zone"))
                .isEqualTo(LocalDateTime.of(2020, 1, 2, 3, 4, 5));
        assertThat(literal(ColumnTypes.timestampWithTimeZone(), "'2020-01-02 03:04:05+00'::timestamp with time zone"))
                .isEqualTo(OffsetDateTime.parse("2020-01-02T03:04:05Z"));
        assertThat(literal(ColumnTypes.uuid(), "UUID '00000000-0000-0000-0000-000000000001'"))
                .isEqualTo(new UUID(0, 1));
        assertThat(literal(ColumnTypes.varchar(9), "U&'\\00e4\\\\'")).isEqualTo("ä\\");
        assertThat(literal(ColumnTypes.blob(), "X'00ff'")).isEqualTo(new DefaultValue.Bytes("00ff"));
        assertThat(literal(ColumnTypes.blob(), "'\\x00ff'::bytea")).isEqualTo(new DefaultValue.Bytes("00ff"));
        assertThat(literal(ColumnTypes.bool(), "TRUE")).isEqualTo(true);
        assertThat(literal(ColumnTypes.bool(), "1")).isEqualTo(true);
        assertThat(literal(ColumnTypes.bool(), "(0)")).isEqualTo(false);
    }

    /** Each begins with a value, ends with one, or casts one to something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "('A'::text || 'B'::text)",
                "'A'::text || 'B'::text",
                "'A' || 'B'",
                "('A'::text || upper('y'::text))",
                "('(') || (')')",
                "cast('a' as varchar) || cast('b' as varchar)",
                "cast(cast('a' as varchar) || 'b' as varchar)",
                "DATE '2020-01-02' || 'x'",
                "'t'::boolean IS NULL",
                "(1.6)::integer",
                "'long'::character varying(2)",
                "('2020-01-02 03:04:05'::timestamp without time zone)::date",
                "'A'::text || \"B'\"::text"
            })
    void moreThanAValueIsAnExpression(String text) {
        for (var type :
                List.of(ColumnTypes.text(), ColumnTypes.bool(), ColumnTypes.decimal(5, 2), ColumnTypes.timestamp())) {
            assertThat(Literals.parse("c", type, text)).isEqualTo(new DefaultValue.Expression(text));
        }
    }

    @Test
    void readsNumbersInCastsThatKeepThem() {
        assertThat(literal(ColumnTypes.bigint(), "(5)::bigint")).isEqualTo(5L);
        assertThat(literal(ColumnTypes.doublePrecision(), "(-0.5)::double precision"))
                .isEqualTo(-0.5);
        assertThat(literal(ColumnTypes.text(), "'(::text'::app.\"Name\"")).isEqualTo("(::text");
    }

    @Test
    void leavesExpressionsAlone() {
        assertThat(Literals.parse("c", ColumnTypes.timestamp(), "CURRENT_TIMESTAMP"))
                .isEqualTo(new DefaultValue.Expression("CURRENT_TIMESTAMP"));
        assertThat(Literals.parse("c", ColumnTypes.integer(), "(1 + 1)"))
                .isEqualTo(new DefaultValue.Expression("(1 + 1)"));
        assertThat(Literals.parse("c", ColumnTypes.integer(), "NULL")).isNull();
        assertThat(Literals.parse("c", ColumnTypes.varchar(9), "NULL::character varying"))
                .isNull();
        assertThat(Literals.parse("c", ColumnTypes.integer(), null)).isNull();
    }
}
