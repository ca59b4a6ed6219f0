package dev.qorm.schema;

/**
 * A token of SQL.
 *
 * @param kind its kind
 * @param text its text as written in the SQL, including quotes
 * @param start its position in the SQL
 */
public record SqlToken(Kind kind, String text, int start) {
    /** The kinds of tokens, in the order in which they are tried: the first that matches is the kind. */
    public enum Kind {
        /** The start or the end of a comment whose content is executed: {@code /*!50700}. */
        CONDITION,
        /** A comment, which is ignored. */
        COMMENT,
        /** A text in quotes, or between dollar signs. */
        TEXT,
        /** A quoted name. */
        NAME,
        /** An unquoted name or a keyword. */
        WORD,
        /** A number without a sign. */
        NUMBER,
        /** A sequence of blanks and line breaks. */
        BLANK,
        /** Any other character, including a quote that is never closed. */
        SIGN
    }

    /** Returns the position after its end in the SQL. */
    public int end() {
        return start + text.length();
    }

    /** Whether it is a blank or a comment, which only separates other tokens. */
    public boolean isBetween() {
        return kind == Kind.BLANK || kind == Kind.COMMENT;
    }

    /** Whether it is this sign. */
    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}
