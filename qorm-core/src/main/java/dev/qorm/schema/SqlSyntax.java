package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How SQL is divided into comments, texts, names, words, numbers and signs. Everything that parses SQL works on these
 * tokens; the constants define where the databases differ.
 */
public enum SqlSyntax {
    /** An expression for all databases. What only some of them know, including comments, is split into single signs. */
    ANY(Part.NONE, Part.NONE, Part.STRING, Part.DOUBLE_QUOTED + "|" + Part.BACKQUOTED, Part.LETTERS, Part.DECIMAL),

    /** The syntax of H2, which has comments in comments. */
    H2(
            Part.NONE,
            "--[^\\n]*+|//[^\\n]*+|" + Part.NESTED,
            Part.STRING + "|\\$\\$(?s:.*?)\\$\\$",
            Part.DOUBLE_QUOTED + "|" + Part.BACKQUOTED,
            Part.LETTERS,
            Part.DECIMAL),

    /**
     * The syntax of PostgreSQL: a backslash escapes the next character in a text with the prefix {@code e}, and there
     * are comments in comments.
     */
    POSTGRESQL(
            Part.NONE,
            "--[^\\n]*+|" + Part.NESTED,
            "[eE]" + Part.ESCAPED + "|" + Part.STRING
                    + "|\\$(?<tag>(?:[\\p{L}_][\\p{L}\\p{N}_]*+)?+)\\$(?s:.*?)\\$\\k<tag>\\$",
            Part.DOUBLE_QUOTED,
            Part.BEYOND_ASCII,
            Part.DECIMAL),

    /** The syntax of SQLite: an unterminated comment extends to the end of the text ("Comments" in its manual). */
    SQLITE(
            Part.NONE,
            "--[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)",
            "[xX]'[0-9a-fA-F]*+'|" + Part.STRING,
            Part.DOUBLE_QUOTED + "|" + Part.BACKQUOTED + "|\\[[^\\]]*+\\]",
            Part.BEYOND_ASCII,
            "0[xX][0-9a-fA-F_]++|(?:\\d[\\d_]*+\\.?[\\d_]*+|\\.\\d[\\d_]*+)(?:[eE][+-]?\\d[\\d_]*+)?"),

    /**
     * The syntax of MySQL and MariaDB: the content of a comment that starts with {@code /*!} is executed, and a
     * backslash escapes the next character.
     */
    MYSQL(
            "/\\*M?!\\d*+|\\*/",
            "--[^\\n]*+|#[^\\n]*+|" + Part.BLOCK,
            Part.ESCAPED,
            "\"(?:[^\"\\\\]++|\"\"|\\\\(?s:.))*+\"|" + Part.BACKQUOTED,
            Part.BEYOND_ASCII,
            Part.DECIMAL);

    private final Pattern tokens;

    /** Takes regular expressions; the two remaining kinds are the same everywhere. */
    SqlSyntax(String condition, String comment, String text, String name, String word, String number) {
        tokens = Pattern.compile("(?<CONDITION>" + condition + ")|(?<COMMENT>" + comment + ")|(?<TEXT>" + text
                + ")|(?<NAME>" + name + ")|(?<WORD>" + word + ")|(?<NUMBER>" + number
                + ")|(?<BLANK>\\s++)|(?<SIGN>(?s:.))");
    }

    /** Returns the tokens of {@code sql} in order and without gaps. */
    public List<SqlToken> cut(String sql) {
        var pieces = new ArrayList<SqlToken>();
        var matcher = tokens.matcher(sql);
        while (matcher.find()) {
            pieces.add(new SqlToken(kind(matcher), matcher.group(), matcher.start()));
        }
        return pieces;
    }

    private static Kind kind(Matcher matcher) {
        for (var kind : Kind.values()) {
            if (matcher.start(kind.name()) >= 0) {
                return kind;
            }
        }
        throw new IllegalStateException("no kind of token: " + matcher.group());
    }

    /**
     * The quantifiers are possessive ({@code *+}), since a repeated group is otherwise matched recursively, too deeply
     * for a long text.
     */
    private static final class Part {
        static final String NONE = "(?!)";
        static final String BLOCK = "/\\*(?s:.*?)\\*/";
        /** A regular expression has no end of nesting: comments are read five deep. */
        static final String NESTED = nested(nested(nested(nested(nested(NONE)))));

        static final String STRING = "'(?:[^']++|'')*+'";
        static final String ESCAPED = "'(?:[^'\\\\]++|''|\\\\(?s:.))*+'";
        static final String DOUBLE_QUOTED = "\"(?:[^\"]++|\"\")*+\"";
        static final String BACKQUOTED = "`(?:[^`]++|``)*+`";
        static final String LETTERS = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_$]*+";
        static final String BEYOND_ASCII = "[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\p{N}_$\\x{80}-\\x{10FFFF}]*+";

        private static String nested(String inner) {
            return "/\\*(?:[^*/]++|\\*(?!/)|/(?!\\*)|" + inner + ")*+\\*/";
        }

        static final String DECIMAL = "(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?";
    }
}
