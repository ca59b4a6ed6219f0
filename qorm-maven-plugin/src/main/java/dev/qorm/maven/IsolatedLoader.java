package dev.qorm.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Loads the classes of a project for a while. Closing it leaves nothing behind in a JVM that lives on, as in a Maven daemon or
 * an IDE: no open jars, and no drivers in {@link java.sql.DriverManager}.
 */
final class IsolatedLoader extends URLClassLoader {
    private IsolatedLoader(URL[] classPath, ClassLoader parent) {
        super(classPath, parent);
    }

    static IsolatedLoader of(Collection<Path> classPath, ClassLoader parent) {
        return new IsolatedLoader(classPath.stream().map(IsolatedLoader::url).toArray(URL[]::new), parent);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a file: " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            deregisterDrivers();
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code DriverManager} lets go of a driver only for a class that sees it: one that is defined here. */
    private void deregisterDrivers() throws IOException {
        var name = DriverDeregistration.class.getName();
        try (var code = DriverDeregistration.class.getResourceAsStream("DriverDeregistration.class")) {
            var bytes = code.readAllBytes();
            var deregistration = defineClass(name, bytes, 0, bytes.length);
            ((Runnable) deregistration.getDeclaredConstructor().newInstance()).run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be run", e);
        }
    }
}
