package dev.qorm.maven;

import java.nio.charset.StandardCharsets;

/**
 * Standard output for what programs read. Scripts and JSON are UTF-8, and a script tells the database so: in a pipe or a file
 * they are that whatever the locale of the machine, in which a terminal shows them.
 */
final class StandardOutput {
    private StandardOutput() {}

    static void println(String text) {
        if (Terminal.find() == null) {
            var bytes = (text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        } else {
            System.out.println(text);
        }
    }
}
