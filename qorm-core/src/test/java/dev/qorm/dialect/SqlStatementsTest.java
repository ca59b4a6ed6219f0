package dev.qorm.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatementsTest {
    @ParameterizedTest
    @EnumSource
    void endsAtTheSemicolonsThatAreOutsideOfQuotesAndComments(Dialect dialect) {
        var sql = "update a set b = ';'; -- one;\ndelete from \"c;d\" /* two; */ where e = 1;;";

        assertThat(SqlStatements.of(sql, dialect))
                .containsExactly("update a set b = ';'", "delete from \"c;d\"   where e = 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "H2         | a // b;",
                "H2         | a $$ ; $$",
                "H2         | a /* b /* c ; */ d ; /**/ / * ; */",
                "POSTGRESQL | a /* b /* c /* ; */ ; /* ; */ */ ; **/",
                "POSTGRESQL | a $x$ ; $$ ; $x$",
                "POSTGRESQL | a E'\\';'",
                "SQLITE     | a [;]",
                "MARIADB    | a '\\';'",
                "MARIADB    | a # ;",
                "MYSQL      | a `;`",
            })
    void endsWhereTheDatabaseSeesAnEnd(Dialect dialect, String sql) {
        assertThat(SqlStatements.of(sql, dialect)).hasSize(1);
        assertThat(SqlStatements.of(sql + "\n; c", dialect)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB", "MYSQL"})
    void whatAConditionalCommentHoldsIsRun(Dialect dialect) {
        assertThat(SqlStatements.of("/*!50700 commit */", dialect)).containsExactly("commit");
        assertThat(SqlStatements.of("/*M! commit */", dialect)).containsExactly("commit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger t after insert on a begin delete from b; commit; end",
                "/* c */ create or replace procedure p() begin commit; end",
                "create definer=`a`@`b` function f() returns int begin return 1; end",
                "begin not atomic commit; end",
            })
    void aStoredProgramIsCutAtItsFirstSemicolon(String sql) {
        assertThat(SqlStatements.of("delete from a;" + sql, Dialect.MARIADB))
                .isEqualTo(List.of("delete from a", sql.replace("/* c */ ", "").replaceFirst(";.*", "")));
    }
}
