package dev.qorm.dialect;

import dev.qorm.schema.SqlText;

/** Which names H2 takes without quotes. */
public final class H2Names {
    private H2Names() {}

    /** Whether {@code name} is written without quotes, so that H2 folds it to the case that it stores names in. */
    public static boolean isPlain(String name) {
        return SqlText.isPlain(name);
    }
}
