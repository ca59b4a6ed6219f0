/**
 * Renders operations as SQL: one class for each database, using jOOQ. The only package that depends on jOOQ.
 *
 * <p>{@link dev.qorm.dialect.Dialect} is the entry point. {@code MigrationRenderer} takes the operations of a migration
 * one by one; {@code OperationRenderer} knows which statements an operation needs on all databases, and its subclass
 * for each database the rest. {@code StandardDdl} writes the statements that they have in common. The names, types and
 * values in them are written by {@code Notation}, which has subclasses, too.
 *
 * <p>jOOQ never reports that a database does not support something; it renders what the database refuses, or silently
 * leaves it out. So each database has a class of its limits, which {@code LimitChecks} checks before anything runs, and
 * writes by hand what jOOQ cannot.
 */
@NullMarked
package dev.qorm.dialect;

import org.jspecify.annotations.NullMarked;
