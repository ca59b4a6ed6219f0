package dev.qorm.dialect;

import dev.qorm.schema.SqlToken;
import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of a text that a person wrote, as the database takes it apart: without comments. */
public final class SqlStatements {
    /** What has statements inside that run another time, or end no transaction. */
    private static final Pattern PROGRAM = Pattern.compile("(?i)create\\s+(?:or\\s+replace\\s+)?"
            + "(?:(?:temp|temporary|constraint|aggregate|definer\\s*=\\s*\\S+)\\s+)*(?:trigger|procedure|function|event|package)\\b"
            + "|begin\\s+not\\s+atomic\\b");

    private SqlStatements() {}

    /** One after the other; a stored program, or a block, is the last, and cut at its first semicolon. */
    public static List<String> of(String sql, Dialect dialect) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        for (var token : dialect.syntax().cut(sql)) {
            if (!token.isSign(";")) {
                statement.append(isRead(token) ? token.text() : " ");
            } else if (add(statements, statement) && isProgram(statements.get(statements.size() - 1))) {
                return statements;
            }
        }
        add(statements, statement);
        return statements;
    }

    /** Whether there is a stored program, or a block, among the statements of {@code sql}. */
    public static boolean haveProgram(String sql, Dialect dialect) {
        return of(sql, dialect).stream().anyMatch(SqlStatements::isProgram);
    }

    private static boolean isRead(SqlToken token) {
        return token.kind() != Kind.COMMENT && token.kind() != Kind.CONDITION;
    }

    private static boolean isProgram(String statement) {
        return PROGRAM.matcher(statement).lookingAt();
    }

    /** Moves what was read, unless that is nothing. */
    private static boolean add(List<String> statements, StringBuilder read) {
        var statement = read.toString().strip();
        read.setLength(0);
        return !statement.isEmpty() && statements.add(statement);
    }
}
