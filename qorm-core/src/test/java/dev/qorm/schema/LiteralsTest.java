package dev.qorm.schema;

import static dev.qorm.schema.ColumnTypes.date;
import static dev.qorm.schema.ColumnTypes.json;
import static dev.qorm.schema.ColumnTypes.text;
import static dev.qorm.schema.ColumnTypes.timestamp;
import static dev.qorm.schema.ColumnTypes.timestampWithTimeZone;
import static dev.qorm.schema.ColumnTypes.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a column of a type can hold, and what it cannot. */
class LiteralsTest {
    private static Object literal(ColumnType type, Object value) {
        return Column.literal("c", type, value).value();
    }

    @Test
    void aJsonDocumentIsKeptAsItIsWritten() {
        assertThat(literal(json(), "{\"a\" :  1.0}")).isEqualTo("{\"a\" :  1.0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notjson", "{oops", ""})
    void whatIsNoJsonIsNoValueOfJson(String text) {
        assertThatThrownBy(() -> literal(json(), text))
                .isInstanceOf(SchemaException.class)
                .hasMessage("column c: the value '" + text
                        + "' is no valid JSON and does not fit the type json; a text is JSON in double quotes only");
    }

    @Test
    void aUuidIsWrittenInFull() {
        var id = "00000001-0001-0001-0001-00000000000A";

        assertThat(literal(uuid(), id)).isEqualTo(UUID.fromString(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1-1-1-1-1", "00000001-0001-0001-0001-0000000000011", "000000010001000100010000000000a1", "x"})
    void anAbbreviatedUuidIsNone(String text) {
        assertThatThrownBy(() -> literal(uuid(), text))
                .isInstanceOf(SchemaException.class)
                .hasMessage("column c: the value '" + text + "' does not fit the type uuid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31", "-0044-03-15", "+10000-01-01"})
    void aDayIsOneThatAllDatabasesHave(String day) {
        assertThatThrownBy(() -> literal(date(), day))
                .isInstanceOf(SchemaException.class)
                .hasMessage("column c: the value '" + day + "' does not fit the type date");
        assertThatThrownBy(() -> literal(timestamp(), day + "T00:00:00")).isInstanceOf(SchemaException.class);
        assertThatThrownBy(() -> literal(timestampWithTimeZone(), "0001-01-01T00:00:00+01:00"))
                .isInstanceOf(SchemaException.class);
    }

    @Test
    void aTextHasNoCharacterZero() {
        assertThatThrownBy(() -> literal(text(), "a\0b")).isInstanceOf(SchemaException.class);
    }
}
