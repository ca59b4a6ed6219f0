package dev.qorm.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.dialect.Dialect;
import dev.qorm.testing.TestDatabase;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a word that a database takes for something else, it is never said that it must be a column. */
class CertainColumnsTest {
    private static final Set<String> COLUMNS =
            Set.of("qty", "price", "title", "note", "born", "seen", "ok", "state", "userName");
    private static final String TABLE = "create table item (qty integer, price decimal(10, 2), title varchar(50),"
            + " note varchar(50), born date, seen timestamp null, ok boolean, state varchar(10), username varchar(50))";

    /** Which databases take each, by the first letters of their names, and the expression. */
    private static final String EXPRESSIONS = """
            HSPM  qty > 0
            HSPM  QTY > 0 and Price <= 99.5e1
            HSPM  qty between 1 and 10 or price is null
            HSPM  not (qty = 1 or qty <> 2)
            HSPM  state in ('new', 'paid') and state is not null
            HSPM  title like 'a%' escape '!'
            HSPM  title not like '%@%'
            HSPM  length(trim(title)) > 0
            HSPM  upper(title) = title
            HSPM  coalesce(note, title, '') <> ''
            HSPM  nullif(qty, 0) is null
            HSPM  case when qty > 0 then price / qty else null end
            HSPM  case state when 'new' then 1 when 'old' then 2 end = 1
            HSPM  cast(qty as decimal(10, 2)) * price
            HSPM  cast(title as char(10)) = 'x'
            HSPM  born <= current_date
            HSPM  seen < current_timestamp
            HSPM  ok = true or ok is null
            HSPM  (ok is true) = (qty > 0)
            HSPM  abs(qty - price) + round(price, 1) < 5
            HSPM  item.qty > 0
            HSPM  username <> ''
            HSPM  exists (select 1 from item i where i.qty > item.qty)
            HSPM  qty = (select max(other.qty) from item other)
            HSPM  qty in (select n.qty from item n)
            HSPM  replace(title, 'a', note) = title
            HSPM  title = 'amont > 0 and it''s not a column'
            HSPM  qty % 2 = 0
            HPM   mod(qty, 2) = 0
            HPM   concat(title, ' ', note) <> ''
            HPM   extract(year from born) > 1900
            HPM   substring(title from 2 for 3) = 'abc'
            HPM   position('a' in title) > 0
            HPM   trim(both 'x' from title) <> ''
            HPM   trim(leading from title) = title
            HPM   trim(trailing 'x' from title) = title
            HPM   char_length(title) >= octet_length(note)
            HPM   born > date '2020-01-31'
            HPM   greatest(qty, price) > least(qty, 5)
            HPM   current_user <> title
            HP    seen at time zone 'UTC' > current_timestamp
            HP    seen + interval '1' day > localtimestamp
            HP    cast(title as character varying(5)) = 'x'
            HP    cast(qty as double precision) > 1
            HP    qty is distinct from price
            P     title similar to 'a%' or title similar to note
            HP    title <> any (array['a', 'b'])
            H     title regexp '^[a-z]+$'
            H     datediff(day, born, seen) > 3
            H     datediff('second', seen, current_timestamp) > 3
            H     dateadd(month, 1, born) > current_date
            H     date_trunc(month, seen) = seen
            H     extract(iso_week from born) < 54
            H     (seen - localtimestamp) day to second < interval '1' day
            H     (cast(seen as date) - born) day > interval '1' day
            H     title is json object
            H     array[qty, 2][1] > 0
            H     rownum > 0 or _rowid_ > 0
                        H     title = u&'\\0041' or title = N'x'
            H     json_object('a': qty) is not null
            H     convert(title, varchar) = state
            H     (table item) is null or (values 1) = 1
            H     hash('SHA256', title, 1) is not null
            H     truncate_value(title, 3, false) = 'x'
            S     typeof(qty) = 'integer' and qty notnull
            S     title glob 'a*' or title is not note
            S     title collate nocase = 'x'
            S     rowid > 0 or oid > 0 or _rowid_ > 0
            S     date(born, '+1 day') > date('now')
            S     json_extract(title, '$.a') = 1 or title ->> '$.a' = 2
            S     [qty] > 0 or `qty` > 1 or "qty" > 2
            S     iif(qty > 0, title, note) = 'x'
            S     likelihood(qty > 0, 0.5)
            S     title isnull or price not null
            S     strftime('%Y', born) > '1900' and x'41' <> title
            P     title ~ '^[a-z]+$' and title !~* 'x'
            P     title::varchar(5) = 'x' and qty::text::integer = 1
            P     seen::timestamp with time zone < now() and '1'::double precision < qty
            P     '{1,2}'::integer[] @> array[qty]
            P     date_part('epoch', seen) > 0 and extract(epoch from seen) > 0
            P     date_trunc('month', seen) = seen
            P     make_interval(days => qty) > interval '1 day'
            P     make_interval(0, 0, 0, days := qty) > '1 day'::interval
            P     (born, born) overlaps (born, current_date)
            P     daterange(born, null, '[)') @> current_date
            P     title = any ('{a,b}'::text[]) or title = all (array[]::text[])
            P     item is not null and tableoid::regclass::text = 'item'
            P     ctid is not null and xmin::text <> '0'
            P     title is nfc normalized or normalize(title, nfc) = title
            P     E'a\\'b' <> title or $$amont$$ = title
            P     title operator(pg_catalog.=) note
            P     title collate "C" < note
            P     jsonb '{"a": 1}' ? 'a' or title::jsonb -> 'a' #>> '{b}' = 'x'
            P     overlay(title placing 'x' from 2) = 'x'
            P     row(qty, price) < row(1, 2) and (qty, price) is not null
            P     qty is not distinct from 1 and ok is not unknown
            P     title ilike 'a%' and title not ilike all (array['a', 'b'])
            P     seen between symmetric now() and localtimestamp
            P     upper_inf(int4range(qty, null)) and to_char(born, 'YYYY') = '2020'
            P     current_setting('search_path') <> session_user
            P     u&'\\0041' = title and b'01' <> b'10'
            P     xmlelement(name foo, title) is not null
            P     trim(both from title) = substring(title from '^a' )
            P     seen at time zone interval '1 hour' is not null
            M     title rlike '^[a-z]+$' and title regexp 'x'
            M     title = binary 'x' or binary title = note
            M     qty div 2 = 1 xor qty mod 2 = 0
            M     born + interval 1 day > current_date - interval qty month
            M     date_add(born, interval qty day) > date_sub(born, interval 1 week)
            M     timestampdiff(day, born, seen) > timestampdiff(microsecond, born, seen)
            M     timestampadd(week, 1, born) > born
            M     seen + interval '1:1' minute_second > utc_timestamp
            M     convert(title, char) = convert(title using utf8mb4)
            M     cast(title as unsigned) + cast(title as signed integer) > 0
            M     convert(price, decimal(5, 1)) > convert(qty, unsigned)
            M     get_format(date, 'USA') <> ''
            M     convert(title using utf8mb4) collate utf8mb4_bin = note
            M     _utf8mb4'x' = title or x'41' = title or 0x41 = title or b'1' = title
            M     json_value(title, '$.a') = 1
            M     if(qty > 0, title, note) = 'x' and ifnull(note, '') = ''
            M     qty && ok or !ok || qty | 1
            M     title sounds like note
            M     @@sql_mode <> '' or @unset is null
            M     utc_date >= born and localtime > seen
            M     weight_string(title as char(3)) is not null
            M     trim(both from title) = title
            M     qty <=> price and qty <> ~1 and qty << 1 > 2
            M     date '2020-01-01' < born and timestamp '2020-01-01 00:00:00' < seen
            M     substr(title, -3) = 'x' or left(title, qty) = right(note, 2)
            """;

