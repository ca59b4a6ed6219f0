package dev.qorm.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void bytesAreWrittenAsInSql() {
        var column = Column.of("key", ColumnTypes.binary(2));
        var bytes = DefaultValue.Bytes.of(new byte[] {0, (byte) 0xff});

        assertThat(Words.of(column.defaultValue(bytes), column)).isEqualTo("default x'00ff'");
    }
}
