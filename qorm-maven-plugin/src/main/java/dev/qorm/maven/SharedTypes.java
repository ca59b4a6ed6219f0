package dev.qorm.maven;

/**
 * What the code of a project sees of the plugin: the types of qorm, so that the project's models are models to the plugin,
 * and nothing that the plugin brings for itself. The project's own libraries never meet the plugin's.
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
