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

    /** The words that cannot be names without quotes ("SQLite Keywords" in its manual, those without a fallback). */
    private static final Set<String> RESERVED =
            Set.of(("add all alter and as autoincrement between case cast check collate commit constraint create"
                            + " current_date current_time current_timestamp default deferrable delete distinct drop"
                            + " else escape except exists false foreign from group having in index insert intersect"
                            + " into is isnull join limit not nothing notnull null on or order primary raise references"
                            + " returning select set table then to transaction true union unique update using values"
                            + " when where")
                    .split(" "));

    /** The names that each table has for the row number. */
    private static final Set<String> ROW_NUMBERS = Set.of("rowid", "oid", "_rowid_");

    private static final Set<String> CONSTANTS =
            Set.of("null", "true", "false", "current_date", "current_time", "current_timestamp");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * A token of the text.
     *
     * @param value its content: a string or a name without its quotes
     * @param isName whether it can be a name
     * @param isQuoted whether it is in quotes, so that it is not a keyword
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

    /** Whether the next token is this keyword or sign. */
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

    /** Whether the next token is one of these keywords or signs. */
    boolean isOneOf(List<String> words) {
        return words.stream().anyMatch(this::is);
    }

    /** Whether the next token is a word or a name. */
    boolean isName() {
        return !isAtEnd() && tokens.get(next).isName;
    }

    /** Skips these keywords or signs, if they come next. */
    boolean take(String... words) {
        for (var i = 0; i < words.length; i++) {
            if (!is(next + i, words[i])) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    /** Skips one token, whatever it is, and returns its content; empty at the end. */
    String take() {
        return isAtEnd() ? "" : tokens.get(next++).value;
    }

    /**
     * Skips one token of a DEFAULT and returns it as it is in the text, including quotes. A name is a text there
     * (SQLite does not allow columns in it), and is then put in single quotes; a number is in decimal digits.
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
        return value < 0 ? digits : String.valueOf(value); // It may follow a minus.
    }

    /** Skips the parentheses that come next and returns what is in them; null if none come next. */
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

    /** Skips everything up to the next comma, and that too, and returns it as it is in the text. */
    String takeItem() {
        var start = next;
        var depth = 0;
        while (!isAtEnd() && !(depth == 0 && is(","))) {
            depth += is("(") ? 1 : is(")") ? -1 : 0;
            next++;
        }
        var item = start == next ? "" : sql.substring(tokens.get(start).start, tokens.get(next - 1).end);
        take(",");
        return item;
    }

    /** Returns the rest, as it is in the text. */
    String rest() {
        return isAtEnd() ? "" : sql.substring(tokens.get(next).start).strip();
    }

    /** Returns the strings among all tokens. */
    List<String> strings() {
        return tokens.stream()
                .filter(token -> sql.charAt(token.start) == '\'')
                .map(Token::value)
                .toList();
    }

    /**
     * Returns the text with single blanks, without comments, with plain names without quotes and without parentheses
     * around the whole. SQLite stores expressions as they were written, except that the name of a renamed column gets
     * quotes. What is in double quotes and is not the name of a column is a text to SQLite ("Double-quoted String
     * Literals Are Accepted" in its manual's list of quirks).
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
