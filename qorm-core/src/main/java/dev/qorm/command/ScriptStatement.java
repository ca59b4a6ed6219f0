package dev.qorm.command;

import java.util.regex.Pattern;

/** A statement in a script: with a semicolon where it ends, unless it brings one, and never inside a comment. */
final class ScriptStatement {
    /** Parts of SQL inside which a semicolon ends nothing, then any other character. */
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*+|/\\*.*?\\*/|'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|`[^`]*+`|\\$(\\w*)\\$.*?\\$\\1\\$|\\s++|.",
            Pattern.DOTALL);

    private static final Pattern STORED_PROGRAM = Pattern.compile(
            "\\A(?:--[^\\n]*+|#[^\\n]*+|/\\*.*?\\*/|\\s++)*+(?:create\\s+(?:or\\s+replace\\s+)?(?:definer\\s*=\\s*\\S+\\s+)?"
                    + "(?:aggregate\\s+)?(?:trigger|procedure|function|event)\\b|begin\\s+not\\s+atomic\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ScriptStatement() {}

    /**
     * The shells of MySQL and MariaDB end a statement at the first semicolon, unless they are told of another end ("Defining
     * Stored Programs" in MySQL's manual).
     */
    static String ofMySql(String sql) {
        var text = of(sql);
        if (!STORED_PROGRAM.matcher(text).find() || semicolons(text) < 2) {
            return text;
        }
        var end = text.contains("//") ? "$$" : "//";
        return "delimiter " + end + "\n" + text + "\n" + end + "\ndelimiter ;";
    }

    private static long semicolons(String text) {
        return TOKEN.matcher(text)
                .results()
                .filter(token -> token.group().equals(";"))
                .count();
    }

    static String of(String sql) {
        var text = sql.stripTrailing();
        if (endsWithSemicolon(text)) {
            return text;
        }
        // Behind a comment that lasts until the end of the line a semicolon would be a part of it.
        var lastLine = text.substring(text.lastIndexOf('\n') + 1);
        return text + (lastLine.contains("--") || lastLine.contains("#") ? "\n;" : ";");
    }

    private static boolean endsWithSemicolon(String text) {
        var last = "";
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            var token = tokens.group();
            if (!token.isBlank() && !token.startsWith("--") && !token.startsWith("/*")) {
                last = token;
            }
        }
        return last.equals(";");
    }
}
