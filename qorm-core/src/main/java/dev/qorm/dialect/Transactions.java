package dev.qorm.dialect;

import java.util.regex.Pattern;

/** What a person's statement must not do to the transaction in which a migration records what is done. */
public final class Transactions {
    /** A block of statements begins alike, and a rollback to a savepoint ends nothing. */
    private static final Pattern BEGIN_OR_END = Pattern.compile("(?i)(?:\\s|;|--[^\\n]*+|/\\*(?!M?!)(?s:.*?)\\*/)*+"
            + "(?:abort|begin(?!\\s+not\\s+atomic)|commit|end|prepare\\s+transaction"
            + "|rollback(?!\\s+(?:(?:work|transaction)\\s+)?to\\b)|start\\s+transaction)\\b");

    private Transactions() {}

    /** Whether {@code sql} begins or ends a transaction. */
    public static boolean beginOrEndBy(String sql) {
        return BEGIN_OR_END.matcher(sql).lookingAt();
    }
}
