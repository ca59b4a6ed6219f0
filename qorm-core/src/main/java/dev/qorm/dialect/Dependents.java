package dev.qorm.dialect;

import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of a table that are suspended while a column changes its type or is created again: PostgreSQL refuses to
 * change the type of a column that a computed column reads, and would keep checks and partial indexes with constants of
 * the old type.
 *
 * @param drops the operations that drop them; their reverses, in reverse order, restore them
 */
record Dependents(List<Operation> drops) {
    /** Returns what must be dropped while the type of {@code column} changes: the parts whose SQL mentions it. */
    static Dependents ofType(Table table, Column column) {
        var parts = new LinkedHashSet<TableElement>();
        speakingOf(table, column).forEach(part -> collect(table, part, parts));
        return of(table, parts);
    }

    /** Returns what must be dropped while {@code column} does not exist. */
    static Dependents ofColumn(Table table, Column column) {
        var parts = new LinkedHashSet<TableElement>();
        collect(table, column, parts);
        parts.remove(column);
        return of(table, parts);
    }

    /** Returns the operations that restore the parts. */
    List<Operation> restores() {
        var restores = new ArrayList<Operation>();
        drops.forEach(drop -> restores.add(0, drop.reverse()));
        return restores;
    }

    private static void collect(Table table, TableElement part, Set<TableElement> parts) {
        if (parts.add(part) && part instanceof Column column) {
            table.elements().stream()
                    .filter(other -> other.holds(column.name()))
                    .forEach(other -> collect(table, other, parts));
            speakingOf(table, column).forEach(other -> collect(table, other, parts));
        }
    }

    private static Dependents of(Table table, Set<TableElement> parts) {
        return new Dependents(parts.stream()
                .sorted(Comparator.comparingInt(Dependents::rank))
                .map(part -> drop(table.name(), part))
                .toList());
    }

    private static int rank(TableElement part) {
        if (part instanceof ForeignKey) {
            return 0;
        }
        return part instanceof Column ? 2 : 1;
    }

    private static Operation drop(String table, TableElement part) {
        if (part instanceof Column column) {
            return new DropColumn(table, column);
        }
        if (part instanceof PrimaryKey key) {
            return new DropPrimaryKey(table, key);
        }
        if (part instanceof UniqueConstraint unique) {
            return new DropUnique(table, unique);
        }
        if (part instanceof Index index) {
            return new DropIndex(table, index);
        }
        return part instanceof ForeignKey key
                ? new DropForeignKey(table, key)
                : new DropCheck(table, (CheckConstraint) part);
    }

    /** If the name of the column is only a word in a text, the part is unnecessarily created again. */
    private static List<TableElement> speakingOf(Table table, Column column) {
        return table.elements().stream()
                .filter(part ->
                        part.expressions().stream().anyMatch(expression -> SqlText.hasWord(expression, column.name())))
                .toList();
    }
}
