package dev.qorm.dialect;

import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders renames on MySQL and MariaDB, which change some other names with them, refuse some renames, and have no
 * statement for others.
 */
final class MySqlRenames {
    private final MySqlOperationRenderer renderer;
    private final MySqlClauses clauses;

    /** @param renderer knows the schema before the operation */
    MySqlRenames(MySqlOperationRenderer renderer) {
        this.renderer = renderer;
        this.clauses = renderer.clauses;
    }

    /**
     * The server also renames foreign keys, and MySQL checks, whose names it considers its own: those that begin with
     * the name of the table ("ALTER TABLE" and "CHECK Constraints" in MySQL's manual). They get back their names.
     */
    List<String> of(RenameTable operation) {
        var statements = new ArrayList<String>();
        statements.add(renderer.ddl.renameTable(operation.from(), operation.to()));
        var renamed = operation.applyTo(renderer.before).table(operation.to());
        for (var key : renamed.foreignKeys().values()) {
            var found = named(key, operation, "_ibfk_");
            if (found != null) {
                // One at a time: with several, the server loses track of its indexes.
                var replacing = clauses.addForeignKey(renamed, key);
                replacing.add(0, clauses.dropForeignKey((ForeignKey) found));
                statements.add(clauses.alterTable(operation.to(), replacing));
            }
        }
        for (var check : renderer.renamesChecks() ? renamed.checks().values() : List.<CheckConstraint>of()) {
            var found = named(check, operation, "_chk_");
            if (found != null) {
                statements.add(
                        clauses.alterTable(operation.to(), clauses.dropConstraint(found.name()), clauses.add(check)));
            }
        }
        return statements;
    }

    /**
     * Returns the constraint with the name that the server gives it when its table is renamed, or null if that is the
     * same name.
     */
    private static @Nullable TableElement named(TableElement constraint, RenameTable operation, String infix) {
        var stem = operation.from() + infix;
        return constraint.name().startsWith(stem)
                ? constraint.named(operation.to() + infix + constraint.name().substring(stem.length()))
                : null;
    }

    /**
     * MySQL refuses to rename a column that a check, an index or a computed column reads. Checks and indexes are dropped
     * and added again in the statement that renames; a computed column keeps its values meanwhile. A column of a foreign key is renamed
     * in a statement of its own: MySQL refuses to copy the table for it, as it does for a check ("ALGORITHM=COPY is not
     * supported").
     */
    List<String> ofRead(RenameColumn operation) {
        var table = operation.table();
        var drops = new ArrayList<String>();
        var adds = new ArrayList<String>();
        var computations = new ArrayList<String>();
        for (var reader : readers(operation)) {
            if (reader instanceof Column column) {
                drops.add(clauses.modify(table, clauses.definitions().readingNone(table, column)));
                computations.add(clauses.modify(table, column));
            } else if (reader instanceof Index index) {
                drops.add(clauses.dropIndex(index.name()));
                adds.add(clauses.addIndex(index));
            } else {
                drops.add(clauses.dropConstraint(reader.name()));
                adds.add(clauses.add(reader));
            }
        }
        var rename = "rename column " + renderer.quoted(operation.from()) + " to " + renderer.quoted(operation.to());
        if (renderer.isInForeignKey(table, operation.from())) {
            adds.addAll(computations);
            return List.of(
                    clauses.alterTable(table, drops),
                    clauses.alterTable(table, rename),
                    clauses.alterTable(table, adds));
        }
        var all = new ArrayList<>(drops);
        all.add(rename);
        all.addAll(adds);
        var statements = new ArrayList<String>();
        statements.add(clauses.alterTable(table, all));
        if (!computations.isEmpty()) {
            statements.add(clauses.alterTable(table, computations));
        }
        return statements;
    }

    /** Whether a check, an index or a computed column reads the column. */
    boolean isRead(RenameColumn operation) {
        return !readers(operation).isEmpty();
    }

    private List<TableElement> readers(RenameColumn operation) {
        return operation.applyTo(renderer.before).table(operation.table()).elements().stream()
                .filter(part -> part.mentions(operation.to()))
                .toList();
    }

    /**
     * An index is renamed; a foreign key or a check is dropped and added again under another name, and a primary key
     * has no name.
     */
    List<String> of(RenameConstraint operation) {
        var table = renderer.before.table(operation.table());
        var from = operation.from();
        var to = operation.to();
        if (table.uniques().containsKey(from)) {
            return ofIndex(table.name(), from, to);
        }
        var check = table.checks().get(from);
        if (check != null) {
            return List.of(
                    clauses.alterTable(table.name(), clauses.dropConstraint(from), clauses.add(check.named(to))));
        }
        var key = table.foreignKeys().get(from);
        if (key == null) {
            return List.of();
        }
        var hasIndex = MySqlIndexes.implied(table).stream()
                .anyMatch(index -> index.name().equals(from));
        var drop = clauses.dropForeignKey(key);
        var add = clauses.add(key.named(to));
        if (from.equalsIgnoreCase(to)) {
            // To the server, the two names are the same, and it cannot drop and add it in one statement.
            var statements = new ArrayList<String>();
            statements.add(clauses.alterTable(table.name(), drop));
            statements.addAll(hasIndex ? ofIndex(table.name(), from, to) : List.of());
            statements.add(clauses.alterTable(table.name(), add));
            return statements;
        }
        return List.of(
                hasIndex
                        ? clauses.alterTable(table.name(), drop, add, clauses.renameIndex(from, to))
                        : clauses.alterTable(table.name(), drop, add));
    }

    /** To MariaDB, names that differ only in case are the same, and it reports that the name already exists. */
    List<String> ofIndex(String table, String from, String to) {
        return from.equalsIgnoreCase(to)
                ? List.of(
                        clauses.alterTable(table, clauses.renameIndex(from, OperationRenderer.ON_THE_WAY)),
                        clauses.alterTable(table, clauses.renameIndex(OperationRenderer.ON_THE_WAY, to)))
                : List.of(clauses.alterTable(table, clauses.renameIndex(from, to)));
    }
}
