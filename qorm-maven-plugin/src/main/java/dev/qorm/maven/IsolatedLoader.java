package dev.qorm.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loads the classes of a project temporarily. Closing it leaves nothing behind in a JVM that continues to run, as in a
 * Maven daemon or an IDE: no open jars, and no drivers in {@link java.sql.DriverManager}.
 */
final class IsolatedLoader extends URLClassLoader {
    /**
     * The folders with the module's own class files, which precede the first jar, each with the protection domain of
     * its code.
     */
    private final Map<Path, ProtectionDomain> folders = new LinkedHashMap<>();

    private IsolatedLoader(URL[] classPath, ClassLoader parent) {
        super(classPath, parent);
    }

    static IsolatedLoader of(Collection<Path> classPath, ClassLoader parent) {
        var loader =
                new IsolatedLoader(classPath.stream().map(IsolatedLoader::url).toArray(URL[]::new), parent);
        for (var path : classPath) {
            if (!Files.isDirectory(path)) {
                break;
            }
            var source = new CodeSource(url(path), (Certificate[]) null);
            loader.folders.put(path, new ProtectionDomain(source, loader.getPermissions(source), loader, null));
        }
        return loader;
    }

    /** Finds classes in folders without URLs, which are slower than reading and defining a small class. */
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var file = name.replace('.', '/') + ".class";
        for (var folder : folders.entrySet()) {
            var path = folder.getKey().resolve(file);
            if (Files.isRegularFile(path)) {
                try {
                    var bytes = Files.readAllBytes(path);
                    return defineClass(name, bytes, 0, bytes.length, folder.getValue());
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
        return super.findClass(name);
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

    /**
     * {@code DriverManager} only deregisters a driver for a class that can see it: one that is defined in this loader.
     */
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
