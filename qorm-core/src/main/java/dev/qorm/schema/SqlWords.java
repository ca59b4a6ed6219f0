package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An expression cut into string literals, quoted names, words, signs and blanks. A column is a quoted name that is equal to
 * its own, or a word that is but for case, and that stands where a column can: a word of the same letters may be a
 * function, a type, a field of a time or the table before a dot.
 */
final class SqlWords {
    private static final Pattern LOWER_CASE_IN_QUOTES = Pattern.compile("\"[a-z_][a-z0-9_]*\"");
    private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}_'\"`]");
    static final String NOTHING = "";

    /** What no database takes for the name of a column unless it is in quotes. */
    private static final Set<String> KEYWORDS =
            words("and as between case distinct exists for from in is like not null on or select where");
    /** The same between CASE and END; some databases have columns of these names otherwise. */
    private static final Set<String> KEYWORDS_OF_CASE = words("when then else end");
    /** What has a value without parentheses: in quotes it is a column. */
    static final Set<String> VALUES =
            words("null true false user current_user session_user system_user current_role current_schema"
                    + " current_catalog current_path current_date current_time current_timestamp localtime"
                    + " localtimestamp");

    /** What stands before a column or any other value, and what after it, beside signs. */
    private static final Set<String> BEFORE_OPERANDS =
            words("and or not xor when then else case between symmetric like ilike rlike regexp similar to in from"
                    + " distinct div mod select where by");

    private static final Set<String> AFTER_OPERANDS =
            words("and or xor is not in between like ilike rlike regexp similar div mod when then else end collate"
                    + " isnull notnull from as at asc desc");

    private static final Set<String> FUNCTIONS_OF_UNITS = words("datediff dateadd timestampdiff timestampadd");
    /** What a type of several words begins with or goes on with. */
    private static final Set<String> WORDS_OF_TYPES =
            words("double timestamp time character bit national interval with without varying");

    private static final Set<String> UNITS =
            words("microsecond millisecond second minute hour day week month quarter year");

    private final List<SqlToken> tokens;

    SqlWords(String expression) {
        tokens = SqlSyntax.ANY.cut(expression);
    }

    static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    int size() {
        return tokens.size();
    }

    String get(int index) {
        return tokens.get(index).text();
    }

    /** The token there in lower case, or nothing beyond the ends. */
    String lower(int index) {
        return at(index).toLowerCase(Locale.ROOT);
    }

    boolean is(Kind kind, int index) {
        return index >= 0 && index < size() && tokens.get(index).kind() == kind;
    }

    /** All of it, with what {@code text} has for the token at each place. */
    String with(IntFunction<String> text) {
        return IntStream.range(0, size()).mapToObj(text).collect(Collectors.joining());
    }

    /** All of it with nothing between the quotes. */
    String withoutTexts() {
        return with(i -> is(Kind.NAME, i) || is(Kind.TEXT, i) ? "''" : get(i));
    }

    /** The name in quotes there that is the same without them where names are folded; else the token. */
    String folded(int index) {
        var token = get(index);
        return LOWER_CASE_IN_QUOTES.matcher(token).matches() ? token.substring(1, token.length() - 1) : token;
    }

    /** Whether {@code column} stands there. */
    boolean isColumn(int index, String column) {
        return isNamed(index, column)
                && !isTableOrFunction(index)
                && !isWord(before(index), "collate")
                && (is(Kind.NAME, index) || !(isKeyword(index) || isPartOfTime(index) || isType(index)));
    }

    /**
     * Whether a word stands there that can only be a column: between signs and operators, where neither a function, a
     * keyword, a type nor a part of a time can be.
     */
    boolean isOperand(int index) {
        return !is(Kind.NAME, index)
                && isColumn(index, get(index))
                && isSignOr(BEFORE_OPERANDS, before(index), ")")
                && isSignOr(AFTER_OPERANDS, after(index), "(");
    }

    /** Whether one of {@code words} is there, a sign other than {@code parenthesis}, or nothing. */
    private boolean isSignOr(Set<String> words, int index, String parenthesis) {
        var token = at(index);
        return token.isBlank()
                || words.contains(token.toLowerCase(Locale.ROOT))
                || (SIGN.matcher(token).matches() && !token.equals(parenthesis));
    }

    /** Whether a value can come behind {@code word}, in lower case: it is no function. */
    static boolean isBeforeOperand(String word) {
        return BEFORE_OPERANDS.contains(word);
    }

    /** Whether {@code table} stands there, before the name of a column. */
    boolean isTable(int index, String table) {
        return isNamed(index, table)
                && at(after(index)).equals(".")
                && !at(before(index)).equals(".");
    }

    /** Whether {@code table} stands there as a table: before the name of a column, or where a query reads it. */
    boolean isTableRead(int index, String table) {
        return isTable(index, table)
                || (isNamed(index, table) && (isWord(before(index), "from") || isWord(before(index), "join")));
    }

    /** Whether {@code column} stands there alone, or as one of {@code table}, and not as one of another table or alias. */
    boolean isColumnOf(int index, String table, String column) {
        return isColumn(index, column) && (isAlone(index) || isNamed(before(before(index)), table));
    }

    /** Whether no table stands before what is there. */
    boolean isAlone(int index) {
        return !at(before(index)).equals(".");
    }

    /** Whether the place is inside the parentheses of a query. */
    boolean isInQuery(int index) {
        var depth = 0;
        for (var i = index - 1; i >= 0; i--) {
            depth += at(i).equals(")") ? 1 : 0;
            depth -= at(i).equals("(") ? 1 : 0;
            if (depth < 0) {
                if (isWord(after(i), "select")) {
                    return true;
                }
                depth = 0;
            }
        }
        return false;
    }

    private boolean isNamed(int index, String name) {
        var token = at(index);
        if (!is(Kind.NAME, index)) {
            return token.equalsIgnoreCase(name);
        }
        var quote = token.substring(0, 1);
        return token.substring(1, token.length() - 1)
                .replace(quote + quote, quote)
                .equals(name);
    }

    /** {@code left(name, 3)}, {@code post.name} */
    private boolean isTableOrFunction(int index) {
        return Set.of("(", ".").contains(at(after(index)));
    }

    private boolean isKeyword(int index) {
        var word = lower(index);
        var before = before(index);
        return KEYWORDS.contains(word)
                || (word.equals("unknown")
                        && (isWord(before, "is") || (isWord(before, "not") && isWord(before(before), "is"))))
                || (word.endsWith("symmetric") && isWord(before, "between"))
                || (KEYWORDS_OF_CASE.contains(word) && isInCase(index));
    }

    private boolean isInCase(int index) {
        var open = 0;
        for (var i = 0; i < index; i++) {
            open += isWord(i, "case") ? 1 : 0;
            open -= isWord(i, "end") && open > 0 ? 1 : 0;
        }
        return open > 0;
    }

    /** The place before the parenthesis around the place: of the function whose arguments it is among; or -1. */
    int function(int index) {
        var depth = 0;
        for (var i = index - 1; i >= 0; i--) {
            depth += at(i).equals(")") ? 1 : 0;
            depth -= at(i).equals("(") ? 1 : 0;
            if (depth < 0) {
                return before(i);
            }
        }
        return -1;
    }

    /**
     * {@code date '2026-01-01'}, {@code interval '1' day}, {@code timestampdiff(day, a, b)}, {@code extract(year from at)},
     * {@code at time zone 'UTC'}
     */
    private boolean isPartOfTime(int index) {
        var before = before(index);
        var after = after(index);
        return at(after).startsWith("'")
                || at(before).startsWith("'")
                || (isWord(after, "from") && at(before).equals("(") && isWord(before(before), "extract"))
                || (UNITS.contains(lower(index))
                        && at(before).equals("(")
                        && FUNCTIONS_OF_UNITS.contains(lower(function(index)))
                        && argumentsAfter(index) >= 2)
                || (is(Kind.NUMBER, before) && isAfterInterval(before))
                || (isWord(index, "at") && isWord(after, "time") && isWord(after(after), "zone"))
                || (isWord(before, "at") && isWord(after, "zone"))
                || (isWord(before, "time") && isWord(index, "zone"));
    }

    /** {@code interval 1 day}, {@code interval -1 day} */
    private boolean isAfterInterval(int number) {
        var before = before(number);
        return isWord(at(before).equals("-") ? before(before) : before, "interval");
    }

    /** How many arguments of the same function come after the place. */
    private int argumentsAfter(int index) {
        var depth = 0;
        var arguments = 0;
        for (var i = index + 1; i < size() && depth >= 0; i++) {
            depth += at(i).equals("(") ? 1 : 0;
            depth -= at(i).equals(")") ? 1 : 0;
            arguments += depth == 0 && at(i).equals(",") ? 1 : 0;
        }
        return arguments;
    }

    /** {@code cast(a as double precision)}, {@code convert(a, date)}, {@code a::date}, {@code a::double precision} */
    private boolean isType(int index) {
        var before = before(index);
        if (at(before).equals(":") || (at(before).equals(",") && isWord(function(index), "convert"))) {
            return true;
        }
        var isOneType = true;
        while (is(Kind.WORD, before)) {
            if (isWord(before, "as")) {
                return true;
            }
            isOneType &= WORDS_OF_TYPES.contains(lower(before));
            before = before(before);
        }
        return isOneType && at(before).equals(":");
    }

    boolean isWord(int index, String word) {
        return at(index).equalsIgnoreCase(word);
    }

    /** The token there, or nothing beyond the ends. */
    String at(int index) {
        return index < 0 || index >= size() ? NOTHING : get(index);
    }

    int before(int index) {
        var before = index - 1;
        while (at(before).isBlank() && before >= 0) {
            before--;
        }
        return before;
    }

    int after(int index) {
        var after = index + 1;
        while (at(after).isBlank() && after < size()) {
            after++;
        }
        return after;
    }
}
