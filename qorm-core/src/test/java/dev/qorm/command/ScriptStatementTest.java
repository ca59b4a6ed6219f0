package dev.qorm.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import java.util.List;
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
                "select 1 -- one;                | select 1 -- one;#;",
                "select '--'                     | select '--';",
                "create trigger t begin a; end   | create trigger t begin a; end;",
            })
    void aSemicolonEndsItUnlessItBringsOne(String sql, String expected) {
        for (var dialect : Dialect.values()) {
            assertThat(undelimited(ScriptStatement.of(sql, dialect))).isEqualTo(lines(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "H2         | select 1 // one;              | select 1 // one;#;",
                "H2         | select 1; // one              | select 1; // one",
                "H2         | select 1 as `;`               | select 1 as `;`;",
                "H2         | create f as $$ a; $$          | create f as $$ a; $$;",
                "POSTGRESQL | select 2 # 3                  | select 2 # 3;",
                "POSTGRESQL | select E'it\'s;'              | select E'it\'s;';",
                "POSTGRESQL | create f as $x$ a; $$ b; $x$; | create f as $x$ a; $$ b; $x$;",
                "SQLITE     | select 1 as [;]               | select 1 as [;];",
                "MARIADB    | select 1 # one;               | select 1 # one;#;",
                "MARIADB    | select 1; # one               | select 1; # one",
                "MYSQL      | select 'it\'s;'               | select 'it\'s;';",
                "MYSQL      | select 1; # it's              | select 1; # it's",
            })
    void aSemicolonIsWhereTheDatabaseSeesOne(Dialect dialect, String sql, String expected) {
        assertThat(ScriptStatement.of(sql, dialect)).isEqualTo(lines(expected));
    }

    /** A # before the last semicolon stands for a line end. */
    private static String lines(String expected) {
        return expected.replaceAll("#;$", "\n;");
    }

    private static String undelimited(String statement) {
        return statement.replaceAll("^delimiter //\n|\n//\ndelimiter ;$", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "create trigger t before insert on a for each row begin x; end | //",
                "/* c; */ CREATE DEFINER=`a`@`b` TRIGGER t begin x; end | //",
                "create or replace procedure p() begin select 'http://x'; end | $$",
                "begin not atomic x; end | //",
                "drop procedure if exists p; create procedure p() begin x; end | //",
                "drop trigger t; /* anew */ create trigger t before insert on a for each row begin x; end | //",
                "/*!50003 create trigger t before insert on a for each row begin x; end */ | //",
            })
    void aStoredProgramHasAnEndOfItsOwnInTheShellOfMySql(String sql, String end) {
        for (var dialect : List.of(Dialect.MARIADB, Dialect.MYSQL)) {
            assertThat(ScriptStatement.of(sql, dialect).lines())
                    .containsExactly("delimiter " + end, sql + ";", end, "delimiter ;");
        }
        assertThat(ScriptStatement.of(sql, Dialect.SQLITE)).isEqualTo(sql + ";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into trigger_log values (1); delete from a",
                "create trigger t before insert on a for each row set new.x = ';'",
                "create table event (id int)",
            })
    void otherStatementsEndAtTheSemicolonThereToo(String sql) {
        assertThat(ScriptStatement.of(sql, Dialect.MYSQL)).isEqualTo(sql + ";");
    }
}
