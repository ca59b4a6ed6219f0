package dev.qorm.maven;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Removes the JDBC drivers that its own class loader has loaded from {@link DriverManager}. */
public final class DriverDeregistration implements Runnable {
    /** Called by {@link IsolatedLoader}, which defines this class again in itself. */
    public DriverDeregistration() {}

    @Override
    public void run() {
        for (var driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == getClass().getClassLoader()) {
                deregister(driver);
            }
        }
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot deregister " + driver.getClass().getName(), e);
        }
    }
}
