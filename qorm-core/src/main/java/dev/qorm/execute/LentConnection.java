package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.SqlStatements;
import dev.qorm.dialect.Transactions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a migration as the user's Java step receives it: for all work on rows, but without anything that
 * ends the transaction. The objects that it returns lead back to it only. When it is closed, everything that was left
 * open is closed, too, and it can no longer be used.
 */
final class LentConnection implements InvocationHandler, AutoCloseable {
    private static final Set<String> OF_TRANSACTION =
            Set.of("setReadOnly", "setTransactionIsolation", "setSchema", "setCatalog", "abort");

    /** "CREATE TABLE" and "Statements That Cause an Implicit Commit" in the manuals of MySQL and MariaDB. */
    private static final Pattern TEMPORARY =
            Pattern.compile("(?is)(?:create(?:\\s+or\\s+replace)?|drop)\\s+temporary\\b.*");

    /** Statements after which all later ones find other tables under the same names. */
    private static final Pattern OTHER_SCHEMA = Pattern.compile(
            "(?is)(?:use\\b|set\\s+(?:(?:local|session)\\s+)?(?:schema|catalog|search_path|schema_search_path)\\b).*");

    /** The objects that a connection returns and that lead back to it. */
    private static final List<Class<?>> LEADING_BACK = List.of(
            Statement.class, PreparedStatement.class, CallableStatement.class, ResultSet.class, DatabaseMetaData.class);

    private final Connection connection;
    private final Dialect dialect;
    private final Connection lent;
    private final Set<AutoCloseable> open =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private volatile @Nullable SQLException refusal;
    private volatile boolean isClosed;

    LentConnection(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        this.lent = proxy(Connection.class, this);
    }

    /** Returns the connection to lend. */
    Connection connection() {
        return lent;
    }

    /**
     * @throws SQLException if the end of the transaction was refused, and the user's Java step continued as if it had
     *     succeeded
     */
    void checkNoEndWasRefused() throws SQLException {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        List.copyOf(open).forEach(LentConnection::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            // Whoever left it open no longer needs it; if the connection is lost, the next statement says so.
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var name = method.getName();
        if (name.equals("isClosed")) {
            return isClosed;
        }
        if (name.equals("close")) {
            return null;
        }
        if (method.getDeclaringClass() != Object.class && isClosed) {
            throw new SQLException(
                    "the step has ended, and its connection can no longer be used: finish all work before run(…) returns");
        }
        if (name.equals("setAutoCommit")) {
            if (Boolean.TRUE.equals(first(arguments))) {
                throw refused("setAutoCommit(true)");
            }
            return null; // It is already in a transaction.
        }
        if (name.equals("getAutoCommit")) {
            return false;
        }
        if (name.equals("commit") || (name.equals("rollback") && arguments == null)) {
            throw kept(refused(name));
        }
        if (OF_TRANSACTION.contains(name)) {
            throw refused(name);
        }
        if (name.equals("setSavepoint") && dialect == Dialect.SQLITE) {
            // The driver would take the transaction for one that it started itself.
            throw new SQLException("on SQLite, set a savepoint with a statement: execute(\"savepoint a\")");
        }
        return called(connection, proxy, method, arguments);
    }

    /** An object that leads back to the connection. */
    private final class Leading implements InvocationHandler {
        private final Object target;

        /** The object that returned it, such as the statement of a result set. */
        private final Object from;

        Leading(Object target, Object from) {
            this.target = target;
            this.from = from;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            var name = method.getName();
            if (name.equals("getConnection")) {
                return lent;
            }
            if (name.equals("getStatement") && from instanceof Statement) {
                return from;
            }
            if (name.equals("close")) {
                open.remove(target);
            }
            return called(target, proxy, method, arguments);
        }
    }

    private @Nullable Object called(Object target, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == first(arguments);
            case "hashCode" -> System.identityHashCode(proxy);
            case "isWrapperFor" -> isOf(proxy, first(arguments));
            case "unwrap" -> unwrapped(proxy, first(arguments));
            default -> calledOf(target, proxy, method, arguments);
        };
    }

    private static boolean isOf(Object proxy, @Nullable Object type) {
        return type instanceof Class<?> wanted && wanted.isInstance(proxy);
    }

    private static Object unwrapped(Object proxy, @Nullable Object type) throws SQLException {
        if (isOf(proxy, type)) {
            return proxy;
        }
        throw new SQLException("a step in Java can use only JDBC, and no types of the driver, such as " + type);
    }

    /** Calls {@code method} on the wrapped object, unless its argument is a statement that ends the transaction. */
    private @Nullable Object calledOf(Object target, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (first(arguments) instanceof String sql && takesSql(method.getName())) {
            check(sql);
        }
        try {
            return leading(method.invoke(target, arguments), proxy, method.getReturnType());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Whether it is a method whose first argument, if it is a string, is a statement. */
    private static boolean takesSql(String method) {
        return method.startsWith("prepare") || method.startsWith("execute") || method.startsWith("add");
    }

    private @Nullable Object leading(@Nullable Object result, Object from, Class<?> type) {
        if (result == null || !LEADING_BACK.contains(type)) {
            return result;
        }
        if (result instanceof AutoCloseable closeable && !(from instanceof Statement)) {
            open.add(closeable); // What a statement returned is closed with it.
        }
        return proxy(type, new Leading(result, from));
    }

    private static @Nullable Object first(Object @Nullable [] arguments) {
        return arguments == null || arguments.length == 0 ? null : arguments[0];
    }

    private void check(String sql) throws SQLException {
        if (Transactions.beginOrEndBy(sql, dialect)) {
            throw kept(refused("the statement '" + sql + "'"));
        }
        for (var statement : SqlStatements.of(sql, dialect)) {
            if (OTHER_SCHEMA.matcher(statement).matches()) {
                throw new SQLException(
                        "the statement '" + sql + "' would make qorm look for its tables elsewhere: leave it out,"
                                + " and qualify the names of tables with the schema");
            }
            if (!dialect.hasTransactionalDdl()
                    && AlreadyDone.commits(statement, dialect)
                    && !(dialect.isMySqlFamily() && TEMPORARY.matcher(statement).matches())) {
                throw new SQLException("the statement '" + sql + "' would commit on " + dialect.displayName()
                        + " what is not recorded yet: use an operation of the migration, or runSql(…), instead");
            }
        }
    }

    /** Remembers the refusal: a step that ignores it would leave rows that it meant to roll back. */
    private SQLException kept(SQLException refused) {
        if (refusal == null) {
            refusal = refused;
        }
        return refused;
    }

    private static SQLException refused(String what) {
        return new SQLException(
                what + " would begin, end or change the transaction of the migration: leave it out. qorm"
                        + " ends it when everything is recorded; to undo a part, roll back to a savepoint");
    }
}
