package dev.qorm.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * A driver under a runner that is killed: at a chosen moment, before or after something is sent to the server, the
 * sessions end as those of a dead process do, and nothing that the runner tries after that reaches the server.
 */
public final class KillingDriver implements Driver {
    private static final Set<String> SENDING =
            Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "commit", "rollback");
    private static final Set<String> CLOSING = Set.of("close", "isClosed");

    /** A moment that does not come. */
    public static final int NEVER = 0;

    private final Driver driver;
    private final int moment;
    private final AtomicInteger moments = new AtomicInteger();
    private volatile boolean isDead;
    private volatile boolean isCut;

    /** @param moment which of the moments before and after each sending, counted from 1, or {@link #NEVER} */
    public KillingDriver(Driver driver, int moment) {
        this.driver = driver;
        this.moment = moment;
    }

    /** The end of the process: unchecked, since no code of it runs on. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The server goes away; the runner lives on and sees its connections fail. */
    public void cut() {
        isCut = true;
    }

    /** Whether the moment came. */
    public boolean isDead() {
        return isDead;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        var connection = driver.connect(url, properties);
        return proxy(Connection.class, connection, connection);
    }

    private <T> T proxy(Class<T> type, T target, Connection connection) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, handler(target, connection)));
    }

    private InvocationHandler handler(Object target, Connection connection) {
        return (proxy, method, arguments) -> {
            if (isDead) {
                if (CLOSING.contains(method.getName())) {
                    return method.getReturnType() == boolean.class ? true : null;
                }
                throw new Killed();
            }
            if (isCut && !CLOSING.contains(method.getName())) {
                end(connection);
                throw new SQLException("the connection is lost", "08006");
            }
            var isSending = SENDING.contains(method.getName())
                    || (method.getName().equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]));
            if (isSending) {
                pass(connection);
            }
            var result = invoke(target, method, arguments);
            if (isSending) {
                pass(connection);
            }
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, statement, connection);
            }
            return result instanceof Statement statement ? proxy(Statement.class, statement, connection) : result;
        };
    }

    private void pass(Connection connection) throws SQLException {
        if (moments.incrementAndGet() == moment) {
            isDead = true;
            end(connection);
            throw new Killed();
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            if (!connection.getAutoCommit()) {
                connection.rollback(); // as the server does when a session is gone
            }
            connection.close();
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
