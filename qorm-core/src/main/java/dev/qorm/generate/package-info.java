/** Writes migrations as Java source. The only package that knows JavaPoet. */
@NullMarked
package dev.qorm.generate;

import org.jspecify.annotations.NullMarked;
