package dev.qorm.dialect;

/**
 * Normalizes dates and times of SQLite to existing ones: {@code 2026-02-30} and {@code 24:00:00} become the next day.
 * Without a modifier, even one that changes nothing, SQLite returns that date as it is written (seen in 3.44), and that
 * time, too (seen in 3.53).
 */
final class SqliteTimes {
    private SqliteTimes() {}

    static String date(String text) {
        return "date(" + text + ", '+0 days')";
    }

    static String time(String text) {
        return "time(" + text + ", '+0 days')";
    }

    static String dateTime(String text) {
        return "datetime(" + text + ", '+0 days')";
    }
}
