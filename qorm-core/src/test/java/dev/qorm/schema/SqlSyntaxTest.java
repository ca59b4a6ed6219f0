package dev.qorm.schema;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.schema.SqlToken.Kind;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SqlSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a <> 'it''s; -- no'   | word a, sign <, sign >, text 'it''s; -- no'",
                "\"a\"\"b\" = `c``d`   | name \"a\"\"b\", sign =, name `c``d`",
                "größe_2$ + _x         | word größe_2$, sign +, word _x",
                "1.5e-3 - .5 - 2.      | number 1.5e-3, sign -, number .5, sign -, number 2.",
                "5--3                  | number 5, sign -, sign -, number 3",
                "a::date               | word a, sign :, sign :, word date",
                "'open                 | sign ', word open",
                "a /* b */             | word a, sign /, sign *, word b, sign *, sign /",
            })
    void cutsAnExpressionForAllDatabases(String sql, String tokens) {
        assertThat(cut(SqlSyntax.ANY, sql)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "H2         | -- a ; 'b       | comment -- a ; 'b",
                "H2         | // a ; 'b       | comment // a ; 'b",
                "H2         | # a             | sign #, word a",
                "H2         | /* a ; 'b */ c  | comment /* a ; 'b */, word c",
                "H2         | $$a 'b;$$       | text $$a 'b;$$",
                "H2         | $x$a$x$         | sign $, word x$a$x$",
                "H2         | 'a\\' b         | text 'a\\', word b",
                "POSTGRESQL | // a            | sign /, sign /, word a",
                "POSTGRESQL | a # b           | word a, sign #, word b",
                "POSTGRESQL | $$a 'b;$$       | text $$a 'b;$$",
                "POSTGRESQL | $x$a $$ b;$x$   | text $x$a $$ b;$x$",
                "POSTGRESQL | a$x$ ; b$x$     | word a$x$, sign ;, word b$x$",
                "POSTGRESQL | 'a\\' b         | text 'a\\', word b",
                "POSTGRESQL | e'a\\'; b'      | text e'a\\'; b'",
                "POSTGRESQL | type'a\\'       | word type, text 'a\\'",
                "POSTGRESQL | a ` b           | word a, sign `, word b",
                "SQLITE     | [a 'b;]         | name [a 'b;]",
                "SQLITE     | x'0aFF' X'g'    | text x'0aFF', word X, text 'g'",
                "SQLITE     | 0x1F + 1_000    | number 0x1F, sign +, number 1_000",
                "SQLITE     | a /* b ; c      | word a, comment /* b ; c",
                "SQLITE     | \u2003a         | word \u2003a",
                "MYSQL      | # a ; 'b        | comment # a ; 'b",
                "MYSQL      | 'a\\'; b'       | text 'a\\'; b'",
                "MYSQL      | \"a\\\"; b\"    | name \"a\\\"; b\"",
                "MYSQL      | /*!50700 a */   | condition /*!50700, word a, condition */",
                "MYSQL      | /*M!100000 a */ | condition /*M!100000, word a, condition */",
                "MYSQL      | $$ a            | sign $, sign $, word a",
            })
    void cutsAsTheDatabaseDoes(SqlSyntax syntax, String sql, String tokens) {
        assertThat(cut(syntax, sql)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @EnumSource(names = "ANY", mode = EnumSource.Mode.EXCLUDE)
    void aCommentEndsWithItsLine(SqlSyntax syntax) {
        assertThat(cut(syntax, "-- a\nb")).isEqualTo("comment -- a, word b");
    }

    @ParameterizedTest
    @EnumSource
    void cutsTextsOfAnyLength(SqlSyntax syntax) {
        var text = "'" + "ab'' /* \" ".repeat(20_000) + "'";
        var name = "\"" + "ab\"\" ' ".repeat(20_000) + "\"";

        assertThat(syntax.cut(text + "," + name))
                .extracting(SqlToken::kind)
                .containsExactly(Kind.TEXT, Kind.SIGN, Kind.NAME);
    }

    @Property
    void thePiecesAreTheWhole(@ForAll SqlSyntax syntax, @ForAll("texts") String sql) {
        var end = 0;
        for (var token : syntax.cut(sql)) {
            assertThat(token.start()).isEqualTo(end);
            assertThat(token.text()).isNotEmpty();
            end = token.end();
        }
        assertThat(end).isEqualTo(sql.length());
        assertThat(syntax.cut(sql).stream().map(SqlToken::text).collect(joining()))
                .isEqualTo(sql);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "'", "\"", "`", "\\", "--", "#", "//", "/*", "*/", "/*!507", "$", "$a$", ";", "[", "]",
                                "\n", " ", "e'", "x'", "1", ".", "0x", "a", "é", "💥"),
                        Arbitraries.strings().ofMaxLength(2))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    /** What is no blank, with its kind. */
    private static String cut(SqlSyntax syntax, String sql) {
        return syntax.cut(sql).stream()
                .filter(token -> token.kind() != Kind.BLANK)
                .map(token -> token.kind().name().toLowerCase(Locale.ROOT) + " " + token.text())
                .collect(joining(", "));
    }
}
