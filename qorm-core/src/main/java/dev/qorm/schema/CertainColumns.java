package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the words of an expression that can only be columns. A word in the same place may be a column in one database
 * and something else in another. A caller that reports a missing column must be right for all of them.
 */
final class CertainColumns {
    /** The words that start a query, whose tables have columns of their own. */
    private static final Set<String> QUERIES = SqlWords.words("select table values with");

    /**
     * Words that have a value without being a column in some databases, in addition to those that have one in all
     * databases.
     */
    private static final Set<String> VALUES_OF_SOME =
            SqlWords.words("utc_date utc_time utc_timestamp sysdate systimestamp today rownum rowid _rowid _rowid_ oid"
                    + " ctid xmin xmax cmin cmax tableoid row_start row_end value default unknown array row interval"
                    + " binary any all some maxvalue");

    /** Functions that take only values as arguments. Others accept sequences, units and forms as bare words. */
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

    /** Whether the word is among the arguments of a function that may not treat it as a value. */
    private boolean isOfFunction(int index) {
        var function = words.function(index);
        return words.is(Kind.WORD, function)
                && !SqlWords.isBeforeOperand(words.lower(function))
                && !FUNCTIONS_OF_VALUES.contains(words.lower(function));
    }
}
