package dev.qorm.dialect;

/** The temporary names of tables on SQLite. */
public final class SqliteNames {
    private SqliteNames() {}

    /** Returns the name of the table that replaces {@code table}, until that is dropped. */
    public static String temporary(String table) {
        return "qorm_new_" + table;
    }
}
