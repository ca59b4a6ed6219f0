package dev.qorm.migration;

import java.util.Optional;

/**
 * The name of a migration: {@code Migration0001}. Ordered by number.
 *
 * @param number from 1; a smaller one throws an {@link IllegalArgumentException}
 */
public record MigrationId(int number) implements Comparable<MigrationId> {
    private static final String PREFIX = "Migration";
    private static final String ZEROS = "0000";
    private static final int MAX_DIGITS = 9;

    public MigrationId {
        if (number < 1) {
            throw new IllegalArgumentException("migrations are numbered from 1, not " + number);
        }
    }

    /** The id that {@code name}, the simple name of a class, stands for; empty when it is not that of a migration. */
    public static Optional<MigrationId> parse(String name) {
        var digits = name.length() - PREFIX.length();
        if (!name.startsWith(PREFIX) || digits < ZEROS.length() || digits > MAX_DIGITS) {
            return Optional.empty();
        }
        var number = 0;
        for (var i = PREFIX.length(); i < name.length(); i++) {
            var digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            number = number * 10 + digit;
        }
        var isShortest = digits == ZEROS.length() || name.charAt(PREFIX.length()) != '0';
        return number > 0 && isShortest ? Optional.of(new MigrationId(number)) : Optional.empty();
    }

    /** The id after this one. */
    public MigrationId next() {
        return new MigrationId(number + 1);
    }

    @Override
    public int compareTo(MigrationId other) {
        return Integer.compare(number, other.number);
    }

    /** The simple name of the class, four digits or more. */
    @Override
    public String toString() {
        var digits = Integer.toString(number);
        return PREFIX + ZEROS.substring(Math.min(digits.length(), ZEROS.length())) + digits;
    }
}