    static Stream<Arguments> expressions() {
        return TestDatabase.dialects()
                .flatMap(dialect -> EXPRESSIONS
                        .lines()
                        .filter(line -> line.substring(0, 6).contains(letter(dialect)))
                        .map(line -> Arguments.of(dialect, line.substring(6))));
    }

    private static String letter(Dialect dialect) {
        return dialect.name().substring(0, 1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("expressions")
    void isNeverWrongForWhatADatabaseTakes(Dialect dialect, String expression) {
        try (var database = TestDatabase.fresh(dialect)) {
            database.execute(TABLE);
            database.query("select " + expression + " from item");
        }
        var found = new LinkedHashSet<>(SqlText.certainColumns(expression));
        found.removeIf(word -> COLUMNS.stream().anyMatch(word::equalsIgnoreCase));
        found.remove("item"); // the whole row, to PostgreSQL
        assertThat(found).isEmpty();
    }

    @Test
    void hasManyExpressionsForEachDatabase() {
        for (var dialect : List.of("H", "S", "P", "M")) {
            assertThat(EXPRESSIONS.lines().filter(line -> line.substring(0, 6).contains(dialect)))
                    .hasSizeGreaterThan(35);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "amont > 0 ; amont",
                "Amont > 0 and qty < 5 or not paid ; Amont qty paid",
                "qty between least and most ; qty least most",
                "state in ('NEW', 'PAID') ; state",
                "first_name || ' ' || last_name ; first_name last_name",
                "length(titel) > 0 ; titel",
                "coalesce(a, b, 0) + abs(c) > 0 ; a b c",
                "case when a > 0 then b else c end ; a b c",
                "price * quantity ; price quantity",
                "lower(trim(titel)) = titel ; titel",
                "a is null or b is not null ; a b",
                "cast(a as integer) > b ; a b",
                "starts <= ends ; starts ends",
                "titel like 'x%' ; titel",
                "titel <> '' ; titel",
                "deleted_at is null ; deleted_at",
                "active ; active",
                "extract(year from birth) > 1900 ; birth",
                "a::text = 'x' ; a",
            })
    void findsColumnsWhereNothingElseCanBe(String expression, String columns) {
        assertThat(SqlText.certainColumns(expression))
                .isSubsetOf(Arrays.asList(columns.split(" ")))
                .containsAll(Arrays.asList(columns.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "amont > (select max(x) from t)",
                "~amont > 0 -- why~",
                "amont > 0 /* why */",
                "\"amont\" > 0",
                "t.amont > 0",
                "title = E'it\\'s' and amont > 0",
                "nextval(amont) > 0",
            })
    void saysNothingWhereItIsNotCertain(String expression) {
        assertThat(SqlText.certainColumns(expression)).isEmpty();
        assertThat(SqlText.certainColumns(null)).isEmpty();
    }
}
