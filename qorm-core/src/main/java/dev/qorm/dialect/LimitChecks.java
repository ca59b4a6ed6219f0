package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;

/**
 * Checks that the database supports the result of an operation, before anything runs. Each method throws {@link
 * UnsupportedByDatabaseException} if it does not.
 *
 * @param before the schema before the operation
 * @param limits those of the database
 */
record LimitChecks(Dialect dialect, Schema before, Limits limits) {
    /** The limits of tables on a database. */
    interface Limits {
        /** @throws UnsupportedByDatabaseException if {@code table} cannot have {@code part} */
        void check(Table table, TableElement part);
    }

    /** Refuses an index over an expression. */
    static void refuseExpressions(Dialect dialect, Table table, TableElement part) {
        if (part instanceof Index index && index.hasExpressions()) {
            throw new UnsupportedByDatabaseException(
                    "the index " + index.name() + " of " + table.name() + " over an expression ("
                            + index.describeColumns() + ")",
                    dialect,
                    "declare a column for the expression, with generatedAs(…), and the index over that column, which"
                            + " works on all databases");
        }
    }

    /** Refuses a deferrable foreign key or unique constraint. */
    static void refuseDeferral(Dialect dialect, Table table, TableElement part) {
        if (part.deferral() != null) {
            var isForeignKey = part instanceof ForeignKey;
            throw new UnsupportedByDatabaseException(
                    "the deferrable " + (isForeignKey ? "foreign key " : "unique constraint ") + part.name() + " of "
                            + table.name(),
                    dialect,
                    "leave out deferrable() and initiallyDeferred()"
                            + (isForeignKey
                                    ? "; where rows refer to each other in a circle, insert them with NULL and set that"
                                            + " afterwards"
                                    : "; where rows exchange values, give one of them another value meanwhile"));
        }
    }

    /** Checks a new table with all its parts. */
    void created(Table table) {
        table.elements().forEach(part -> limits.check(table, part));
    }

    /** Checks a new part of an existing table. */
    void added(String table, TableElement part) {
        var owner = before.table(table);
        limits.check(owner.elements().contains(part) ? owner : owner.with(part), part);
    }

    /** Checks the altered column, and the keys, indexes and expressions that use it. */
    void altered(AlterColumn operation) {
        var after = operation.applyTo(before).table(operation.table());
        var column = operation.to().name();
        after.elements().stream()
                .filter(part ->
                        part.name().equals(column) || part.columnNames().contains(column) || part.mentions(column))
                .forEach(part -> limits.check(after, part));
    }

    /** Checks a table under its new name. */
    void renamed(Operation operation, String name) {
        var renamed = operation.applyTo(before).table(name);
        limits.check(renamed, renamed.columns().values().iterator().next());
    }

    /** Checks parts of a table under their new name. */
    void renamed(Operation operation, String table, String name) {
        var renamed = operation.applyTo(before).table(table);
        renamed.elements().stream()
                .filter(part -> part.name().equals(name))
                .forEach(part -> limits.check(renamed, part));
    }

    /** Checks that a statement of the user leaves transactions to qorm. */
    void statement(RunSql operation) {
        if (Transactions.beginOrEndBy(operation.sql(), dialect)) {
            throw new UnsupportedByDatabaseException(
                    "a statement that begins or ends a transaction within a migration",
                    dialect,
                    "leave it out; qorm begins and ends transactions itself");
        }
    }
}
