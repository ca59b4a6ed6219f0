package dev.qorm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 8259 calls a JSON text, and what it does not. */
class JsonSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "12",
                "-1.50",
                "1e3",
                "1E+3",
                "0.1e-30",
                "\"\"",
                "\"ä\uD83D\uDE80 ' /\"",
                "\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00aF\"",
                " \t\n\r[ 1 , [ ] , { } ] \n",
                "{\"\": 1, \"a\": {\"b\": [null, \"]}\"]}}",
                "{\"a\": 1, \"a\": 2}",
                "\"\u007f\u2028\""
            })
    void isValid(String text) {
        assertThat(JsonSyntax.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "notjson",
                "nul",
                "nullx",
                "True",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "1 2",
                "1,",
                "'a'",
                "\"",
                "\"a",
                "\"a\"b",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"\\",
                "\"a\nb\"",
                "\"\u0000\"",
                "[",
                "]",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "{oops",
                "{",
                "{}}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a: 1}",
                "{1: 1}",
                "{\"a\": 1]",
                "[] []",
                "// a\n1",
                "\u00a0 1",
                "\uFEFF1"
            })
    void isNotValid(String text) {
        assertThat(JsonSyntax.isValid(text)).isFalse();
    }

    @Test
    void doesNotDependOnTheDepth() {
        var depth = 100_000;

        assertThat(JsonSyntax.isValid("[".repeat(depth) + "]".repeat(depth))).isTrue();
        assertThat(JsonSyntax.isValid("[".repeat(depth) + "]".repeat(depth - 1)))
                .isFalse();
    }
}
