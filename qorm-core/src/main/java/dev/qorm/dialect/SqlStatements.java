package dev.qorm.dialect;

import dev.qorm.schema.SqlToken;
import dev.qorm.schema.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits SQL of the user into statements like the database does, without comments. */
public final class SqlStatements {
    /** Statements that contain others, which run at another time or end no transaction. */
    private static final Pattern PROGRAM = Pattern.compile("(?i)create\\s+(?:or\\s+replace\\s+)?"
            + "(?:(?:temp|temporary|constraint|aggregate|definer\\s*=\\s*\\S+)\\s+)*(?:trigger|procedure|function|event|package)\\b"
            + "|begin\\s+not\\s+atomic\\b");

    private SqlStatements() {}

    /**
     * Returns the statements in order; a stored program or a block is the last one, and is cut at its first semicolon.
     */
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

    /** Whether the statements of {@code sql} contain a stored program or a block. */
    public static boolean haveProgram(String sql, Dialect dialect) {
        return of(sql, dialect).stream().anyMatch(SqlStatements::isProgram);
    }

    private static boolean isRead(SqlToken token) {
        return token.kind() != Kind.COMMENT && token.kind() != Kind.CONDITION;
    }

    private static boolean isProgram(String statement) {
        return PROGRAM.matcher(statement).lookingAt();
    }

    /** Moves what was read to the statements, unless it is empty. */
    private static boolean add(List<String> statements, StringBuilder read) {
        var statement = read.toString().strip();
        read.setLength(0);
        return !statement.isEmpty() && statements.add(statement);
    }
}
