package dev.qorm.execute;

import java.sql.SQLException;

/**
 * The lock on MySQL and MariaDB ("Locking Functions" in MySQL's manual). Such locks apply to the whole server, so its
 * name is made of the names of the database and the history table.
 */
final class NamedLock extends SessionLock {
    private final String name;

    NamedLock(HistoryTables tables, Sql sql) {
        super(sql);
        this.name = "concat('qorm:', sha1(concat(database(), '.', '" + tables.history() + "')))";
    }

    @Override
    String acquisition() {
        return "select get_lock(" + name + ", 0)";
    }

    @Override
    String release() {
        return "select release_lock(" + name + ")";
    }

    @Override
    String holder() throws SQLException {
        var holders = sql.query(
                "select p.id, p.user, p.host from information_schema.processlist p where p.id = is_used_lock(" + name
                        + ")",
                row -> "server connection " + row.getLong(1) + " (" + row.getString(2) + ") from " + row.getString(3));
        return holders.isEmpty() ? "a session that has just ended, or that this user may not see" : holders.get(0);
    }
}
