package dev.qorm.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Checks whether a text is JSON, strictly as in RFC 8259. A document may be nested to any depth: the open objects and
 * arrays are kept in a list and not on the call stack.
 */
final class JsonSyntax {
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:[.][0-9]++)?(?:[eE][+-]?[0-9]++)?");

    private final String text;
    /** The closing brackets of the open objects and arrays, innermost first. */
    private final Deque<Character> open = new ArrayDeque<>();

    private int position;

    private JsonSyntax(String text) {
        this.text = text;
    }

    static boolean isValid(String text) {
        return new JsonSyntax(text).isDocument();
    }

    private boolean isDocument() {
        do {
            if (!takeValue()) {
                return false;
            }
            while (!open.isEmpty() && take(open.element())) {
                open.remove();
            }
        } while (!open.isEmpty() && take(',') && (open.element() == ']' || takeName()));
        skipBlanks();
        return open.isEmpty() && position == text.length();
    }

    /** Reads a value, or the part of it up to its first element. */
    private boolean takeValue() {
        while (true) {
            if (take('{')) {
                open.push('}');
                if (peek() == '}') {
                    return true;
                }
                if (!takeName()) {
                    return false;
                }
            } else if (take('[')) {
                open.push(']');
                if (peek() == ']') {
                    return true;
                }
            } else {
                return takeScalar();
            }
        }
    }

    private boolean takeName() {
        return peek() == '"' && takeString() && take(':');
    }

    private boolean takeScalar() {
        if (peek() == '"') {
            return takeString();
        }
        for (var word : new String[] {"null", "true", "false"}) {
            if (text.startsWith(word, position)) {
                position += word.length();
                return true;
            }
        }
        var number = NUMBER.matcher(text).region(position, text.length());
        if (!number.lookingAt()) {
            return false;
        }
        position = number.end();
        return true;
    }

    private boolean takeString() {
        position++;
        while (position < text.length()) {
            var character = text.charAt(position++);
            if (character == '"') {
                return true;
            }
            if (character < ' ' || (character == '\\' && !takeEscape())) {
                return false;
            }
        }
        return false;
    }

    private boolean takeEscape() {
        var character = position < text.length() ? text.charAt(position++) : ' ';
        if (character != 'u') {
            return "\"\\/bfnrt".indexOf(character) >= 0;
        }
        var end = position + 4;
        while (position < Math.min(end, text.length()) && isHexDigit(text.charAt(position))) {
            position++;
        }
        return position == end;
    }

    private static boolean isHexDigit(char character) {
        return "0123456789abcdefABCDEF".indexOf(character) >= 0;
    }

    private boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** Returns the next character that is not blank, or NUL, which no document contains, at the end. */
    private char peek() {
        skipBlanks();
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}
