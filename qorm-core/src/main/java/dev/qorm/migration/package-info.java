/** Numbered migrations, their order, and the schema that replaying them gives. */
@NullMarked
package dev.qorm.migration;

import org.jspecify.annotations.NullMarked;
