package dev.qorm.command;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.SqlStatements;
import dev.qorm.schema.SqlToken;
import dev.qorm.schema.SqlToken.Kind;
import java.util.List;

/** A statement in a script: it ends with a semicolon, which is added if missing, and never inside a comment. */
final class ScriptStatement {
    private ScriptStatement() {}

    /** Returns the statement as the shell of {@code dialect} accepts it. */
    static String of(String sql, Dialect dialect) {
        var text = sql.stripTrailing();
        var tokens = dialect.syntax().cut(text);
        if (!endsWithSemicolon(tokens)) {
            // After a comment that extends to the end of the line, a semicolon would be part of the comment.
            text += endsWithLineComment(tokens) ? "\n;" : ";";
        }
        return dialect.isMySqlFamily() && SqlStatements.haveProgram(text, dialect) ? ofProgram(text, dialect) : text;
    }

    /**
     * The shells of MySQL and MariaDB end a statement at the first semicolon, unless another delimiter is set
     * ("Defining Stored Programs" in MySQL's manual).
     */
    private static String ofProgram(String text, Dialect dialect) {
        var semicolons = dialect.syntax().cut(text).stream().filter(token -> token.isSign(";"));
        if (semicolons.count() < 2) {
            return text;
        }
        var end = text.contains("//") ? "$$" : "//";
        return "delimiter " + end + "\n" + text + "\n" + end + "\ndelimiter ;";
    }

    private static boolean endsWithSemicolon(List<SqlToken> tokens) {
        var read = tokens.stream().filter(token -> !token.isBetween()).toList();
        return !read.isEmpty() && read.get(read.size() - 1).isSign(";");
    }

    private static boolean endsWithLineComment(List<SqlToken> tokens) {
        var last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        return last != null && last.kind() == Kind.COMMENT && !last.text().startsWith("/*");
    }
}
