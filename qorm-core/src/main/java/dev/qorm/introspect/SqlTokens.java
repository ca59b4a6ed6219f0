package dev.qorm.introspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words, names, values and signs of an SQL text as SQLite reads it, one after the other; comments are left out. */
final class SqlTokens {
    private static final Pattern TOKEN = Pattern.compile("(?<skipped>\\s+|--[^\\n]*|/\\*(?s:.*?)(?:\\*/|$))"
            + "|(?<bytes>[xX]'[0-9a-fA-F]*')"
            + "|(?<string>'(?:[^']|'')*')"
            + "|(?<name>\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\\[[^\\]]*\\])"
            + "|(?<word>[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\p{N}_$\\x{80}-\\x{10FFFF}]*)"
            + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|(?<sign>(?s:.))");

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
        var matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group("skipped") != null) {
                continue;
            }
            var text = matcher.group();
            var isQuoted = matcher.group("string") != null || matcher.group("name") != null;
            tokens.add(new Token(
                    isQuoted ? unquoted(text) : text,
                    isQuoted || matcher.group("word") != null,
                    isQuoted,
                    matcher.start(),
                    matcher.end()));
        }
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
        return index < tokens.size()
                && !tokens.get(index).isQuoted
                && tokens.get(index).value.equalsIgnoreCase(word);
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

    /** Passes over one piece and gives it as it stands in the text, quotes and all. */
    String takeLiteral() {
        if (isAtEnd()) {
            return "";
        }
        var token = tokens.get(next++);
        return sql.substring(token.start, token.end);
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

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
