package dev.qorm.maven;

import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.maven.plugin.MojoFailureException;

/** The JDBC drivers of the project, whatever their scope, followed by those of the plugin. */
final class JdbcDrivers implements AutoCloseable {
    private final IsolatedLoader projectLoader;
    private final ClassLoader pluginLoader;

    private JdbcDrivers(IsolatedLoader projectLoader, ClassLoader pluginLoader) {
        this.projectLoader = projectLoader;
        this.pluginLoader = pluginLoader;
    }

    static JdbcDrivers of(Invocation invocation) {
        var artifacts = invocation.project().getArtifacts().stream()
                .filter(each -> each.getFile() != null)
                .map(each -> each.getFile().toPath())
                .toList();
        return of(artifacts, JdbcDrivers.class.getClassLoader());
    }

    static JdbcDrivers of(List<Path> projectClassPath, ClassLoader pluginLoader) {
        return new JdbcDrivers(IsolatedLoader.of(projectClassPath, ClassLoader.getPlatformClassLoader()), pluginLoader);
    }

    /**
     * Returns the driver for {@code url}.
     *
     * @throws MojoFailureException if there is none; the message has the dependency to add
     */
    Driver find(String url) throws MojoFailureException {
        return find(url, projectLoader)
                .or(() -> find(url, pluginLoader))
                .orElseThrow(() -> new MojoFailureException(DriverArtifact.missing(url)));
    }

    private static Optional<Driver> find(String url, ClassLoader loader) {
        var drivers = ServiceLoader.load(Driver.class, loader).iterator();
        while (true) {
            try {
                if (!drivers.hasNext()) {
                    return Optional.empty();
                }
                var driver = drivers.next();
                if (driver.acceptsURL(url)) {
                    return Optional.of(driver);
                }
            } catch (ServiceConfigurationError | LinkageError | SQLException e) {
                // Not the right driver: it lacks a class, or cannot handle the URL.
            }
        }
    }

    @Override
    public void close() {
        projectLoader.close();
    }
}
