/**
 * Applies migrations to a database and rolls them back, so that the database and its history match whatever happens.
 * Uses java.sql and no third-party library.
 */
@NullMarked
package dev.qorm.execute;

import org.jspecify.annotations.NullMarked;
