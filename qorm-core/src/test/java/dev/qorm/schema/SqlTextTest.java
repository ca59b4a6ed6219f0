package dev.qorm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "color  like '#%'  or a <> '--'  or b = '/*' or c='$$' | color like '#%' or a <> '--' or b = '/*' or c='$$'",
                "a  <> E'it\\'s  two' | a  <> E'it\\'s  two'",
                "a  <> $q$two  blanks$q$ | a  <> $q$two  blanks$q$",
                "~a  <> 'x'\n  'y'~ | ~a  <> 'x'\n  'y'~",
            })
    void setsAnExpressionOutInOneWay(String written, String even) {
        assertThat(SqlText.evenlySpaced(written)).isEqualTo(even);
        assertThat(SqlText.evenlySpaced(even)).isEqualTo(even);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "date >= '2026-01-01' or date is null | born >= '2026-01-01' or born is null",
                "cast(at as date) >= DATE | cast(at as date) >= born",
                "cast(date as double precision) > 0 | cast(born as double precision) > 0",
                "date > date '2026-01-01' | born > date '2026-01-01'",
                "at::date < date | at::date < born",
                "date(date) = x | date(born) = x",
                "date.date > 1 | date.born > 1",
                "\"date\" > 0 and x <> 'date' | born > 0 and x <> 'date'",
            })
    void renamesAColumnWhereItIsOne(String before, String after) {
        assertThat(SqlText.rename(before, "date", "born")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "year | extract(year from at) = year | extract(year from at) = born",
                "time | at at time zone 'UTC' > time | at at time zone 'UTC' > born",
                "zone | at at time zone zone > 0 | at at time zone born > 0",
                "day | at + interval '1' day > day | at + interval '1' day > born",
                "left | left(first, 3) = \"left\" | left(first, 3) = born",
                "end | case when a > 0 then 1 else 0 end > \"end\" | case when a > 0 then 1 else 0 end > born",
                "end | start < end and case when a then 1 end > end | start < born and case when a then 1 end > born",
                "from | substring(x from 1) = \"from\" | substring(x from 1) = born",
                "null | a is null or \"null\" is null | a is null or born is null",
                "at | at at time zone 'UTC' > at | born at time zone 'UTC' > born",
                "day | a + interval 1 day > day | a + interval 1 day > born",
                "hour | timestampdiff(hour, hour, b) > 1 | timestampdiff(hour, born, b) > 1",
                "date | convert(date, date) > 1 | convert(born, date) > 1",
                "day | datediff(day, start) > day | datediff(born, start) > born",
                "day | datediff(day, a, b) > 1 and x > interval -1 day | datediff(day, a, b) > 1 and x > interval -1 day",
                "from | `from` > 1 and substring(x from 1) = `from` | born > 1 and substring(x from 1) = born",
                "time | a::timestamp without time zone > time | a::timestamp without time zone > born",
                "b | a::int > 1 and b > a::double precision and b | a::int > 1 and born > a::double precision and born",
                "precision | a::double precision > 1 | a::double precision > 1",
                "unknown | (a > 0) is not unknown or unknown | (a > 0) is not unknown or born",
                "e5 | e5 < 1e5 and x > 1.5e5 | born < 1e5 and x > 1.5e5",
            })
    void leavesWordsThatAreNoColumns(String column, String before, String after) {
        assertThat(SqlText.rename(before, column, "born")).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "rank > 0 and (1 < RANK or rank is null) | \"rank\" > 0 and (1 < \"rank\" or \"rank\" is null)",
                "\"rank\" > 0 and x <> 'rank' | \"rank\" > 0 and x <> 'rank'",
                "rank(rank) > rank.rank | rank(\"rank\") > rank.\"rank\"",
                "case when rank then rank else rank end | case when \"rank\" then \"rank\" else \"rank\" end",
                "binary a = b | binary a = b",
                "a binary b | a binary b",
                "cast(binary as binary) | cast(\"binary\" as binary)",
                "a collate binary = rank | a collate binary = \"rank\"",
                "rank not between rank and (rank) | \"rank\" not between \"rank\" and (\"rank\")",
                "rank in (rank, 2) | \"rank\" in (\"rank\", 2)",
                "~rank > 0 -- rank~ | ~rank > 0 -- rank~",
                "rank > E'\\\\'' | rank > E'\\\\''",
            })
    void quotesColumnsOfGivenNames(String before, String after) {
        assertThat(SqlText.quoting(before, Set.of("rank", "binary"))).isEqualTo(after);
        assertThat(SqlText.quoting(after, Set.of("rank", "binary"))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"rank\" > 0 and x <> '\"rank\"' | rank > 0 and x <> '\"rank\"'",
                "\"order\" > \"Rank\" | \"order\" > \"Rank\"",
                "\"a\"\"b\" > 0 | \"a\"\"b\" > 0",
                "~\"rank\" > 0 /* why */~ | ~\"rank\" > 0 /* why */~",
            })
    void takesQuotesOffPlainNames(String before, String after) {
        assertThat(SqlText.withoutQuotes(before)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "d>0 | d > 0",
                "d != 0 | d <> 0",
                "d!=0 and e <> '!=' | d<>0 and e != '!='",
                "d>0 | (D > 0)",
                "current_timestamp | CURRENT_TIMESTAMP",
                "\"qty\" > 0 | Qty > 0",
                "a is null OR b in (1,2) | ((a is null or b in (1, 2)))",
            })
    void knowsTheSameInAnotherWriting(String one, String other) {
        assertThat(SqlText.isSame(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a > 'x' | a > 'X'",
                "a <> '!=' | a <> '<>'",
                "a ! = b | a != b",
                "(a) or (b) | a) or (b",
                "(a or b) and c | a or b and c",
                "\"A\" > 0 | \"a\" > 0",
                "a -- b | a --b",
                "ab | a b",
            })
    void takesNothingElseForTheSame(String one, String other) {
        assertThat(SqlText.isSame(one, other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select max(a) from post",
                "POST.a",
                "`post`",
                "\"post\"",
                "a <> 'post'",
                "a -- post",
            })
    void findsAWordWhateverItIsThere(String sql) {
        assertThat(SqlText.hasWord(sql, "post")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"posts > 0", "blog_post > 0", "post2 > 0", "post$ > 0", "$post > 0", "postß > 0"})
    void findsNoPartOfAWord(String sql) {
        assertThat(SqlText.hasWord(sql, "post")).isFalse();
    }

    @Test
    void readsTextsOfAnyLength() {
        var text = "'" + "ab''".repeat(20_000) + "'";

        assertThat(SqlText.rename("a <> " + text, "a", "b")).isEqualTo("b <> " + text);
    }
}
