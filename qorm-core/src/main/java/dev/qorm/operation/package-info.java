/**
 * The steps that lead from one schema to the next.
 *
 * <p>An operation carries both sides, so it can be reversed without a look-up and a reviewer sees what is lost. It knows
 * no SQL and no Java source; whoever renders or writes operations visits them. What operations do to the values of rows,
 * {@link dev.qorm.operation.KnownValues} follows.
 */
@NullMarked
package dev.qorm.operation;

import org.jspecify.annotations.NullMarked;
