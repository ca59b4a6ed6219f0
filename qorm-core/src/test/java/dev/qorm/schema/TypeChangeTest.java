package dev.qorm.schema;

import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.binary;
import static dev.qorm.schema.ColumnTypes.blob;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.character;
import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.decimal;
import static dev.qorm.schema.ColumnTypes.doublePrecision;
import static dev.qorm.schema.ColumnTypes.enumeration;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.nativeType;
import static dev.qorm.schema.ColumnTypes.real;
import static dev.qorm.schema.ColumnTypes.smallint;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.time;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static dev.qorm.schema.ColumnTypes.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of type refuse values, and which change them. */
class TypeChangeTest {
    private static final ColumnType AB = enumeration("A", "B");

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(varchar(5), varchar(5)),
                Arguments.of(varchar(5), varchar(6)),
                Arguments.of(nativeType("bit varying(8)"), nativeType("BIT VARYING (16)")),
                Arguments.of(
                        nativeType("varchar(5) character set latin1"), nativeType("varchar(9) character set latin1")),
                Arguments.of(varchar(5), text()),
                Arguments.of(character(5), varchar(5)),
                Arguments.of(smallint(), integer()),
                Arguments.of(integer(), bigint()),
                Arguments.of(bool(), smallint()),
                Arguments.of(bool(), varchar(5)),
                Arguments.of(integer(), varchar(11)),
                Arguments.of(bigint(), text()),
                Arguments.of(integer(), decimal(10, 0)),
                Arguments.of(integer(), doublePrecision()),
                Arguments.of(smallint(), real()),
                Arguments.of(decimal(5, 2), decimal(6, 3)),
                Arguments.of(decimal(4, 0), smallint()),
                Arguments.of(decimal(15, 2), doublePrecision()),
                Arguments.of(decimal(2, 2), varchar(5)),
                Arguments.of(real(), doublePrecision()),
                Arguments.of(AB, enumeration("C", "B", "A")),
                Arguments.of(AB, varchar(1)),
                Arguments.of(date(), timestamp(0)),
                Arguments.of(date(), timestampWithTimeZone(0)),
                Arguments.of(date(), varchar(10)),
                Arguments.of(timestamp(3), timestampWithTimeZone(3)),
                Arguments.of(time(0), time(3)),
                Arguments.of(time(3), varchar(12)),
                Arguments.of(uuid(), varchar(36)),
                Arguments.of(json(), text()),
                Arguments.of(varchar(5), blob()),
                Arguments.of(binary(5), binary(6)),
                Arguments.of(binary(5), blob()));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void keepsEachValue(ColumnType from, ColumnType to) {
        assertThat(new TypeChange(from, to).takesAll()).isTrue();
        assertThat(new TypeChange(from, to).isExact()).isTrue();
        assertThat(ColumnTypes.widens(from, to)).isTrue();
    }

    static Stream<Arguments> rounding() {
        return Stream.of(
                Arguments.of(bigint(), doublePrecision()),
                Arguments.of(integer(), real()),
                Arguments.of(integer(), bool()),
                Arguments.of(doublePrecision(), real()),
                Arguments.of(doublePrecision(), text()),
                Arguments.of(decimal(16, 2), doublePrecision()),
                Arguments.of(decimal(5, 2), decimal(5, 1)),
                Arguments.of(decimal(5, 2), smallint()),
                Arguments.of(varchar(5), character(5)),
                Arguments.of(timestamp(6), timestamp(3)),
                Arguments.of(timestamp(), date()),
                Arguments.of(timestamp(), time()),
                Arguments.of(timestampWithTimeZone(), timestamp()),
                Arguments.of(timestamp(6), timestampWithTimeZone(3)));
    }

    @ParameterizedTest
    @MethodSource("rounding")
    void takesEachValueAndChangesSome(ColumnType from, ColumnType to) {
        assertThat(new TypeChange(from, to).takesAll()).isTrue();
        assertThat(new TypeChange(from, to).isExact()).isFalse();
        assertThat(ColumnTypes.widens(from, to)).isFalse();
    }

    static Stream<Arguments> narrowing() {
        return Stream.of(
                Arguments.of(varchar(6), varchar(5)),
                Arguments.of(text(), varchar(5)),
                Arguments.of(character(6), character(5)),
                Arguments.of(bigint(), integer()),
                Arguments.of(integer(), smallint()),
                Arguments.of(integer(), varchar(10)),
                Arguments.of(bool(), varchar(4)),
                Arguments.of(uuid(), varchar(35)),
                Arguments.of(json(), varchar(1000)),
                Arguments.of(integer(), decimal(9, 0)),
                Arguments.of(decimal(5, 0), decimal(4, 0)),
                Arguments.of(decimal(5, 0), decimal(5, 1)),
                Arguments.of(decimal(5, 0), smallint()),
                Arguments.of(AB, enumeration("A", "C")),
                Arguments.of(varchar(1), AB),
                Arguments.of(varchar(20), date()),
                Arguments.of(binary(6), binary(5)),
                Arguments.of(blob(), binary(5)),
                Arguments.of(AB, integer()),
                Arguments.of(uuid(), binary(16)));
    }

    @ParameterizedTest
    @MethodSource("narrowing")
    void refusesAValueOrKeepsIt(ColumnType from, ColumnType to) {
        assertThat(new TypeChange(from, to).takesAll()).isFalse();
        assertThat(new TypeChange(from, to).isExact()).isTrue();
    }

    static Stream<Arguments> both() {
        return Stream.of(
                Arguments.of(varchar(6), character(5)),
                Arguments.of(doublePrecision(), integer()),
                Arguments.of(doublePrecision(), decimal(40, 10)),
                Arguments.of(doublePrecision(), varchar(10)),
                Arguments.of(decimal(5, 2), decimal(4, 1)),
                Arguments.of(decimal(7, 2), smallint()),
                Arguments.of(varchar(20), integer()),
                Arguments.of(text(), uuid()),
                Arguments.of(text(), json()),
                Arguments.of(nativeType("inet"), text()),
                Arguments.of(nativeType("bit varying(8)"), nativeType("bit varying(7)")),
                Arguments.of(nativeType("bit(8)"), nativeType("bit(16)")),
                Arguments.of(nativeType("varbit(8)"), nativeType("varchar(16)")),
                Arguments.of(
                        nativeType("varchar(5) character set latin1"), nativeType("varchar(9) character set ascii")),
                Arguments.of(text(), nativeType("inet")));
    }

    @ParameterizedTest
    @MethodSource("both")
    void refusesSomeValuesAndChangesOthers(ColumnType from, ColumnType to) {
        assertThat(new TypeChange(from, to).takesAll()).isFalse();
        assertThat(new TypeChange(from, to).isExact()).isFalse();
    }
}
