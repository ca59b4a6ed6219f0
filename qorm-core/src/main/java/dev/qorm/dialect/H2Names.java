package dev.qorm.dialect;

import dev.qorm.schema.SqlText;
import java.util.Locale;

/** Which names H2 accepts without quotes. */
public final class H2Names {
    private H2Names() {}

    /** Whether {@code name} is written without quotes, so that H2 folds it to the case that it stores names in. */
    public static boolean isPlain(String name) {
        return SqlText.isPlain(name);
    }

    /**
     * Whether H2 stores two names in the same way, so that it cannot be told which of them was meant: {@code name} and
     * {@code NAME}.
     */
    public static boolean areAlike(String one, String other) {
        return stored(one).equals(stored(other));
    }

    private static String stored(String name) {
        return isPlain(name) ? name.toUpperCase(Locale.ROOT) : name;
    }
}
