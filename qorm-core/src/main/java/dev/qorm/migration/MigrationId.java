package dev.qorm.migration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a migration: {@code Migration0001}. Ordered by number.
 *
 * @param number from 1
 */
public record MigrationId(int number) implements Comparable<MigrationId> {
    private static final String ZEROS = "0000";
    private static final Pattern NAME = Pattern.compile("Migration(\\d{4,9})");

    public MigrationId {
        if (number < 1) {
            throw new IllegalArgumentException("migrations are numbered from 1, not " + number);
        }
    }

    /** The id that {@code name}, the simple name of a class, stands for; empty when it is not that of a migration. */
    public static Optional<MigrationId> parse(String name) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = Integer.parseInt(matcher.group(1));
        return number > 0 && new MigrationId(number).toString().equals(name)
                ? Optional.of(new MigrationId(number))
                : Optional.empty();
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
        return "Migration" + ZEROS.substring(Math.min(digits.length(), ZEROS.length())) + digits;
    }
}
