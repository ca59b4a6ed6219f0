package dev.qorm.maven;

/**
 * The plugin's types that the code of a project can see: those of qorm, so that the project's models are models to the
 * plugin, and none of the plugin's other libraries. The project's own libraries never mix with the plugin's.
 */
final class SharedTypes extends ClassLoader {
    private final ClassLoader plugin;

    SharedTypes(ClassLoader plugin) {
        super(ClassLoader.getPlatformClassLoader());
        this.plugin = plugin;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith("dev.qorm.") || name.startsWith("org.jspecify.")) {
            return plugin.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
