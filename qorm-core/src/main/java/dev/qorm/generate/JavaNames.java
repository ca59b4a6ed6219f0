package dev.qorm.generate;

import javax.lang.model.SourceVersion;

/** What Java takes as a name. */
public final class JavaNames {
    private JavaNames() {}

    /** Whether {@code name} can be that of a class: an identifier that is no word of the language. */
    public static boolean isClass(String name) {
        return SourceVersion.isIdentifier(name) && SourceVersion.isName(name, SourceVersion.latest());
    }

    /** Whether {@code name} can be that of a package: names with dots between them. */
    public static boolean isPackage(String name) {
        return SourceVersion.isName(name, SourceVersion.latest());
    }
}
