/** Numbered migrations, their order, and the schema that results from replaying them. */
@NullMarked
package dev.qorm.migration;

import org.jspecify.annotations.NullMarked;
