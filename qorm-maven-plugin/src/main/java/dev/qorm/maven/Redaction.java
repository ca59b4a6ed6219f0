package dev.qorm.maven;

import dev.qorm.execute.JdbcUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes passwords out of texts. */
final class Redaction {
    static final String MASK = "***";
    static final Redaction NONE = new Redaction(Map.of());

    /** What must not be seen, to what is shown instead; the longest first, since a URL may contain the password. */
    private final Map<String, String> replacements;

    private Redaction(Map<String, String> replacements) {
        var longestFirst = Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());
        var sorted = new TreeMap<String, String>(longestFirst);
        sorted.putAll(replacements);
        this.replacements = Collections.unmodifiableMap(sorted);
    }

    /** Hides a password and what the URL hides. */
    static Redaction of(@Nullable String url, @Nullable String password) {
        var replacements = new TreeMap<String, String>();
        if (password != null && !password.isEmpty()) {
            replacements.put(password, MASK);
        }
        if (url != null && !JdbcUrl.redact(url).equals(url)) {
            replacements.put(url, JdbcUrl.redact(url));
        }
        return new Redaction(replacements);
    }

    /** Whether a stack trace of {@code failure} would show what is to be hidden. */
    boolean isNeededFor(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return !apply(trace.toString()).equals(trace.toString());
    }

    String apply(String text) {
        var redacted = text;
        for (var each : replacements.entrySet()) {
            redacted = redacted.replace(each.getKey(), each.getValue());
        }
        return redacted;
    }
}
