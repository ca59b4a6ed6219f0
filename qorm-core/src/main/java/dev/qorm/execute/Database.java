package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database and how to connect to it. None of its texts ever contains the password.
 *
 * @param url the JDBC URL
 * @param user the user, or null if the URL or the database determines it
 * @param password the password, or null for none
 * @param driver opens the connections; not {@code DriverManager}, which refuses drivers of a foreign class loader
 * @param origin where URL, user and password are set, for a user who has to correct them: {@code QORM_URL, QORM_USER}
 */
public record Database(
        String url, @Nullable String user, @Nullable String password, Driver driver, String origin) {
    /** Creates a database if it is not known where its settings come from. */
    public Database(String url, @Nullable String user, @Nullable String password, Driver driver) {
        this(url, user, password, driver, "URL, user and password");
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        if (Dialect.ofUrl(url).filter(Dialect::isMySqlFamily).isPresent()) {
            // The SQL of the user may consist of several statements.
            properties.setProperty("allowMultiQueries", "true");
        }
        var connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver " + driver.getClass().getName() + " does not take this URL");
        }
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true); // the default for connections, unless the URL or the server says otherwise
        }
        return connection;
    }

    /** Returns the URL without anything that could be a password: {@code jdbc:postgresql://host/db}. */
    public String displayUrl() {
        return JdbcUrl.redact(url);
    }

    @Override
    public String toString() {
        return displayUrl();
    }
}
