/**
 * The ground floor: what a database schema is, as immutable values.
 *
 * <p>Records refer to each other by name and never by reference, so a schema compares with {@code equals}, replaying a
 * migration is a pure fold and nothing is cyclic. This package imports nothing but the JDK.
 */
@NullMarked
package dev.qorm.schema;

import org.jspecify.annotations.NullMarked;
