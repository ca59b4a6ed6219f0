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
     * #cut} does not cut otherwise; a comment at the end gets the end of its line, since more will follow.
     */
    static String evenlySpaced(String expression) {
        var stripped = expression.strip();
        var tokens = cut(stripped);
        if (tokens == null) {
            return COMMENT_AT_END.matcher(stripped).find() ? stripped + "\n" : stripped;
        }
        var even = new StringBuilder();
        var isApart = false;
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

    /**
     * Whether {@code name} stands in {@code sql} as a word, as whatever: as a table of a query, say, which {@link #mentions}
     * does not tell, and also in a text or a comment.
     */
    public static boolean hasWord(@Nullable String sql, String name) {
        return sql != null
                && Pattern.compile(
                                "(?<![\\p{L}\\p{M}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{M}\\p{N}_$])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(sql)
                        .find();
    }

    /**
     * The words in {@code expression} that can be nothing but columns, whichever of the databases reads it. It leaves out
     * columns of which that is not certain, those in quotes and in queries among them.
     */
    public static Set<String> certainColumns(@Nullable String expression) {
        var tokens = expression == null ? null : cut(expression);
        return tokens == null ? Set.of() : new CertainColumns(tokens).find();
    }

    /** {@code name} in the quotes of the standard. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code text} as a constant, as each database reads it to which a backslash is a character like others. */
    public static String constant(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** {@code expression} with another name for a column; quoted where it is not plain. */
    public static String rename(String expression, String from, String to) {
        var replacement = isPlain(to) ? to : quoted(to);
        var tokens = new SqlWords(expression);
        return tokens.with(i -> tokens.isColumn(i, from) ? replacement : tokens.get(i));
    }

    /**
     * The same in an expression over the rows of {@code table}: what is said to be of another table or alias keeps its name,
     * as in {@code (select other.title from other)}.
     */
    public static String renameOf(String expression, String table, String from, String to) {
        var replacement = isPlain(to) ? to : quoted(to);
        var tokens = new SqlWords(expression);
        return tokens.with(i -> tokens.isColumnOf(i, table, from) ? replacement : tokens.get(i));
    }

    /** {@code expression} with another name for the table that stands before columns: {@code post.title}. */
    public static String renameTable(String expression, String from, String to) {
        var replacement = isPlain(to) ? to : quoted(to);
        var tokens = new SqlWords(expression);
        return tokens.with(i -> tokens.isTable(i, from) ? replacement : tokens.get(i));
    }

    /** Whether {@code expression} mentions {@code column} alone or as one of {@code table}; see {@link #renameOf}. */
    public static boolean mentionsOf(String expression, String table, String column) {
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> tokens.isColumnOf(i, table, column));
    }

    /** Whether a query in {@code expression} mentions {@code column} alone: it may be one of a table that the query reads. */
    public static boolean isOpenInQuery(String expression, String column) {
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size())
                .anyMatch(i -> tokens.isColumn(i, column) && tokens.isAlone(i) && tokens.isInQuery(i));
    }

    /** Whether {@code expression} reads {@code table} in a query, or names it before a column. */
    public static boolean readsTable(String expression, String table) {
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> tokens.isTableRead(i, table));
    }

    /**
     * {@code expression} with quotes around the columns in it whose names are among {@code words}, in lower case. What has
     * comments, or a quote behind a backslash, stays as it is.
     */
    public static String quoting(String expression, Set<String> words) {
        var tokens = cut(expression);
        if (tokens == null) {
            return expression;
        }
        return tokens.with(i -> {
            var name = tokens.get(i).toLowerCase(Locale.ROOT);
            return words.contains(name) && tokens.isOperand(i) ? quoted(name) : tokens.get(i);
        });
    }

    /** {@code expression} with no quotes around plain names; what {@link #quoting} leaves as it is stays so here. */
    public static String withoutQuotes(String expression) {
        var tokens = cut(expression);
        if (tokens == null) {
            return expression;
        }
        return tokens.with(i -> {
            var name = tokens.folded(i);
            return isPlain(name) ? name : tokens.get(i);
        });
    }

    /**
     * The parts of {@code expression}, or null where its blanks and quotes may be other than they look: with comments, with a
     * quote behind a backslash, which ends a text in some databases and not in others, or with a text in several lines, each
     * in quotes, as the standard has it.
     */
    private static @Nullable SqlWords cut(String expression) {
        if (expression.contains("\\'") || STRINGS_IN_LINES.matcher(expression).find()) {
            return null;
        }
        var tokens = new SqlWords(expression);
        return COMMENT.matcher(tokens.withoutTexts()).find() ? null : tokens;
    }

    /**
     * Whether two expressions are the same but for how they are written: blanks, upper and lower case of words outside
     * quotes, quotes around lower-case names, and parentheses around all of it. What has comments, and the like, is compared
     * as it stands.
     */
    public static boolean isSame(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        var tokens = cut(one);
        var others = cut(other);
        return tokens != null && others != null && SqlMeaning.of(tokens).equals(SqlMeaning.of(others));
    }
}
