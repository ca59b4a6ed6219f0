package dev.qorm.dialect;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;

/**
 * Looks whether the database can have what an operation leads to, before anything runs. Each method throws
 * {@link UnsupportedByDatabaseException} where it cannot.
 *
 * @param before the schema before the operation
 * @param limits the database's
 */
record LimitChecks(Dialect dialect, Schema before, Limits limits) {
    /** What the tables of a database cannot have. */
    interface Limits {
        /** @throws UnsupportedByDatabaseException when {@code table} cannot have {@code part} */
        void check(Table table, TableElement part);
    }

    /** A table that is new, with all of its parts. */
    void created(Table table) {
        table.elements().forEach(part -> limits.check(table, part));
    }

    /** A new part of a table that is there. */
    void added(String table, TableElement part) {
        var owner = before.table(table);
        limits.check(owner.elements().contains(part) ? owner : owner.with(part), part);
    }

    /** The altered column, and the keys, indexes and expressions that it is in. */
    void altered(AlterColumn operation) {
        var after = operation.applyTo(before).table(operation.table());
        var column = operation.to().name();
        after.elements().stream()
                .filter(part -> part.name().equals(column)
                        || part.columnNames().contains(column)
                        || SqlText.mentions(part.expression(), column))
                .forEach(part -> limits.check(after, part));
    }

    /** A table under its new name. */
    void renamed(Operation operation, String name) {
        var renamed = operation.applyTo(before).table(name);
        limits.check(renamed, renamed.columns().values().iterator().next());
    }

    /** Parts of a table under their new name. */
    void renamed(Operation operation, String table, String name) {
        var renamed = operation.applyTo(before).table(table);
        renamed.elements().stream()
                .filter(part -> part.name().equals(name))
                .forEach(part -> limits.check(renamed, part));
    }

    /** A person's statement, which leaves transactions to qorm. */
    void statement(RunSql operation) {
        if (Transactions.beginOrEndBy(operation.sql(), dialect)) {
            throw new UnsupportedByDatabaseException(
                    "a statement that begins or ends a transaction in the middle of a migration",
                    dialect,
                    "leave it out: qorm begins and ends them, and records what is done with what did it");
        }
    }
}
