package dev.qorm.execute;

import dev.qorm.dialect.PostgresNotNull;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.Statement;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.schema.Index;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far an operation got that PostgreSQL executes outside a transaction. Its catalog shows what a stopped run has
 * done, and what it has left half done ("Building Indexes Concurrently" and {@code pg_constraint} in its manual).
 *
 * @param stage how many of its statements took effect
 * @param left how many of the last ones still have to run if it is half done
 * @param removal the statement that removes what is half done, or null if nothing is
 */
record ConcurrentProgress(Stage stage, int left, @Nullable String removal) {
    /** How many of the statements of an operation took effect. */
    enum Stage {
        NONE,
        /** Some of them, or one that is done only in part. */
        HALF,
        ALL
    }

    private record Found(boolean isValid, String drop) {}

    private ConcurrentProgress(Stage stage, @Nullable String removal) {
        this(stage, stage == Stage.HALF ? 1 : 0, removal);
    }

    private static final String CURRENT_SCHEMA = " = quote_ident(current_schema())::regnamespace ";

    /**
     * Whoever builds an index concurrently holds this lock on its table all the time. Whoever drops the index meanwhile
     * waits for the lock, while the builder may be waiting for the one who drops. Every user can see that an index is
     * being built, but only the user who builds it and superusers can see which one.
     */
    private static final String INDEX = """
            select x.indisvalid, 'drop index concurrently ' || x.indexrelid::regclass,
              (select min(l.pid) from pg_locks l join pg_stat_progress_create_index p on p.pid = l.pid
               where l.locktype = 'relation' and l.relation = x.indrelid and l.mode = 'ShareUpdateExclusiveLock' and l.granted
                 and l.database = (select oid from pg_database where datname = current_database())
                 and l.pid <> pg_backend_pid())
            from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            where i.relnamespace""" + CURRENT_SCHEMA + "and i.relname = ? and t.relname = ?";

    private static final String CONSTRAINT = """
            select c.convalidated, format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname)
            from pg_constraint c join pg_class t on t.oid = c.conrelid
            where t.relnamespace""" + CURRENT_SCHEMA + "and c.conname = ? and t.relname = ?";

    /** Since PostgreSQL 18, NOT NULL may hold for new rows only, through a constraint that is not validated. */
    private static final String NOT_NULL = """
            select a.attnotnull and not exists (select from pg_constraint c where c.conrelid = a.attrelid
                and c.contype = 'n' and c.conkey = array[a.attnum] and not c.convalidated)
            from pg_attribute a join pg_class t on t.oid = a.attrelid
            where t.relnamespace""" + CURRENT_SCHEMA + "and a.attname = ? and t.relname = ?";

    /**
     * Reads the progress of {@code operation} from the catalog.
     *
     * @throws ExecutionException if an index is invalid because another session is working on it
     */
    static ConcurrentProgress of(ConcurrentOperation operation, Sql sql) throws SQLException {
        var name = operation.element().name();
        var table = operation.table();
        if (operation instanceof AlterColumn alter) {
            return ofColumn(
                    alter, isNotNull(name, table, sql), constraint(PostgresNotNull.checkName(name), table, sql));
        }
        if (operation.element() instanceof Index) {
            return ofIndex(operation, index(name, table, sql));
        }
        var constraint = constraint(name, table, sql);
        return operation.element() instanceof UniqueConstraint
                ? ofUnique(operation, constraint, constraint == null ? index(name, table, sql) : null)
                : ofValidated(operation, constraint);
    }

    /** Returns the progress of something that exists either completely or not at all. */
    private static ConcurrentProgress whole(ConcurrentOperation operation, boolean isThere) {
        return new ConcurrentProgress(isThere == operation.isAddition() ? Stage.ALL : Stage.NONE, null);
    }

    private static ConcurrentProgress ofIndex(ConcurrentOperation operation, @Nullable Found index) {
        if (index == null || index.isValid) {
            return whole(operation, index != null);
        }
        return operation.isAddition()
                ? new ConcurrentProgress(Stage.NONE, index.drop)
                : new ConcurrentProgress(Stage.HALF, null);
    }

    /** A unique constraint is created from an index, which is dropped with it. */
    private static ConcurrentProgress ofUnique(
            ConcurrentOperation operation, @Nullable Found constraint, @Nullable Found index) {
        if (index == null) {
            return whole(operation, constraint != null);
        }
        var left = operation.isAddition() ? index.isValid ? Stage.HALF : Stage.NONE : Stage.ALL;
        return new ConcurrentProgress(left, index.drop);
    }

    private static ConcurrentProgress ofValidated(ConcurrentOperation operation, @Nullable Found constraint) {
        return operation.isAddition() && constraint != null && !constraint.isValid
                ? new ConcurrentProgress(Stage.HALF, constraint.drop)
                : whole(operation, constraint != null);
    }

    /**
     * @param check the check of {@link PostgresNotNull}: if it exists, an operation that was started continues after
     *     it; a rollback first drops it
     */
    private static ConcurrentProgress ofColumn(AlterColumn operation, boolean isNotNull, @Nullable Found check) {
        if (check == null) {
            return whole(operation, isNotNull);
        }
        if (operation.to().isNullable()) {
            return new ConcurrentProgress(isNotNull ? Stage.NONE : Stage.ALL, check.drop);
        }
        var toFillAndValidate = operation.keepsValues() ? 1 : 2;
        var left = isNotNull ? 1 : check.isValid ? 2 : 2 + toFillAndValidate;
        return new ConcurrentProgress(Stage.HALF, left, check.drop);
    }

    private static boolean isNotNull(String column, String table, Sql sql) throws SQLException {
        return sql.query(NOT_NULL, row -> row.getBoolean(1), column, table).contains(true);
    }

    private static @Nullable Found index(String index, String table, Sql sql) throws SQLException {
        var found = sql.query(
                INDEX,
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

    private static @Nullable Found constraint(String name, String table, Sql sql) throws SQLException {
        var found = sql.query(CONSTRAINT, row -> new Found(row.getBoolean(1), row.getString(2)), name, table);
        return found.isEmpty() ? null : found.get(0);
    }

    private static ExecutionException atWork(String index, String table, String builder) {
        return ExecutionException.contradiction("the index " + index + " of " + table
                + " is invalid, and the server process " + builder + " is building an index of " + table
                + " concurrently, perhaps this one. Wait until that is done, and run the goal again");
    }

    /**
     * Returns the statements that still have to run. What is half done is removed first if no statement can continue
     * it.
     */
    List<String> remaining(RenderedOperation rendered) {
        var all = rendered.statements().stream().map(Statement::sql).toList();
        var toRun = switch (stage) {
            case NONE -> all;
            case HALF -> all.subList(all.size() - left, all.size());
            case ALL -> List.<String>of();
        };
        return removal == null || stage == Stage.HALF
                ? toRun
                : Stream.concat(Stream.of(removal), toRun.stream()).toList();
    }
}
