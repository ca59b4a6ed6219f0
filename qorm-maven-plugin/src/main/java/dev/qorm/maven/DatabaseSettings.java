package dev.qorm.maven;

import dev.qorm.execute.JdbcUrl;
import org.jspecify.annotations.Nullable;

/**
 * The selected database and its credentials.
 *
 * @param url its JDBC URL
 * @param user the user, or null if the URL or the database determines the user
 * @param password the password, or null for none
 * @param origin where these settings were found
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
