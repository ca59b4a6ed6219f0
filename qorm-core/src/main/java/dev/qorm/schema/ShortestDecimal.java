package dev.qorm.schema;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Formats floating-point numbers as {@link Double#toString(double)} and {@link Float#toString(float)} do from Java 19
 * on: with no more digits than needed to distinguish a number from its neighbours. Java 17 sometimes writes one digit
 * too many (JDK-4511638), and a checksum must not depend on the JVM.
 */
public final class ShortestDecimal {
    private static final int DIGITS_OF_FLOAT = 9;
    private static final int DIGITS_OF_DOUBLE = 17;

    private ShortestDecimal() {}

    /** @param number a finite number */
    public static String of(double number) {
        return number == 0
                ? Double.toString(number)
                : text(new BigDecimal(number), DIGITS_OF_DOUBLE, decimal -> decimal.doubleValue() == number);
    }

    /** @param number a finite number */
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

    /** Of two equally near decimals, chooses the even one. */
    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** Formats the number as Java has done since 1.0. */
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
