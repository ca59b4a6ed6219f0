package dev.qorm.maven;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The part of a URL before the {@code @}, such as {@code ann:p4ss}. A driver that does not support it reads it as a
 * host or a port, and quotes it without the rest of the URL.
 */
final class UserInfo {
    private static final Pattern PLACE = Pattern.compile("//([^/?;]*)@");

    private UserInfo() {}

    /** Returns the whole part, as written and decoded; empty if the URL has none with a password. */
    static Set<String> withPassword(String url) {
        var info = of(url);
        return info.contains(":") ? writings(info) : Set.of();
    }

    /** Returns the password, as written and decoded; without a {@code :}, the whole part may be a token. */
    static Set<String> passwords(String url) {
        var info = of(url);
        return writings(info.substring(info.indexOf(':') + 1));
    }

    private static String of(String url) {
        var place = PLACE.matcher(url);
        return place.find() ? place.group(1) : "";
    }

    private static Set<String> writings(String text) {
        var writings = new TreeSet<>(List.of(text, decoded(text)));
        writings.remove("");
        return writings;
    }

    /** A {@code %} that does not start a code stands for itself, and so does a {@code +}. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
