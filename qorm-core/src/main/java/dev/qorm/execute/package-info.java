/**
 * Applies migrations to a database and takes them back, so that the database and its history tell the same story
 * whatever happens. Knows java.sql and no third party.
 */
@NullMarked
package dev.qorm.execute;

import org.jspecify.annotations.NullMarked;
