package dev.qorm.schema;

import static dev.qorm.schema.ColumnTypes.json;
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
}
