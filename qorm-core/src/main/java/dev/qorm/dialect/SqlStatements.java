package dev.qorm.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of a text that a person wrote, as the database takes it apart: without comments. */
public final class SqlStatements {
    private static final String COMMENT = "--[^\\n]*+|/\\*(?s:.*?)\\*/";
    private static final String QUOTED = "'(?:[^']++|'')*+'|\"(?:[^\"]++|\"\")*+\"|`[^`]*+`";
    private static final String ELSE = "|(?<end>;)|\\w[\\w$]*+|\\s++|(?s:.)";

    private static final Pattern H2 =
            Pattern.compile("(?<comment>" + COMMENT + "|//[^\\n]*+)|" + QUOTED + "|\\$\\$(?s:.*?)\\$\\$" + ELSE);

    private static final Pattern POSTGRESQL = Pattern.compile("(?<comment>" + COMMENT
            + ")|[eE]'(?:[^'\\\\]++|''|\\\\(?s:.))*+'|" + QUOTED + "|\\$(?<tag>\\w*+)\\$(?s:.*?)\\$\\k<tag>\\$" + ELSE);

    private static final Pattern SQLITE =
            Pattern.compile("(?<comment>" + COMMENT + ")|" + QUOTED + "|\\[[^\\]]*+\\]" + ELSE);

    /** What stands between {@code /*!} and its end is run, and a backslash takes the next character with it. */
    private static final Pattern MYSQL = Pattern.compile("(?<comment>/\\*M?!\\d*+|\\*/|#[^\\n]*+|" + COMMENT
            + ")|'(?:[^'\\\\]++|''|\\\\(?s:.))*+'|\"(?:[^\"\\\\]++|\"\"|\\\\(?s:.))*+\"|`[^`]*+`" + ELSE);

    /** What has statements inside that run another time, or end no transaction. */
    private static final Pattern PROGRAM = Pattern.compile("(?i)create\\s+(?:or\\s+replace\\s+)?"
            + "(?:(?:temp|temporary|constraint|aggregate|definer\\s*=\\s*\\S+)\\s+)*(?:trigger|procedure|function|event|package)\\b"
            + "|begin\\s+not\\s+atomic\\b");

    private SqlStatements() {}

    /** One after the other; a stored program, or a block, is the last, and cut at its first semicolon. */
    public static List<String> of(String sql, Dialect dialect) {
        var statements = new ArrayList<String>();
        var statement = new StringBuilder();
        var tokens = tokens(dialect).matcher(sql);
        while (tokens.find()) {
            if (tokens.group("end") == null) {
                statement.append(tokens.group("comment") == null ? tokens.group() : " ");
            } else if (add(statements, statement) && isProgram(statements.get(statements.size() - 1))) {
                return statements;
            }
        }
        add(statements, statement);
        return statements;
    }

    private static Pattern tokens(Dialect dialect) {
        return switch (dialect) {
            case H2 -> H2;
            case POSTGRESQL -> POSTGRESQL;
            case SQLITE -> SQLITE;
            case MARIADB, MYSQL -> MYSQL;
        };
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
