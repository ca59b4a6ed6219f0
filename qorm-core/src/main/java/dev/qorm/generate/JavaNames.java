package dev.qorm.generate;

import javax.lang.model.SourceVersion;

/** Names that are valid in Java. */
public final class JavaNames {
    private JavaNames() {}

    /** Whether {@code name} is a valid class name: an identifier that is not a keyword. */
    public static boolean isClass(String name) {
        return SourceVersion.isIdentifier(name) && SourceVersion.isName(name, SourceVersion.latest());
    }

    /** Whether {@code name} is a valid package name: names separated by dots. */
    public static boolean isPackage(String name) {
        return SourceVersion.isName(name, SourceVersion.latest());
    }
}
