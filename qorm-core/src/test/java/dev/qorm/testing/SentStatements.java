package dev.qorm.testing;

import dev.qorm.execute.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The statements without parameters that are sent to a database, in order. */
public final class SentStatements {
    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** The same database over a driver that is listened to. */
    public Database of(Database database) {
        return new Database(
                database.url(), database.user(), database.password(), listenedTo(Driver.class, database.driver()));
    }

    /** Those so far. */
    public Stream<String> stream() {
        return sent.stream();
    }

    private <T> T listenedTo(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            && arguments != null
                            && arguments[0] instanceof String sql) {
                        sent.add(sql);
                    }
                    return listenedTo(invoke(() -> method.invoke(target, arguments)));
                }));
    }

    private Object listenedTo(Object result) {
        if (result instanceof Connection) {
            return listenedTo(Connection.class, result);
        }
        if (result instanceof PreparedStatement) {
            return listenedTo(PreparedStatement.class, result);
        }
        return result instanceof Statement ? listenedTo(Statement.class, result) : result;
    }

    private interface Invocation {
        Object invoke() throws ReflectiveOperationException;
    }

    private static Object invoke(Invocation invocation) throws Throwable {
        try {
            return invocation.invoke();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
