package dev.qorm.maven;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The user's terminal, if there is one. */
final class Terminal {
    private Terminal() {}

    /** Returns the console if both its input and its output are a terminal, or null. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal handles the change in Java 22
    static @Nullable Console find() {
        var console = System.console();
        return console != null && isTerminal(console) ? console : null;
    }

    /**
     * From Java 22 on, there is a console even without a terminal, and a method that distinguishes the two ("Console",
     * Java 22).
     */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the console cannot be asked whether it is a terminal", e);
        }
    }
}
