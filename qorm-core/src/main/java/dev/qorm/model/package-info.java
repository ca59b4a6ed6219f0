/**
 * The classes that users extend and call to declare their tables, and the mapping of these declarations to a schema.
 *
 * <p>A {@link dev.qorm.model.Model} declares its fields through {@link dev.qorm.model.Fields}. The {@link
 * dev.qorm.model.ModelMapper} maps all models of a project to one {@link dev.qorm.schema.Schema}, or reports all their
 * problems at once.
 */
@NullMarked
package dev.qorm.model;

import org.jspecify.annotations.NullMarked;
