package dev.qorm.dialect;

import java.util.regex.Pattern;

/**
 * Finds statements of the user that must not be used because they would end the transaction in which a migration
 * records what is done.
 */
public final class Transactions {
    /** A block of statements has a similar beginning, and a rollback to a savepoint ends nothing. */
    private static final Pattern BEGIN_OR_END = Pattern.compile(
            "(?is)(?:abort|begin(?!\\s+not\\s+atomic)|commit|end|prepare\\s+transaction"
                    + "|rollback(?!\\s+(?:(?:work|transaction)\\s+)?to\\b)|start\\s+transaction|xa|set\\b.*\\bautocommit)\\b");

    private Transactions() {}

    /** Whether a statement of {@code sql} begins or ends a transaction. */
    public static boolean beginOrEndBy(String sql, Dialect dialect) {
        return SqlStatements.of(sql, dialect).stream()
                .anyMatch(statement -> BEGIN_OR_END.matcher(statement).lookingAt());
    }
}
