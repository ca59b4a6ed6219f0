package dev.qorm.testing;

import dev.qorm.dialect.Dialect;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A server that makes databases for tests.
 *
 * @param url how it is reached, up to the name of a database
 * @param user a user without a password who may create databases
 */
record GivenServer(String url, String user) {
    /** The one that {@code QORM_TEST_MYSQL_URL} or {@code QORM_TEST_MARIADB_URL} names: {@code jdbc:mysql://host:3306/}. */
    static Optional<GivenServer> ofEnvironment(Dialect dialect) {
        var url = System.getenv("QORM_TEST_" + dialect.name() + "_URL");
        return url == null || url.isBlank() ? Optional.empty() : Optional.of(new GivenServer(url, "root"));
    }

    /** The URL of a new and empty database. */
    String createDatabase(String name) {
        try (var admin = DriverManager.getConnection(url, user, "");
                var statement = admin.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url + name;
    }
}
