/** Finds the operations that lead from one schema to another. */
@NullMarked
package dev.qorm.diff;

import org.jspecify.annotations.NullMarked;
