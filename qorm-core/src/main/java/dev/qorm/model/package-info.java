/**
 * What users extend and call to declare their tables, and the mapping of what they declare to a schema.
 *
 * <p>A {@link dev.qorm.model.Model} declares its fields through {@link dev.qorm.model.Fields}; the {@link
 * dev.qorm.model.ModelMapper} turns all models of a project into one {@link dev.qorm.schema.Schema} or says everything
 * that is wrong with them at once.
 */
@NullMarked
package dev.qorm.model;

import org.jspecify.annotations.NullMarked;
