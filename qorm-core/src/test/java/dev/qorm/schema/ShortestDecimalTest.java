package dev.qorm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {
    /** The last ones are those of which Java 17 and Java 25 have different texts. */
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "0.1, 0.1",
        "-3.25, -3.25",
        "100, 100.0",
        "9999999, 9999999.0",
        "1e7, 1.0E7",
        "0.001, 0.001",
        "0.0009, 9.0E-4",
        "123456.789, 123456.789",
        "4.9E-324, 4.9E-324",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "2e23, 2.0E23",
        "2.2e-322, 2.2E-322"
    })
    void isWhatJavaWrites(double number, String text) {
        assertThat(ShortestDecimal.of(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "207344.625, 207344.62",
        "9e9, 9.0E9",
        "3e10, 3.0E10",
        "1e11, 1.0E11",
        "1.4E-45, 1.4E-45",
        "-16777216, -1.6777216E7"
    })
    void isWhatJavaWritesOfFloats(float number, String text) {
        assertThat(ShortestDecimal.of(number)).isEqualTo(text);
    }

    @Property
    void isTheSameNumber(@ForAll double number, @ForAll float single) {
        assertThat(Double.parseDouble(ShortestDecimal.of(number))).isEqualTo(number);
        assertThat(Float.parseFloat(ShortestDecimal.of(single))).isEqualTo(single);
        if (Runtime.version().feature() >= 19) {
            assertThat(ShortestDecimal.of(number)).isEqualTo(Double.toString(number));
            assertThat(ShortestDecimal.of(single)).isEqualTo(Float.toString(single));
        }
    }
}
