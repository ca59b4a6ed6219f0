package dev.qorm.maven;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** Registers itself when it is loaded, as drivers do, and leaves a mark when it is deregistered. */
public final class RegisteringDriver implements Driver {
    static final String DEREGISTERED = "dev.qorm.maven.RegisteringDriver.deregistered";

    static {
        try {
            DriverManager.registerDriver(new RegisteringDriver(), () -> System.setProperty(DEREGISTERED, "true"));
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return false;
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        throw new SQLException("only registers itself");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
