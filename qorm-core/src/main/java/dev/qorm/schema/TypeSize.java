package dev.qorm.schema;

/** How much space the values of a type need and offer. */
final class TypeSize {
    static final int UNLIMITED = Integer.MAX_VALUE;

    private TypeSize() {}

    /** Returns the maximum number of characters of a value of {@code type} as a text. */
    static int spelled(ColumnType type) {
        if (type instanceof ColumnType.Varchar varchar) {
            return varchar.length();
        }
        if (type instanceof ColumnType.Char character) {
            return character.length();
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return enumeration.values().stream().mapToInt(String::length).max().orElseThrow();
        }
        return switch (TypeFamily.of(type)) {
            case BOOL -> "false".length();
            case INTEGER -> 1 + integerDigits(type);
            case FRACTION ->
                type instanceof ColumnType.Decimal decimal
                        ? "-0.".length() + decimal.precision()
                        : "-2.2250738585072014E-308".length();
            case DATE -> "2000-01-01".length();
            case TIME -> "00:00:00".length() + fraction(type);
            case TIMESTAMP -> "2000-01-01 00:00:00".length() + fraction(type);
            case INSTANT -> "2000-01-01 00:00:00+00:00".length() + fraction(type);
            case UUID -> 36;
            case TEXT, ENUMERATION, JSON, BYTES, NATIVE -> UNLIMITED;
        };
    }

    private static int fraction(ColumnType type) {
        var digits = scale(type);
        return digits == 0 ? 0 : 1 + digits;
    }

    /** Returns the maximum number of bytes of a value of {@code type}. */
    static int bytes(ColumnType type) {
        return type instanceof ColumnType.Binary binary ? binary.length() : UNLIMITED;
    }

    /** Returns the maximum number of digits before the point of an integer or a decimal. */
    static int integerDigits(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal.precision() - decimal.scale();
        }
        if (type instanceof ColumnType.SmallInt) {
            return 5;
        }
        return type instanceof ColumnType.Int ? 10 : 19;
    }

    /**
     * Returns the number of digits after the point of an exact number, or of the seconds of a time; 0 for all other
     * types.
     */
    static int scale(ColumnType type) {
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal.scale();
        }
        if (type instanceof ColumnType.Time time) {
            return time.precision();
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return timestamp.precision();
        }
        return type instanceof ColumnType.TimestampWithTimeZone instant ? instant.precision() : 0;
    }
}
