/** Generates migrations and models as Java source. The only package that depends on JavaPoet. */
@NullMarked
package dev.qorm.generate;

import org.jspecify.annotations.NullMarked;
