package dev.qorm.schema;

/**
 * A piece of SQL.
 *
 * @param kind what it is
 * @param text as it stands in the SQL, with its quotes
 * @param start where it begins in the SQL
 */
public record SqlToken(Kind kind, String text, int start) {
    /** What a piece of SQL can be. In the order in which they are tried: the first that fits is the kind. */
    public enum Kind {
        /** The beginning or the end of a comment that is run: {@code /*!50700}. */
        CONDITION,
        /** What is not read. */
        COMMENT,
        /** A text in quotes, or between dollars. */
        TEXT,
        /** A name in quotes. */
        NAME,
        /** A name or a keyword. */
        WORD,
        /** A number without a sign. */
        NUMBER,
        /** All blanks and ends of lines that stand together. */
        BLANK,
        /** Any other character; a quote that does not end among them. */
        SIGN
    }

    /** Where it ends in the SQL. */
    public int end() {
        return start + text.length();
    }

    /** Whether it is a blank or a comment, which only sets others apart. */
    public boolean isBetween() {
        return kind == Kind.BLANK || kind == Kind.COMMENT;
    }

    /** Whether it is this sign. */
    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}
