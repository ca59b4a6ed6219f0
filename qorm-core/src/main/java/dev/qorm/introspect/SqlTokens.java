package dev.qorm.introspect;

import dev.qorm.schema.SqlSyntax;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.SqlToken;
import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The words, names, values and signs of an SQL text as SQLite reads it, one after the other; comments are left out. */
final class SqlTokens {
    /** "Literal Values" in the manual's "SQL Language Expressions": hexadecimal integers have 64 bits and a sign. */
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

    private static final Pattern PLAIN = Pattern.compile("[\\p{Alpha}_]\\w*");

    /** The words that are no names without quotes ("SQLite Keywords" in its manual, those without a fallback). */
    private static final Set<String> RESERVED =
            Set.of(("add all alter and as autoincrement between case cast check collate commit constraint create"
                            + " current_date current_time current_timestamp default deferrable delete distinct drop"
                            + " else escape except exists false foreign from group having in index insert intersect"
                            + " into is isnull join limit not nothing notnull null on or order primary raise references"
                            + " returning select set table then to transaction true union unique update using values"
                            + " when where")
                    .split(" "));

    /** The names that each table has for the number of a row. */
    private static final Set<String> ROW_NUMBERS = Set.of("rowid", "oid", "_rowid_");

    private static final Set<String> CONSTANTS =
            Set.of("null", "true", "false", "current_date", "current_time", "current_timestamp");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * A piece of the text.
     *
     * @param value what it says: a string or a name without its quotes
     * @param isName whether it can be a name
     * @param isQuoted whether it stands in quotes, so that it is no keyword
     */
    private record Token(String value, boolean isName, boolean isQuoted, int start, int end) {}

    SqlTokens(String sql) {
        this.sql = sql;
        for (var piece : SqlSyntax.SQLITE.cut(sql)) {
            if (!piece.isBetween()) {
                tokens.add(token(piece));
            }
        }
    }

    private static Token token(SqlToken piece) {
        var text = piece.text();
        var isQuoted = piece.kind() == Kind.NAME || (text.startsWith("'") && text.length() > 1);
        return new Token(
                isQuoted ? unquoted(text) : text,
                isQuoted || piece.kind() == Kind.WORD,
                isQuoted,
                piece.start(),
                piece.end());
    }

    private static String unquoted(String text) {
        var quote = text.substring(text.length() - 1);
        var inner = text.substring(1, text.length() - 1);
        return quote.equals("]") ? inner : inner.replace(quote + quote, quote);
    }

    boolean isAtEnd() {
        return next >= tokens.size();
    }

    /** Whether the next piece is this keyword or sign. */
    boolean is(String word) {
        return is(next, word);
    }

    private boolean is(int index, String word) {
        return index >= 0
                && index < tokens.size()
                && !tokens.get(index).isQuoted
                && tokens.get(index).value.equalsIgnoreCase(word);
    }

    /** Whether this keyword or sign comes later. */
    boolean has(String word) {
        return IntStream.range(next, tokens.size()).anyMatch(index -> is(index, word));
    }

    /** Whether the next piece is one of these keywords or signs. */
    boolean isOneOf(List<String> words) {
        return words.stream().anyMatch(this::is);
    }

    /** Whether the next piece is a word or a name. */
    boolean isName() {
        return !isAtEnd() && tokens.get(next).isName;
    }

    /** Passes over these keywords or signs, if they come next. */
    boolean take(String... words) {
        for (var i = 0; i < words.length; i++) {
            if (!is(next + i, words[i])) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    /** Passes over one piece, whatever it is, and gives what it says; empty at the end. */
    String take() {
        return isAtEnd() ? "" : tokens.get(next++).value;
    }

    /**
     * Passes over one piece of a DEFAULT and gives it as it stands in the text, quotes and all. A name there is a text
     * (SQLite knows no columns there), in single quotes then, and a number is in decimal digits.
     */
    String takeLiteral() {
        if (isAtEnd()) {
            return "";
        }
        var token = tokens.get(next++);
        var text = sql.substring(token.start, token.end);
        var isConstant = !token.isName || (!token.isQuoted && CONSTANTS.contains(folded(text)));
        return isConstant ? inDecimals(text) : SqlText.constant(token.value);
    }

    private static String inDecimals(String text) {
        var digits = Character.isDigit(text.charAt(0)) ? text.replace("_", "") : text;
        if (!HEX.matcher(digits).matches()) {
            return digits;
        }
        var value = Long.parseUnsignedLong(digits.substring(2), 16);
        return value < 0 ? digits : String.valueOf(value); // It may stand behind a minus.
    }

    /** Passes over what comes next in parentheses and gives it without them; null when nothing does. */
    @Nullable
    String takeParenthesised() {
        if (!is("(")) {
            return null;
        }
        var start = tokens.get(next).end;
        var depth = 0;
        while (!isAtEnd()) {
            depth += is("(") ? 1 : is(")") ? -1 : 0;
            var token = tokens.get(next++);
            if (depth == 0) {
                return sql.substring(start, token.start).strip();
            }
        }
        return sql.substring(start).strip();
    }

    /** What is left, as it stands in the text. */
    String rest() {
        return isAtEnd() ? "" : sql.substring(tokens.get(next).start).strip();
    }

    /** The strings among all pieces. */
    List<String> strings() {
        return tokens.stream()
                .filter(token -> sql.charAt(token.start) == '\'')
                .map(Token::value)
                .toList();
    }

    /**
     * The text with one blank for many, no comments, plain names without quotes and without parentheses around the
     * whole. SQLite keeps expressions as they were written, but for the name of a column that is renamed: that gets quotes.
     * What stands in double quotes and names no column is a text to it ("Double-quoted String Literals Are Accepted" in
     * its manual's list of quirks).
     *
     * @param columns the names of the table's columns, folded
     */
    String canonical(Set<String> columns) {
        var text = new StringBuilder();
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (i > 0 && token.start > tokens.get(i - 1).end) {
                text.append(' ');
            }
            var isPlainName = token.isName
                    && sql.charAt(token.start) != '\''
                    && PLAIN.matcher(token.value).matches()
                    && !RESERVED.contains(folded(token.value));
            if (isText(i, columns)) {
                text.append(SqlText.constant(token.value));
            } else {
                text.append(isPlainName ? token.value : sql.substring(token.start, token.end));
            }
        }
        var inner = new SqlTokens(text.toString());
        var whole = inner.takeParenthesised();
        return whole != null && inner.isAtEnd() ? new SqlTokens(whole).canonical(columns) : text.toString();
    }

    private boolean isText(int index, Set<String> columns) {
        var token = tokens.get(index);
        var name = folded(token.value);
        return sql.charAt(token.start) == '"'
                && !columns.contains(name)
                && !ROW_NUMBERS.contains(name)
                && !is(index + 1, "(")
                && !is(index + 1, ".")
                && !is(index - 1, "collate");
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
