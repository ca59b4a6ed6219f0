package dev.qorm.schema;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Names and expressions in SQL that the user wrote. */
public final class SqlText {
    /** The start of a comment, or of a text in PostgreSQL that ends with the same delimiter. */
    private static final Pattern COMMENT = Pattern.compile("--|/\\*|#|\\$[\\p{L}_\\p{N}]*\\$");

    private static final Pattern STRINGS_IN_LINES = Pattern.compile("'\\s*\\n\\s*'");
    private static final Pattern COMMENT_AT_END = Pattern.compile("(?:--|#).*\\z");
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /**
     * The words that need quotes wherever they are names: all words that H2's parser treats as keywords anywhere, read
     * from {@code org.h2.util.ParserUtil.KEYWORDS}; the same in 2.2.224, 2.4.240 and 2.5.252. Some 380 other words of
     * SQL were tried there as names of tables, columns, constraints and indexes: only {@code column} is rejected
     * ({@code add column column int}). If any other word were quoted, H2 would not find the name whose case it has
     * folded.
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

    /** Whether {@code name} is written without quotes; H2 then folds its case. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches() && !RESERVED.contains(name);
    }

    /**
     * Normalizes the blanks of {@code expression}, so that layout makes no difference: one blank between words, one
     * after a comma, none inside parentheses. An expression with comments stays unchanged, since a comment may end with
     * its line, and so does one that {@link #cut} does not split for another reason. A line break is added after a
     * comment at the end, since more text will follow.
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
     * Whether {@code name} occurs in {@code sql} as a word in any role: for example as a table of a query, which {@link
     * #mentions} does not find, but also in a text or a comment.
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
     * Returns the words in {@code expression} that can only be columns, whichever database reads it. Columns for which
     * that is not certain are left out, including those in quotes and in queries.
     */
    public static Set<String> certainColumns(@Nullable String expression) {
        var tokens = expression == null ? null : cut(expression);
        return tokens == null ? Set.of() : new CertainColumns(tokens).find();
    }

    /** Returns the texts with which {@code expression} compares {@code column} for equality. */
    public static Set<String> comparedTexts(String expression, String column) {
        var tokens = cut(expression);
        return tokens == null ? Set.of() : new ComparedTexts(tokens, column).find();
    }

    /** Returns {@code name} in the quotes of the SQL standard. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Returns {@code text} as a literal, for the databases in which a backslash is an ordinary character. */
    public static String constant(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns {@code expression} with a column renamed; the new name is quoted unless it is plain. */
    public static String rename(String expression, String from, String to) {
        var replacement = isPlain(to) ? to : quoted(to);
        var tokens = new SqlWords(expression);
        return tokens.with(i -> tokens.isColumn(i, from) ? replacement : tokens.get(i));
    }

    /**
     * Does the same in an expression over the rows of {@code table}: a column that is qualified with another table or
     * alias keeps its name, as in {@code (select other.title from other)}.
     */
    public static String renameOf(String expression, String table, String from, String to) {
        var replacement = isPlain(to) ? to : quoted(to);
        var tokens = new SqlWords(expression);
        return tokens.with(i -> tokens.isColumnOf(i, table, from) ? replacement : tokens.get(i));
    }

    /** Returns {@code expression} with a table renamed where it qualifies a column: {@code post.title}. */
    public static String renameTable(String expression, String from, String to) {
        var replacement = isPlain(to) ? to : quoted(to);
        var tokens = new SqlWords(expression);
        return tokens.with(i -> tokens.isTable(i, from) ? replacement : tokens.get(i));
    }

    /**
     * Whether {@code expression} mentions {@code column} unqualified or qualified with {@code table}; see {@link
     * #renameOf}.
     */
    public static boolean mentionsOf(String expression, String table, String column) {
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> tokens.isColumnOf(i, table, column));
    }

    /**
     * Whether a query in {@code expression} mentions {@code column} unqualified: it may belong to a table that the
     * query reads.
     */
    public static boolean isOpenInQuery(String expression, String column) {
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size())
                .anyMatch(i -> tokens.isColumn(i, column) && tokens.isAlone(i) && tokens.isInQuery(i));
    }

    /** Whether {@code expression} reads {@code table} in a query, or qualifies a column with it. */
    public static boolean readsTable(String expression, String table) {
        var tokens = new SqlWords(expression);
        return IntStream.range(0, tokens.size()).anyMatch(i -> tokens.isTableRead(i, table));
    }

    /**
     * Returns {@code expression} with quotes around those columns whose names are in {@code words}, in lower case. An
     * expression with comments, or with a quote after a backslash, stays unchanged.
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

    /**
     * Returns {@code expression} without quotes around plain names. What {@link #quoting} leaves unchanged stays
     * unchanged here too.
     */
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
     * Returns the tokens of {@code expression}, or null if its blanks and quotes may be ambiguous: if it has comments,
     * a quote after a backslash, which ends a text in some databases and not in others, or a text that continues on the
     * next line in quotes of its own, as in the standard.
     */
    private static @Nullable SqlWords cut(String expression) {
        if (expression.contains("\\'") || STRINGS_IN_LINES.matcher(expression).find()) {
            return null;
        }
        var tokens = new SqlWords(expression);
        return COMMENT.matcher(tokens.withoutTexts()).find() ? null : tokens;
    }

    /**
     * Whether two expressions differ only in how they are written: blanks, case of words outside quotes, quotes around
     * lower-case names, and parentheses around the whole expression. Expressions that {@link #cut} cannot split, such
     * as those with comments, are compared literally.
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
