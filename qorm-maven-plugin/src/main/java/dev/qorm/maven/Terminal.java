package dev.qorm.maven;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The person who may sit before the build. */
final class Terminal {
    private Terminal() {}

    /** The console where it is a terminal, both what is read and what is printed, or null. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal knows what Java 22 changed
    static @Nullable Console find() {
        var console = System.console();
        return console != null && isTerminal(console) ? console : null;
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells ("Console", Java 22). */
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
