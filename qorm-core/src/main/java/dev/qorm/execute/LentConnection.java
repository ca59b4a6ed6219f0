package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.Transactions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The connection of a migration as a person's Java has it: for all work on rows, and without what ends the transaction. */
final class LentConnection implements InvocationHandler {
    private static final Set<String> OF_TRANSACTION =
            Set.of("commit", "setReadOnly", "setTransactionIsolation", "setSchema", "setCatalog", "abort");

    /** "CREATE TABLE" and "Statements That Cause an Implicit Commit" in the manuals of MySQL and MariaDB. */
    private static final Pattern TEMPORARY =
            Pattern.compile("(?is)\\s*(?:create(?:\\s+or\\s+replace)?|drop)\\s+temporary\\b.*");

    /** Methods whose first argument, where it is a text, is a statement. */
    private static final Pattern TAKES_SQL = Pattern.compile("(?:prepare|execute|add).*");

    private final Connection connection;
    private final Dialect dialect;
    private final Connection lent;

    private LentConnection(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
        this.lent = proxy(Connection.class, this);
    }

    static Connection of(Connection connection, Dialect dialect) {
        return new LentConnection(connection, dialect).lent;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var name = method.getName();
        if (name.equals("close") || name.equals("setAutoCommit")) {
            if (Boolean.TRUE.equals(first(arguments))) {
                throw refused("setAutoCommit(true)");
            }
            return null; // It is not closed, and one of a transaction already.
        }
        if (name.equals("getAutoCommit")) {
            return false;
        }
        if (OF_TRANSACTION.contains(name) || (name.equals("rollback") && arguments == null)) {
            throw refused(name);
        }
        if (name.equals("setSavepoint") && dialect == Dialect.SQLITE) {
            // Its driver would take the transaction for one of its own.
            throw new SQLException("a savepoint of SQLite is set by a statement here: execute(\"savepoint a\")");
        }
        return ofStatement(called(connection, method, arguments));
    }

    private @Nullable Object ofStatement(@Nullable Object result) {
        if (result instanceof CallableStatement call) {
            return proxy(CallableStatement.class, new LentStatement(call));
        }
        if (result instanceof PreparedStatement prepared) {
            return proxy(PreparedStatement.class, new LentStatement(prepared));
        }
        return result instanceof Statement statement ? proxy(Statement.class, new LentStatement(statement)) : result;
    }

    private final class LentStatement implements InvocationHandler {
        private final Statement statement;

        LentStatement(Statement statement) {
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return method.getName().equals("getConnection") ? lent : called(statement, method, arguments);
        }
    }

    /** Calls {@code method}, unless it is given a statement that ends the transaction. */
    private @Nullable Object called(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        if (first(arguments) instanceof String sql
                && TAKES_SQL.matcher(method.getName()).matches()) {
            check(sql);
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static @Nullable Object first(Object @Nullable [] arguments) {
        return arguments == null || arguments.length == 0 ? null : arguments[0];
    }

    private void check(String sql) throws SQLException {
        if (Transactions.beginOrEndBy(sql)) {
            throw refused("the statement '" + sql + "'");
        }
        if (!dialect.hasTransactionalDdl()
                && AlreadyDone.commits(sql)
                && !(dialect.isMySqlFamily() && TEMPORARY.matcher(sql).matches())) {
            throw new SQLException("the statement '" + sql + "' would commit on " + dialect.displayName()
                    + " what is not recorded yet: say it by an operation of the migration, or by runSql(…)");
        }
    }

    private static SQLException refused(String what) {
        return new SQLException(
                what + " would begin, end or change the transaction of the migration: leave it out, qorm"
                        + " ends it when all is recorded; to take back a part, roll back to a savepoint");
    }
}
