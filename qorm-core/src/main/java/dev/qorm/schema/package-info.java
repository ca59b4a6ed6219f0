/**
 * The lowest floor: a database schema as immutable values.
 *
 * <p>Records refer to each other by name and never by reference. So a schema can be compared with {@code equals},
 * replaying a migration is a pure fold, and nothing is cyclic. This package imports nothing but the JDK.
 */
@NullMarked
package dev.qorm.schema;

import org.jspecify.annotations.NullMarked;
