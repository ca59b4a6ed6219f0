/**
 * Finds models and migrations in the compiled classes of a project, and refuses what is stale: a class without its
 * source, a source without its class. The only package that knows ClassGraph.
 */
@NullMarked
package dev.qorm.scan;

import org.jspecify.annotations.NullMarked;
