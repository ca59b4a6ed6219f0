package dev.qorm.execute;

import java.util.List;
import java.util.regex.Pattern;

/** What a JDBC URL hides: passwords in places that every driver has of its own. */
public final class JdbcUrl {
    private static final String MASK = "***";
    private static final String SECRET = "[^=?&;(,]*(?:pass|pwd|secret|token)[^=?&;(,]*=";

    /** {@code //user:password@}, and a parameter of each of the styles {@code ?a=b&c=d}, {@code ;a=b}, {@code (a=b,c=d)}. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(//)[^/?;]*(?=@)"),
            Pattern.compile("(?i)([?&]" + SECRET + ")[^&]*"),
            Pattern.compile("(?i)(;" + SECRET + ")[^;]*"),
            Pattern.compile("(?i)([(,]" + SECRET + ")[^,)]*"));

    /** As "Database URL Overview" of H2 and the manual of the SQLite driver have it. */
    private static final Pattern IN_MEMORY =
            Pattern.compile("jdbc:h2:mem:.*|jdbc:sqlite:(?::memory:.*|\\?.*|file:.*[?&]mode=memory.*)?");

    private JdbcUrl() {}

    /** Whether the database ends with the process that made it, or with the connection. */
    public static boolean isInMemory(String url) {
        return IN_MEMORY.matcher(url).matches();
    }

    /** The URL with {@code ***} for user information and passwords. */
    public static String redact(String url) {
        var redacted = url;
        for (var secret : SECRETS) {
            redacted = secret.matcher(redacted).replaceAll("$1" + MASK);
        }
        return redacted;
    }
}
