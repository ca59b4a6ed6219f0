package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.SqlText;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The copies of tables that H2 leaves behind. It changes a table by creating a copy with its rows and keys, which
 * finally replaces the table. If the statement is refused in between, or the process is killed, the copy may remain,
 * and the foreign keys that refer to it then apply to the rows of other tables. Its name consists of the table's name,
 * {@code _COPY_}, the number of the session and another number.
 */
final class H2Copies {
    private static final Pattern NAME = Pattern.compile("(.+)_COPY_(\\d+)_\\d+");

    private final Sql sql;
    private final boolean isH2;
    /**
     * The tables with names like copies of this session that existed before it changed anything; null until they are
     * read.
     */
    private @Nullable Set<String> before;

    H2Copies(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.isH2 = dialect == Dialect.H2;
    }

    /** Must be called before the first statement that may leave a copy. */
    void remember() throws SQLException {
        if (isH2 && before == null) {
            before = new HashSet<>(ofThisSession());
        }
    }

    /** Drops the copies that refused statements of this session have left. */
    void dropOfThisSession() throws SQLException {
        if (isH2 && before != null) {
            for (var copy : ofThisSession()) {
                if (!before.contains(copy)) {
                    drop(copy);
                }
            }
        }
    }

    /**
     * Drops the copies left by a run that was killed while it changed one of the tables: a copy without rows, or one
     * with a key that is named after a key of the table. Any other was created by hand, or is what remains of a table
     * that no longer exists.
     */
    void dropOfStoppedRun(List<Operation> operations) throws SQLException {
        if (!isH2) {
            return;
        }
        var tables = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var operation : operations) {
            for (var each : operation.inDetail()) {
                if (each instanceof TableOperation change) {
                    tables.add(change.table());
                } else if (each instanceof RenameTable rename) {
                    tables.add(rename.from());
                }
            }
        }
        for (var copy : named()) {
            var name = NAME.matcher(copy);
            if (name.matches()
                    && tables.contains(name.group(1))
                    && isThere(name.group(1))
                    && (isEmpty(copy) || hasKeyOfTable(copy))) {
                drop(copy);
            }
        }
    }

    private List<String> ofThisSession() throws SQLException {
        var session = sql.query("select session_id()", row -> row.getString(1)).get(0);
        return named().stream()
                .filter(copy -> {
                    var name = NAME.matcher(copy);
                    return name.matches() && name.group(2).equals(session);
                })
                .toList();
    }

    private List<String> named() throws SQLException {
        return sql.query(
                "select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = current_schema"
                        + " and TABLE_TYPE = 'BASE TABLE' and TABLE_NAME like '%COPY%'",
                row -> row.getString(1));
    }

    private boolean isThere(String table) throws SQLException {
        return !sql.query(
                        "select 1 from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = current_schema and TABLE_NAME = ?",
                        row -> 1,
                        table)
                .isEmpty();
    }

    private boolean isEmpty(String copy) throws SQLException {
        return sql.query("select 1 from " + SqlText.quoted(copy) + " fetch first row only", row -> 1)
                .isEmpty();
    }

    private boolean hasKeyOfTable(String copy) throws SQLException {
        return !sql.query(
                        "select 1 from INFORMATION_SCHEMA.TABLE_CONSTRAINTS c where c.TABLE_SCHEMA = current_schema"
                                + " and c.TABLE_NAME = ? and exists (select 1 from INFORMATION_SCHEMA.TABLE_CONSTRAINTS o"
                                + " where o.TABLE_SCHEMA = c.TABLE_SCHEMA"
                                + " and c.CONSTRAINT_NAME = c.TABLE_NAME || '_' || o.CONSTRAINT_NAME)",
                        row -> 1,
                        copy)
                .isEmpty();
    }

    private void drop(String copy) throws SQLException {
        // Not with CASCADE, which would drop views, too.
        for (var alter : sql.query(
                "select r.CONSTRAINT_NAME, c.TABLE_NAME, c.TABLE_SCHEMA from INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r"
                        + " join INFORMATION_SCHEMA.TABLE_CONSTRAINTS c on c.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA"
                        + " and c.CONSTRAINT_NAME = r.CONSTRAINT_NAME"
                        + " join INFORMATION_SCHEMA.TABLE_CONSTRAINTS k on k.CONSTRAINT_SCHEMA ="
                        + " r.UNIQUE_CONSTRAINT_SCHEMA and k.CONSTRAINT_NAME = r.UNIQUE_CONSTRAINT_NAME"
                        + " where k.TABLE_SCHEMA = current_schema and k.TABLE_NAME = ? and c.TABLE_NAME <> k.TABLE_NAME",
                row -> "alter table " + SqlText.quoted(row.getString(3)) + "." + SqlText.quoted(row.getString(2))
                        + " drop constraint " + SqlText.quoted(row.getString(1)),
                copy)) {
            sql.execute(alter);
        }
        sql.execute("drop table " + SqlText.quoted(copy));
    }
}
