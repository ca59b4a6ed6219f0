package dev.qorm.schema;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Names and expressions in SQL that a person wrote. */
public final class SqlText {
    /** What begins a comment, or a text of PostgreSQL that ends where the same stands again. */
    private static final Pattern COMMENT = Pattern.compile("--|/\\*|#|\\$[\\p{L}_\\p{N}]*\\$");

    private static final Pattern STRINGS_IN_LINES = Pattern.compile("'\\s*\\n\\s*'");
    private static final Pattern COMMENT_AT_END = Pattern.compile("(?:--|#).*\\z");
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /**
     * The words that need quotes wherever they name something: all that H2's parser treats as keywords in one place or
     * another, read from {@code org.h2.util.ParserUtil.KEYWORDS}; the same in 2.2.224, 2.4.240 and 2.5.252. Some 380 other
     * words of SQL were tried as names of tables, columns, constraints and indexes there: {@code column} is refused
     * ({@code add column column int}), and no other. With quotes around any other, H2 would not find what it has folded.
     */
    private static final Set<String> RESERVED =
            Set.of(("all and any array as asymmetric authorization between both case cast check column constraint cross"
                            + " current_catalog current_date current_path current_role current_schema current_time"
                            + " current_timestamp current_user day default distinct else end except exists false"
                            + " fetch for foreign from full group groups having hour if ilike in inner intersect"
                            + " interval is join key leading left like limit localtime localtimestamp minus minute"
                            + " month natural not null offset on or order over partition primary qualify range"
                            + " regexp right row rownum rows second select session_user set some symmetric"
                            + " system_user table to top trailing true uescape union unique unknown user using"
                            + " value values when where window with year _rowid_")
                    .split(" "));

    private SqlText() {}

    /** Whether {@code name} is written without quotes; H2 folds its case then. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name);
    }

    /**
     * {@code expression} with its blanks in one way, so that how it is set out is no difference: one between words, one after
     * a comma, none inside parentheses. What has comments stays as it is, since they end with a line, and so does what {@link
     * #isHardToCut} otherwise; a comment at the end gets the end of its line, since more will follow.
     */
    static String evenlySpaced(String expression) {
        var stripped = expression.strip();
        if (isHardToCut(stripped)) {
            return COMMENT_AT_END.matcher(stripped).find() ? stripped + "\n" : stripped;
        }
        var even = new StringBuilder();
        var isApart = false;
        var tokens = new SqlWords(stripped);
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.isBlank()) {
                isApart = true;
                continue;
            }
            if (isApart && !",)".contains(token) && even.charAt(even.length() - 1) != '(') {
                even.append(' ');
            }
            even.append(token);
            isApart = token.equals(",");
        }
        return even.toString();
    }

    /** Whether {@code expression} mentions {@code column}. */
    public static boolean mentions(@Nullable String expression, String column) {
        if (expression == null) {
            return false;
        }
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> tokens.isColumn(i, column));
    }

    /** Whether {@code expression} names {@code table}, as in {@code post.state}. */
    public static boolean namesTable(@Nullable String expression, String table) {
        if (expression == null) {
            return false;
        }
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> tokens.isTable(i, table));
    }

    /** {@code expression} with another name for a column; quoted where it is not plain. */
    public static String rename(String expression, String from, String to) {
        var replacement = isPlain(to) ? to : "\"" + to.replace("\"", "\"\"") + "\"";
        var tokens = new SqlWords(expression);
        var renamed = new StringBuilder();
        for (var i = 0; i < tokens.size(); i++) {
            renamed.append(tokens.isColumn(i, from) ? replacement : tokens.get(i));
        }
        return renamed.toString();
    }

    /**
     * {@code expression} with quotes around the columns in it whose names are among {@code words}, in lower case. What has
     * comments, or a quote behind a backslash, stays as it is.
     */
    public static String quoting(String expression, Set<String> words) {
        if (isHardToCut(expression)) {
            return expression;
        }
        var tokens = new SqlWords(expression);
        var quoted = new StringBuilder();
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var name = token.toLowerCase(Locale.ROOT);
            quoted.append(words.contains(name) && tokens.isOperand(i) ? '"' + name + '"' : token);
        }
        return quoted.toString();
    }

    /** {@code expression} with no quotes around plain names; what {@link #quoting} leaves as it is stays so here. */
    public static String withoutQuotes(String expression) {
        if (isHardToCut(expression)) {
            return expression;
        }
        var tokens = new SqlWords(expression);
        var plain = new StringBuilder();
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var name = token.replace("\"", "");
            plain.append(token.equals('"' + name + '"') && isPlain(name) ? name : token);
        }
        return plain.toString();
    }

    /**
     * Whether blanks and quotes in it may be other than they look: with comments, with a quote behind a backslash, which ends
     * a text in some databases and not in others, or with a text in several lines, each in quotes, as the standard has it.
     */
    private static boolean isHardToCut(String expression) {
        return expression.contains("\\'")
                || STRINGS_IN_LINES.matcher(expression).find()
                || COMMENT.matcher(new SqlWords(expression).withoutTexts()).find();
    }

    /**
     * Whether two expressions are the same but for how they are written: blanks, upper and lower case of words outside
     * quotes, quotes around lower-case names, and parentheses around all of it. What has comments, and the like, is compared as it stands.
     */
    public static boolean isSame(String one, String other) {
        return one.equals(other)
                || (!isHardToCut(one)
                        && !isHardToCut(other)
                        && new SqlWords(one).meaning().equals(new SqlWords(other).meaning()));
    }
}
