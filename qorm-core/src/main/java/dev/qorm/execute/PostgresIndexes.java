package dev.qorm.execute;

import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.Operation;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that are built and dropped concurrently, as PostgreSQL's catalogue has them: what a run that was stopped has
 * done, and what it has left half done, is to be seen there ("Building Indexes Concurrently" in its manual).
 */
final class PostgresIndexes {
    /**
     * Who builds an index concurrently has this lock of its table all the time, and whoever would drop the index meanwhile waits
     * for it; the one who builds may be waiting for that one, in turn. All may see who is at work; what on, only the user himself.
     */
    private static final String QUERY = """
            select x.indisvalid, 'drop index concurrently ' || x.indexrelid::regclass,
              (select min(l.pid) from pg_locks l join pg_stat_progress_create_index p on p.pid = l.pid
               where l.locktype = 'relation' and l.relation = x.indrelid and l.mode = 'ShareUpdateExclusiveLock' and l.granted
                 and l.database = (select oid from pg_database where datname = current_database())
                 and l.pid <> pg_backend_pid())
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            where i.relnamespace = quote_ident(current_schema())::regnamespace and i.relname = ? and t.relname = ?
            """;

    private final Sql sql;

    PostgresIndexes(Sql sql) {
        this.sql = sql;
    }

    /**
     * An index that is there.
     *
     * @param isValid false where building or dropping it was not finished: it costs time and serves nobody
     * @param drop the statement that drops it
     */
    record Found(boolean isValid, String drop) {}

    /**
     * The index that {@code operation} creates or drops; null when its table has none of that name.
     *
     * @throws ExecutionException when it is invalid since somebody else is at work on it
     */
    @Nullable
    Found find(Operation operation) throws SQLException {
        return operation instanceof CreateIndex create
                ? find(create.index().name(), create.table())
                : find(((DropIndex) operation).index().name(), ((DropIndex) operation).table());
    }

    private @Nullable Found find(String index, String table) throws SQLException {
        var found = sql.query(
                QUERY,
                row -> {
                    var builder = row.getString(3);
                    if (builder != null && !row.getBoolean(1)) {
                        throw atWork(index, table, builder);
                    }
                    return new Found(row.getBoolean(1), row.getString(2));
                },
                index,
                table);
        return found.isEmpty() ? null : found.get(0);
    }

    private static ExecutionException atWork(String index, String table, String builder) {
        return ExecutionException.contradiction("the index " + index + " of " + table
                + " is invalid, and the server process " + builder + " is building an index of " + table
                + " concurrently: this one, perhaps. Wait until that is done, and run the goal again");
    }

    /** Whether the effect of {@code operation} is there, all of it. */
    boolean isDone(Operation operation) throws SQLException {
        return isDone(operation, find(operation));
    }

    /** The same, of what {@link #find} found. */
    static boolean isDone(Operation operation, @Nullable Found found) {
        return operation instanceof CreateIndex ? found != null && found.isValid : found == null;
    }
}
