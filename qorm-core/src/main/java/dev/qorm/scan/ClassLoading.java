package dev.qorm.scan;

/** Loads classes of the project; its errors say what to do. */
final class ClassLoading {
    private ClassLoading() {}

    static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (UnsupportedClassVersionError e) {
            throw new ScanException(
                    "the class " + name + " was compiled for a later Java than the "
                            + Runtime.version().feature()
                            + " that Maven runs on; run Maven on that Java or set maven.compiler.release, and begin with"
                            + " mvn clean where an earlier build compiled it",
                    e);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ScanException("the class " + name + " cannot be loaded: " + e, e);
        }
    }
}
