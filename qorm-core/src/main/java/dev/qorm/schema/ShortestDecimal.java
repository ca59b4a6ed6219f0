package dev.qorm.schema;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * The texts of floating-point numbers as {@link Double#toString(double)} and {@link Float#toString(float)} give them from
 * Java 19 on: with no more digits than tell the number from others. Java 17 has one digit too many here and there
 * (JDK-4511638), and a checksum must not change with the JVM.
 */
public final class ShortestDecimal {
    private static final int DIGITS_OF_FLOAT = 9;
    private static final int DIGITS_OF_DOUBLE = 17;

    private ShortestDecimal() {}

    /** @param number finite */
    public static String of(double number) {
        return number == 0
                ? Double.toString(number)
                : text(new BigDecimal(number), DIGITS_OF_DOUBLE, decimal -> decimal.doubleValue() == number);
    }

    /** @param number finite */
    public static String of(float number) {
        return number == 0
                ? Float.toString(number)
                : text(new BigDecimal(number), DIGITS_OF_FLOAT, decimal -> decimal.floatValue() == number);
    }

    private static String text(BigDecimal exact, int mostDigits, Predicate<BigDecimal> isSame) {
        var digits = 2;
        while (digits < mostDigits && !isSame.test(rounded(exact, digits))) {
            digits++;
        }
        return text(rounded(exact, digits).stripTrailingZeros());
    }

    /** Of two that are as near, the even one. */
    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** In the form that is fixed since Java 1.0. */
    private static String text(BigDecimal decimal) {
        var exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= -3 && exponent < 7) {
            return decimal.setScale(Math.max(1, decimal.scale())).toPlainString();
        }
        var digits = decimal.unscaledValue().abs().toString();
        return (decimal.signum() < 0 ? "-" : "") + digits.charAt(0) + "."
                + (digits.length() == 1 ? "0" : digits.substring(1)) + "E" + exponent;
    }
}
