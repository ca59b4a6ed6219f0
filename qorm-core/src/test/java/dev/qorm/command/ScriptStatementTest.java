package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "create trigger t before insert on a for each row begin x; end | //",
                "/* c; */ CREATE DEFINER=`a`@`b` TRIGGER t begin x; end; | //",
                "create or replace procedure p() begin select 'http://x'; end | $$",
                "begin not atomic x; end | //",
            })
    void aStoredProgramHasAnEndOfItsOwnInTheShellOfMySql(String sql, String end) {
        var lines = ScriptStatement.ofMySql(sql).lines().toList();
        assertThat(lines).containsExactly("delimiter " + end, ScriptStatement.of(sql), end, "delimiter ;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into trigger_log values (1); delete from a",
                "create trigger t before insert on a for each row set new.x = ';'",
                "create table event (id int)",
            })
    void otherStatementsEndAtTheSemicolonThereToo(String sql) {
        assertThat(ScriptStatement.ofMySql(sql)).isEqualTo(sql + ";");
    }
}
