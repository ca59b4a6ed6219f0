package dev.qorm.schema;

import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How SQL is cut into comments, texts, names, words, numbers and signs. Whatever takes SQL apart is made of these pieces; in
 * what the databases differ is the table of the constants.
 */
public enum SqlSyntax {
    /** An expression for all databases: what only some of them know, comments among it, is cut into its signs. */
    ANY(Part.NONE, Part.NONE, Part.STRING, Part.DOUBLE_QUOTED + "|" + Part.BACKQUOTED, Part.LETTERS, Part.DECIMAL),

    /** As H2 reads it. */
    H2(
            Part.NONE,
            "--[^\\n]*+|//[^\\n]*+|" + Part.BLOCK,
            Part.STRING + "|\\$\\$(?s:.*?)\\$\\$",
            Part.DOUBLE_QUOTED + "|" + Part.BACKQUOTED,
            Part.LETTERS,
            Part.DECIMAL),

    /** As PostgreSQL reads it: a backslash takes the next character with it where an {@code e} says so. */
    POSTGRESQL(
            Part.NONE,
            "--[^\\n]*+|" + Part.BLOCK,
            "[eE]" + Part.ESCAPED + "|" + Part.STRING
                    + "|\\$(?<tag>(?:[\\p{L}_][\\p{L}\\p{N}_]*+)?+)\\$(?s:.*?)\\$\\k<tag>\\$",
            Part.DOUBLE_QUOTED,
            Part.BEYOND_ASCII,
            Part.DECIMAL),

    /** As SQLite reads it: a comment without an end ends with all of the text ("Comments" in its manual). */
    SQLITE(
            Part.NONE,
            "--[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)",
            "[xX]'[0-9a-fA-F]*+'|" + Part.STRING,
            Part.DOUBLE_QUOTED + "|" + Part.BACKQUOTED + "|\\[[^\\]]*+\\]",
            Part.BEYOND_ASCII,
            "0[xX][0-9a-fA-F_]++|(?:\\d[\\d_]*+\\.?[\\d_]*+|\\.\\d[\\d_]*+)(?:[eE][+-]?\\d[\\d_]*+)?"),

    /**
     * As MySQL and MariaDB read it: what stands between {@code /*!} and its end is run, and a backslash takes the next
     * character with it.
     */
    MYSQL(
            "/\\*M?!\\d*+|\\*/",
            "--[^\\n]*+|#[^\\n]*+|" + Part.BLOCK,
            Part.ESCAPED,
            "\"(?:[^\"\\\\]++|\"\"|\\\\(?s:.))*+\"|" + Part.BACKQUOTED,
            Part.BEYOND_ASCII,
            Part.DECIMAL);

    private final Pattern tokens;

    /** Regular expressions; those for the two kinds that are not among them are the same everywhere. */
    SqlSyntax(String condition, String comment, String text, String name, String word, String number) {
        tokens = Pattern.compile("(?<CONDITION>" + condition + ")|(?<COMMENT>" + comment + ")|(?<TEXT>" + text
                + ")|(?<NAME>" + name + ")|(?<WORD>" + word + ")|(?<NUMBER>" + number
                + ")|(?<BLANK>\\s++)|(?<SIGN>(?s:.))");
    }

    /** The pieces of {@code sql}, one after the other and without gaps. */
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

    /** Possessive ({@code *+}), since a group that is repeated calls itself otherwise: a long text has too many parts. */
    private static final class Part {
        static final String NONE = "(?!)";
        static final String BLOCK = "/\\*(?s:.*?)\\*/";
        static final String STRING = "'(?:[^']++|'')*+'";
        static final String ESCAPED = "'(?:[^'\\\\]++|''|\\\\(?s:.))*+'";
        static final String DOUBLE_QUOTED = "\"(?:[^\"]++|\"\")*+\"";
        static final String BACKQUOTED = "`(?:[^`]++|``)*+`";
        static final String LETTERS = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_$]*+";
        static final String BEYOND_ASCII = "[\\p{L}_\\x{80}-\\x{10FFFF}][\\p{L}\\p{N}_$\\x{80}-\\x{10FFFF}]*+";
        static final String DECIMAL = "(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?";
    }
}
