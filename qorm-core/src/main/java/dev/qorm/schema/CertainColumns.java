package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The words of an expression that can be nothing but columns. A word of the same place may be a column to one database
 * and something else to another; whoever says that there is no such column must not be wrong for any of them.
 */
final class CertainColumns {
    /** What begins a query, whose tables have columns of their own. */
    private static final Set<String> QUERIES = SqlWords.words("select table values with");

    /** What has a value without being a column, to one database or another, beside those that all have. */
    private static final Set<String> VALUES_OF_SOME =
            SqlWords.words("utc_date utc_time utc_timestamp sysdate systimestamp today rownum rowid _rowid _rowid_ oid"
                    + " ctid xmin xmax cmin cmax tableoid row_start row_end value default unknown array row interval"
                    + " binary any all some maxvalue");

    /** Functions whose arguments are values only: others take sequences, units and forms as bare words. */
    private static final Set<String> FUNCTIONS_OF_VALUES =
            SqlWords.words("abs btrim ceil ceiling char_length character_length coalesce concat floor greatest ifnull"
                    + " least left length lower ltrim mod nullif octet_length power replace right round rtrim sign sqrt"
                    + " substr substring trim upper");

    private final SqlWords words;

    CertainColumns(SqlWords words) {
        this.words = words;
    }

    Set<String> find() {
        var columns = new LinkedHashSet<String>();
        for (var i = 0; i < words.size(); i++) {
            if (QUERIES.contains(words.lower(i))) {
                return Set.of();
            }
            if (isColumn(i)) {
                columns.add(words.get(i));
            }
        }
        return columns;
    }

    private boolean isColumn(int index) {
        return words.is(Kind.WORD, index)
                && words.isOperand(index)
                && !SqlWords.VALUES.contains(words.lower(index))
                && !VALUES_OF_SOME.contains(words.lower(index))
                && !isBehindSign(index)
                && !isNameOfArgument(index)
                && !isBetweenWords(index)
                && !isPrefixOfText(index)
                && !(isBareArgument(index) && isOfFunction(index));
    }

    /** {@code other.state}, {@code @state}, {@code [state]}, {@code {fn now()}} */
    private boolean isBehindSign(int index) {
        return Set.of(".", "@", "[", "{").contains(words.at(words.before(index)));
    }

    /** {@code make_interval(days => 3)}, {@code days := 3} */
    private boolean isNameOfArgument(int index) {
        var after = words.after(index);
        return (words.at(after).equals("=") && words.at(after + 1).equals(">"))
                || (words.at(after).equals(":") && words.at(after + 1).equals("="));
    }

    /** {@code (a - b) day to second}, {@code trim(both from a)} */
    private boolean isBetweenWords(int index) {
        return words.isWord(words.before(index), "to")
                || (words.isWord(words.after(index), "from")
                        && words.at(words.before(index)).equals("("));
    }

    /** {@code u&'\0041'} */
    private boolean isPrefixOfText(int index) {
        return words.at(index + 1).equals("&") && "'\"".contains(firstOf(words.at(index + 2)));
    }

    private static String firstOf(String token) {
        return token.isEmpty() ? " " : token.substring(0, 1);
    }

    private boolean isBareArgument(int index) {
        return Set.of("(", ",").contains(words.at(words.before(index)))
                && Set.of(")", ",").contains(words.at(words.after(index)));
    }

    /** Among the arguments of a function that may not take it for a value. */
    private boolean isOfFunction(int index) {
        var function = words.function(index);
        return words.is(Kind.WORD, function)
                && !SqlWords.isBeforeOperand(words.lower(function))
                && !FUNCTIONS_OF_VALUES.contains(words.lower(function));
    }
}
