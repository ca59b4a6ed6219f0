package dev.qorm.maven;

import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a goal say about the database; null for what they do not.
 *
 * @param url its JDBC URL
 * @param user the user
 * @param server the id of the server in settings.xml that has user and password
 */
record DatabaseParameters(
        @Nullable String url,
        @Nullable String user,
        @Nullable String server) {}
