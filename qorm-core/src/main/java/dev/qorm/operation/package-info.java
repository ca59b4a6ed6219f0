/**
 * The operations that lead from one schema to the next.
 *
 * <p>An operation carries both sides of its change, so it can be reversed without a look-up, and a reviewer sees what
 * is lost. It contains neither SQL nor Java source; the code that renders or writes operations visits them. {@link
 * dev.qorm.operation.KnownValues} tracks what operations do to the values of rows.
 */
@NullMarked
package dev.qorm.operation;

import org.jspecify.annotations.NullMarked;
