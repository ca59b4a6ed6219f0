package dev.qorm.maven;

import dev.qorm.execute.JdbcUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes passwords from texts, wherever they occur as a whole word, as a value does. As a part of another word, or of
 * a URL that may be shown, the same characters are not the password, and masking them in a well-known text would reveal
 * it.
 */
final class Redaction {
    static final String MASK = "***";
    static final Redaction NONE = new Redaction(Map.of(), Set.of());

    private static final String WORD = "[\\p{L}\\p{N}_]";

    /** The replacement for each text; everything else that is found is replaced with the mask. */
    private final Map<String, String> replacements;
    /** Matches all of these texts, the longest first, since a URL may contain the password. */
    private final Pattern any;

    private Redaction(Map<String, String> replacements, Set<String> passwordsOfUrl) {
        this.replacements = Map.copyOf(replacements);
        var alone = longestFirst(replacements.keySet()).map(Redaction::alone);
        var inUrl = longestFirst(passwordsOfUrl).map(Redaction::inUserInfo);
        this.any = Pattern.compile(Stream.concat(alone, inUrl).collect(Collectors.joining("|")));
    }

    private static Stream<String> longestFirst(Set<String> texts) {
        return texts.stream().sorted(Comparator.comparing(String::length).reversed());
    }

    /** Returns a pattern for {@code text} where it is not part of a longer word. */
    private static String alone(String text) {
        return begin(text) + Pattern.quote(text) + end(text);
    }

    /**
     * Returns a pattern for a password as drivers quote it from a URL, which does not match the name of the database
     * between the colons of the URL.
     */
    private static String inUserInfo(String password) {
        var quoted = Pattern.quote(password);
        return "(?<=:)" + quoted + end(password) + "(?!:)|" + begin(password) + quoted + "(?=@)";
    }

    private static String begin(String text) {
        return text.matches("(?s)" + WORD + ".*") ? "(?<!" + WORD + ")" : "";
    }

    private static String end(String text) {
        return text.matches("(?s).*" + WORD) ? "(?!" + WORD + ")" : "";
    }

    /** Returns a redaction that hides a password and the secrets in the URL. */
    static Redaction of(@Nullable String url, @Nullable String password) {
        var replacements = new HashMap<String, String>();
        if (password != null && !password.isEmpty()) {
            replacements.put(password, MASK);
        }
        if (url != null) {
            var redacted = JdbcUrl.redact(url);
            var shown = withoutValue(redacted, password);
            replacements.put(redacted, shown);
            replacements.put(url, shown);
            UserInfo.withPassword(url).forEach(each -> replacements.put(each, MASK));
        }
        return new Redaction(replacements, url == null ? Set.of() : UserInfo.passwords(url));
    }

    /** A driver may have a parameter for passwords that is not generally known. */
    private static String withoutValue(String url, @Nullable String password) {
        return password == null || password.isEmpty() ? url : url.replaceAll("(?<==)" + alone(password), MASK);
    }

    /** Whether a stack trace of {@code failure} would reveal a secret. */
    boolean isNeededFor(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return !apply(trace.toString()).equals(trace.toString());
    }

    String apply(String text) {
        return replacements.isEmpty()
                ? text
                : any.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(replacements.getOrDefault(found.group(), MASK)));
    }
}
