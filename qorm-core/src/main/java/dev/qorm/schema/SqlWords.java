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
 * An expression split into string literals, quoted names, words, signs and blanks. A token is a given column if it is a
 * quoted name that equals the column's name, or a word that equals it except for case, and if a column is possible in
 * that place: the same word may be a function, a type, a field of a time or the table before a dot.
 */
final class SqlWords {
    private static final Pattern LOWER_CASE_IN_QUOTES = Pattern.compile("\"[a-z_][a-z0-9_]*\"");
    private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}_'\"`]");
    static final String NOTHING = "";

    /** Words that no database accepts as the name of a column unless they are quoted. */
    private static final Set<String> KEYWORDS =
            words("and as between case distinct exists for from in is like not null on or select where");
    /** The same between CASE and END. Elsewhere, some databases allow columns with these names. */
    private static final Set<String> KEYWORDS_OF_CASE = words("when then else end");
    /** Words that have a value without parentheses; quoted, they are columns. */
    static final Set<String> VALUES =
            words("null true false user current_user session_user system_user current_role current_schema"
                    + " current_catalog current_path current_date current_time current_timestamp localtime"
                    + " localtimestamp");

    /** The words that can precede and follow a column or another value, in addition to signs. */
    private static final Set<String> BEFORE_OPERANDS =
            words("and or not xor when then else case between symmetric like ilike rlike regexp similar to in from"
                    + " distinct div mod select where by");

    private static final Set<String> AFTER_OPERANDS =
            words("and or xor is not in between like ilike rlike regexp similar div mod when then else end collate"
                    + " isnull notnull from as at asc desc");

    private static final Set<String> FUNCTIONS_OF_UNITS = words("datediff dateadd timestampdiff timestampadd");
    /** The words that a type of several words starts or continues with. */
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

    /** Returns the token at the place in lower case, or an empty text beyond the ends. */
    String lower(int index) {
        return at(index).toLowerCase(Locale.ROOT);
    }

    boolean is(Kind kind, int index) {
        return index >= 0 && index < size() && tokens.get(index).kind() == kind;
    }

    /** Returns the whole expression, with the result of {@code text} in place of each token. */
    String with(IntFunction<String> text) {
        return IntStream.range(0, size()).mapToObj(text).collect(Collectors.joining());
    }

    /** Returns the whole expression with empty quotes. */
    String withoutTexts() {
        return with(i -> is(Kind.NAME, i) || is(Kind.TEXT, i) ? "''" : get(i));
    }

    /** Returns the name at the place without its quotes if case folding does not change it; otherwise the token. */
    String folded(int index) {
        var token = get(index);
        return LOWER_CASE_IN_QUOTES.matcher(token).matches() ? token.substring(1, token.length() - 1) : token;
    }

    /** Whether the token is {@code column}. */
    boolean isColumn(int index, String column) {
        return isNamed(index, column)
                && !isTableOrFunction(index)
                && !isWord(before(index), "collate")
                && (is(Kind.NAME, index) || !(isKeyword(index) || isPartOfTime(index) || isType(index)));
    }

    /**
     * Whether the token is a word that can only be a column: it is between signs and operators, where neither a
     * function, a keyword, a type nor a part of a time is possible.
     */
    boolean isOperand(int index) {
        return !is(Kind.NAME, index)
                && isColumn(index, get(index))
                && isSignOr(BEFORE_OPERANDS, before(index), ")")
                && isSignOr(AFTER_OPERANDS, after(index), "(");
    }

    /** Whether the token is one of {@code words} or a sign other than {@code parenthesis}, or there is none. */
    private boolean isSignOr(Set<String> words, int index, String parenthesis) {
        var token = at(index);
        return token.isBlank()
                || words.contains(token.toLowerCase(Locale.ROOT))
                || (SIGN.matcher(token).matches() && !token.equals(parenthesis));
    }

    /** Whether a value can follow {@code word}, in lower case; it is then no function. */
    static boolean isBeforeOperand(String word) {
        return BEFORE_OPERANDS.contains(word);
    }

    /** Whether the token is {@code table} and qualifies a column. */
    boolean isTable(int index, String table) {
        return isNamed(index, table)
                && at(after(index)).equals(".")
                && !at(before(index)).equals(".");
    }

    /** Whether the token is {@code table} as a table: it qualifies a column, or a query reads it. */
    boolean isTableRead(int index, String table) {
        return isTable(index, table)
                || (isNamed(index, table) && (isWord(before(index), "from") || isWord(before(index), "join")));
    }

    /**
     * Whether the token is {@code column}, either unqualified or qualified with {@code table}, not with another table
     * or alias.
     */
    boolean isColumnOf(int index, String table, String column) {
        return isColumn(index, column) && (isAlone(index) || isNamed(before(before(index)), table));
    }

    /** Whether the token is unqualified. */
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

    /**
     * Returns the index of the token before the parenthesis that encloses the place: the function, if the place is
     * among its arguments; or -1.
     */
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

    /** Returns the number of arguments of the same function that follow the place. */
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

    /** Returns the token at the place, or an empty text beyond the ends. */
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
