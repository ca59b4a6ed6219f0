/** Reads a live database as a schema, by queries of its catalog, and compares it with what it should be. */
@NullMarked
package dev.qorm.introspect;

import org.jspecify.annotations.NullMarked;
