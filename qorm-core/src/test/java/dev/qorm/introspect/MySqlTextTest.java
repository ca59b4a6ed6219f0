package dev.qorm.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts of expressions as MySQL 8.0 keeps them. */
class MySqlTextTest {
    @Test
    void eachCharacterOfAnExpressionIsAByte() {
        assertThat(MySqlText.expression("(`s` <> _utf8mb4\\'Ã¤ð\u009f\u0098\u0080\\\\\\'\\')"))
                .isEqualTo("(`s` <> _utf8mb4'ä😀\\'')");
        assertThat(MySqlText.expression("concat(_latin1\\'äü\\',_utf8mb4\\'Ã¤\\')"))
                .isEqualTo("concat(_latin1 x'e4fc',_utf8mb4'ä')");
    }

    @Test
    void whatIsNotWrittenSoStaysAsItIs() {
        assertThat(MySqlText.expression("(`s` <> _utf8mb4\\'€\\')")).isEqualTo("(`s` <> _utf8mb4'€')");
        assertThat(MySqlText.expression("(`s` <> _utf8mb4\\'ä\\')")).isEqualTo("(`s` <> _utf8mb4'ä')");
        assertThat(MySqlText.expression("(`ä` > 0)")).isEqualTo("(`ä` > 0)");
    }

    @Test
    void namesAreQuotedAsInTheStandard() {
        assertThat(MySqlText.withAnsiQuotes("(`a` > concat(_utf8mb4'`b` ''`\\'',`odd\"``name`))"))
                .isEqualTo("(\"a\" > concat(_utf8mb4'`b` ''`\\'',\"odd\"\"`name\"))");
    }
}
