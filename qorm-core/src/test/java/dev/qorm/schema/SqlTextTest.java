package dev.qorm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a>0 | a>0",
                "~ a  >\n 0 ~ | a > 0",
                "type in ('F','M') | type in ('F', 'M')",
                "type in ( 'F' , 'M' ) | type in ('F', 'M')",
                "note <> 'a  ,b' | note <> 'a  ,b'",
                "\"two  words\" is null | \"two  words\" is null",
                "~a > 0 -- why\n and b > 0~ | ~a > 0 -- why\n and b > 0~",
            })
    void setsAnExpressionOutInOneWay(String written, String even) {
        assertThat(SqlText.evenlySpaced(written)).isEqualTo(even);
        assertThat(SqlText.evenlySpaced(even)).isEqualTo(even);
    }
}
