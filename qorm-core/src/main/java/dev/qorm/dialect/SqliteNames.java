package dev.qorm.dialect;

/** The names that tables of SQLite have for a moment. */
public final class SqliteNames {
    private SqliteNames() {}

    /** What is to take the place of {@code table}, until that is dropped. */
    public static String temporary(String table) {
        return "qorm_new_" + table;
    }
}
