package dev.qorm.dialect;

/**
 * A floating-point number that becomes an integer is rounded as decimals are, halves away from zero. Left alone, some
 * databases round them to the even number, and H2 up.
 */
final class Rounding {
    private Rounding() {}

    /** The value of {@code column}, but halves rounded; {@code whole} is its whole part in SQL. */
    static String ofHalves(String column, String whole) {
        return "case when " + isHalf(column, whole) + " then " + rounded(column, whole) + " else " + column + " end";
    }

    static String isHalf(String column, String whole) {
        return "abs(" + column + " - " + whole + ") = 0.5";
    }

    static String rounded(String column, String whole) {
        return whole + " + sign(" + column + ")";
    }
}
