package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptStatementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select 1                        | select 1;",
                "select 1;                       | select 1;",
                "a; b                            | a; b;",
                "a; b; -- done                   | a; b; -- done",
                "a; /* ; */                      | a; /* ; */",
                "select 'a;'                     | select 'a;';",
                "select 'it''s;'                 | select 'it''s;';",
                "select 1 as \";\"               | select 1 as \";\";",
                "select 1 as `;`                 | select 1 as `;`;",
                "select 1 -- one;                | select 1 -- one;#;",
                "select '--'                     | select '--'#;",
                "select 1 # one                  | select 1 # one#;",
                "create f as $$ begin; end; $$   | create f as $$ begin; end; $$;",
                "create f as $x$ a; $$ b; $x$;   | create f as $x$ a; $$ b; $x$;",
                "create trigger t begin a; end   | create trigger t begin a; end;",
            })
    void aSemicolonEndsItUnlessItBringsOne(String sql, String expected) {
        // A # before the last semicolon stands for a line end.
        assertThat(ScriptStatement.of(sql)).isEqualTo(expected.replaceAll("#;$", "\n;"));
    }
}
