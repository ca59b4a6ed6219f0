/**
 * The architecture of qorm. Data flows in one direction, on two paths:
 *
 * <pre>
 * makemigrations:    compiled classes ─scan→ models ─map→ target Schema ─┐
 *                    migration classes ─scan→ operations ─replay→ Schema ─┴─diff→ operations ─generate→ Migration0002.java
 * migrate, rollback: migration classes ─scan→ pending or applied → operations ─render→ statements ─execute→ database
 * </pre>
 *
 * <p>The floors: each imports only those below it, and packages on the same floor do not import each other.
 *
 * <ol start="0">
 *   <li>{@code schema}: tables, columns, keys; immutable values
 *   <li>{@code operation}: the steps from one schema to the next; {@code model}: what users declare, and its mapping to
 *       a schema
 *   <li>{@code migration}: numbered lists of operations and their replay; {@code diff}: finds the operations that lead
 *       from one schema to another
 *   <li>{@code scan}: finds models and migrations (ClassGraph); {@code generate}: writes migrations as source
 *       (JavaPoet); {@code dialect}: renders operations as SQL (jOOQ)
 *   <li>{@code execute}: runs statements and keeps the history; {@code introspect}: reads a database as a schema
 *   <li>{@code command}: one class for each goal, with a request as input and a result as output (Gson)
 * </ol>
 *
 * <p>Above them is the Maven plugin, which translates between Maven and {@code command}.
 */
@NullMarked
package dev.qorm;

import org.jspecify.annotations.NullMarked;
