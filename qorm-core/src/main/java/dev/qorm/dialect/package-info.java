/**
 * Operations as SQL: one class a database, over jOOQ. The only package that knows jOOQ.
 *
 * <p>{@link dev.qorm.dialect.Dialect} is the door. {@code MigrationRenderer} takes the operations of a migration one by
 * one; {@code OperationRenderer} renders what databases have in common, and its subclass for each database the rest. The
 * names, types and values in that are written by {@code Notation}, which has subclasses, too.
 *
 * <p>jOOQ never says that a database lacks something; it renders what the database refuses, or leaves it out in silence.
 * So each database's class says itself what its database cannot do, before anything runs, and writes by hand what jOOQ
 * cannot.
 */
@NullMarked
package dev.qorm.dialect;

import org.jspecify.annotations.NullMarked;
