package dev.qorm.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of qorm, which the build writes into a resource. */
public final class ToolVersion {
    private static final String RESOURCE = "version.properties";
    private static final String VERSION = read();

    private ToolVersion() {}

    /** Returns the version: {@code 1.2.0}. */
    public static String get() {
        return VERSION;
    }

    private static String read() {
        try (var stream = ToolVersion.class.getResourceAsStream(RESOURCE)) {
            var properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
