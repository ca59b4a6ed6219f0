package dev.qorm.maven;

import dev.qorm.execute.JdbcUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which database, and who asks.
 *
 * @param url its JDBC URL
 * @param user the user, or null when the URL or the database says who
 * @param password the password, or null for none
 * @param origin where all that is said
 */
record DatabaseSettings(
        String url, @Nullable String user, @Nullable String password, String origin) {
    Redaction redaction() {
        return Redaction.of(url, password);
    }

    @Override
    public String toString() {
        return JdbcUrl.redact(url);
    }
}
