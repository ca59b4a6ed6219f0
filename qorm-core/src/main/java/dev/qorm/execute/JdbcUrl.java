package dev.qorm.execute;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the passwords in a JDBC URL, which each driver has in different places. */
public final class JdbcUrl {
    private static final String MASK = "***";
    private static final String SECRET = "[^=?&;(,]*(?:pass|pwd|secret|token)[^=?&;(,]*=";

    /**
     * {@code //user:password@}, and parameters in each of the styles {@code ?a=b&c=d}, {@code ;a=b}, {@code (a=b,c=d)}.
     */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(//)[^/?;]*(?=@)"),
            Pattern.compile("(?i)([?&]" + SECRET + ")[^&]*"),
            Pattern.compile("(?i)(;" + SECRET + ")[^;]*"),
            Pattern.compile("(?i)([(,]" + SECRET + ")[^,)]*"));

    /** According to "Database URL Overview" of H2 and the manual of the SQLite driver. */
    private static final Pattern IN_MEMORY =
            Pattern.compile("jdbc:h2:mem:.*|jdbc:sqlite:(?::memory:.*|\\?.*|file:.*[?&]mode=memory.*)?");

    private JdbcUrl() {}

    /** Whether the database exists only until the process that created it ends, or until the connection is closed. */
    public static boolean isInMemory(String url) {
        return IN_MEMORY.matcher(url).matches();
    }

    /** Returns the URL with {@code ***} in place of user information and passwords. */
    public static String redact(String url) {
        var redacted = url;
        for (var secret : SECRETS) {
            redacted = secret.matcher(redacted).replaceAll("$1" + MASK);
        }
        return redacted;
    }
}
