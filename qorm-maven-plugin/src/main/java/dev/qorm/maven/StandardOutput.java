package dev.qorm.maven;

import java.nio.charset.StandardCharsets;

/**
 * Standard output for programs. Scripts and JSON are in UTF-8, and a script declares that to the database. They are
 * written to a pipe or a file in UTF-8, whatever the locale of the machine; a terminal shows them in its own encoding.
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
