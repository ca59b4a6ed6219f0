/**
 * Finds models and migrations in the compiled classes of a project, and detects stale classes: a model without its
 * source is skipped with a warning, and a migration without its source or its class is an error. The only package that
 * depends on ClassGraph.
 */
@NullMarked
package dev.qorm.scan;

import org.jspecify.annotations.NullMarked;
