package dev.qorm.maven;

import org.jspecify.annotations.Nullable;

/**
 * The parameters of a goal that concern the database; null if they are not set.
 *
 * @param url its JDBC URL
 * @param user the user
 * @param server the id of the server in settings.xml that has user and password
 */
record DatabaseParameters(
        @Nullable String url,
        @Nullable String user,
        @Nullable String server) {}
