package dev.qorm.migration;

import java.util.Collection;
import java.util.Optional;

/**
 * The name of a migration: {@code Migration0001}, or {@code Migration0001To0050} for a squash of the first fifty.
 * Ordered by number.
 *
 * @param number from 1; a smaller one throws an {@link IllegalArgumentException}
 * @param isSquash whether it replaces all migrations up to that number
 */
public record MigrationId(int number, boolean isSquash) implements Comparable<MigrationId> {
    private static final String PREFIX = "Migration";
    private static final String ZEROS = "0000";
    private static final String SQUASH_PREFIX = PREFIX + "0001To";
    private static final int MAX_DIGITS = 9;

    public MigrationId {
        if (number < 1) {
            throw new IllegalArgumentException("migrations are numbered from 1, not " + number);
        }
    }

    /** Creates the id of a migration that is not a squash. */
    public MigrationId(int number) {
        this(number, false);
    }

    /** Returns the id for {@code name}, the simple name of a class; empty if it is not the name of a migration. */
    public static Optional<MigrationId> parse(String name) {
        return name.startsWith(SQUASH_PREFIX) ? parse(name, SQUASH_PREFIX, true) : parse(name, PREFIX, false);
    }

    private static Optional<MigrationId> parse(String name, String prefix, boolean isSquash) {
        var digits = name.length() - prefix.length();
        if (!name.startsWith(prefix) || digits < ZEROS.length() || digits > MAX_DIGITS) {
            return Optional.empty();
        }
        var number = 0;
        for (var i = prefix.length(); i < name.length(); i++) {
            var digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            number = number * 10 + digit;
        }
        var isShortest = digits == ZEROS.length() || name.charAt(prefix.length()) != '0';
        return number > 0 && isShortest ? Optional.of(new MigrationId(number, isSquash)) : Optional.empty();
    }

    /** Returns the id of the squash of all migrations up to this one. */
    public MigrationId squash() {
        return new MigrationId(number, true);
    }

    /** Returns the last migration that this squash replaces; for a migration that is not a squash, itself. */
    public MigrationId last() {
        return new MigrationId(number);
    }

    /** Whether no migration is applied before this one: a squash replaces all of those. */
    public boolean isFirst() {
        return isSquash || number == 1;
    }

    /** Returns the id after this one. */
    public MigrationId next() {
        return new MigrationId(number + 1);
    }

    /** Whether {@code ids} include all migrations that this squash replaces. */
    public boolean standsFor(Collection<MigrationId> ids) {
        var reached = 0;
        for (var id : ids.stream().sorted().toList()) {
            if (id.number <= number && (id.number == reached + 1 || id.isSquash)) {
                reached = id.number;
            }
        }
        return isSquash && reached == number && !ids.contains(this);
    }

    @Override
    public int compareTo(MigrationId other) {
        var byNumber = Integer.compare(number, other.number);
        return byNumber == 0 ? Boolean.compare(isSquash, other.isSquash) : byNumber;
    }

    /** Returns the simple name of the class; numbers have four digits or more. */
    @Override
    public String toString() {
        var digits = Integer.toString(number);
        return (isSquash ? SQUASH_PREFIX : PREFIX)
                + ZEROS.substring(Math.min(digits.length(), ZEROS.length()))
                + digits;
    }
}
