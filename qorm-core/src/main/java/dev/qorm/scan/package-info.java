/**
 * Finds models and migrations in the compiled classes of a project, and does not believe what is stale: a model without
 * its source is passed over with a warning, a migration without its source or its class is refused. The only package that
 * knows ClassGraph.
 */
@NullMarked
package dev.qorm.scan;

import org.jspecify.annotations.NullMarked;
