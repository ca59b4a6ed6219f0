package dev.qorm.dialect;

/**
 * Rounds floating-point numbers that become integers like decimals, with halves away from zero. By default, some
 * databases round halves to the even number, and H2 rounds them up.
 */
final class Rounding {
    private Rounding() {}

    /** Returns the value of {@code column} with halves rounded; {@code whole} is its whole part in SQL. */
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
