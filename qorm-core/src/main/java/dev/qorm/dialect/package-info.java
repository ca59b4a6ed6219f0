/**
 * Operations as SQL: one class a database, over jOOQ. The only package that knows jOOQ.
 *
 * <p>{@link dev.qorm.dialect.Dialect} is the door. {@code MigrationRenderer} takes the operations of a migration one by
 * one; {@code OperationRenderer} knows which statements an operation needs where databases agree, and its subclass for each
 * database the rest. {@code StandardDdl} writes the statements that they have in common. The names, types and values in them
 * are written by {@code Notation}, which has subclasses, too.
 *
 * <p>jOOQ never says that a database lacks something; it renders what the database refuses, or leaves it out in silence.
 * So each database has a class of its limits, which {@code LimitChecks} asks before anything runs, and writes by hand what
 * jOOQ cannot.
 */
@NullMarked
package dev.qorm.dialect;

import org.jspecify.annotations.NullMarked;
