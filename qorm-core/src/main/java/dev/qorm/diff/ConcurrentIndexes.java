package dev.qorm.diff;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes the indexes out of a change that can be built and dropped concurrently behind it: those of tables that are there
 * before, which may have many rows. Replaying the others and then these gives the same schema as the change.
 *
 * <p>An index that is dropped stays among the others where one of them has its name, or changes a column that it speaks of:
 * dropping is quick. What is dropped later is so behind what is built in its place.
 */
public final class ConcurrentIndexes {
    private final Schema before;

    /** Tables that are created, dropped or renamed. */
    private final Set<String> tables = new HashSet<>();

    /** What is given a name, or loses it to a new one. */
    private final Set<String> names = new HashSet<>();

    /** Columns that are changed, dropped or renamed, as {@code [table, column]}. */
    private final Set<List<String>> columns = new HashSet<>();

    private final List<Operation> others = new ArrayList<>();
    private final List<Operation> created = new ArrayList<>();
    private final List<Operation> dropped = new ArrayList<>();

    private ConcurrentIndexes(Schema before) {
        this.before = before;
    }

    /**
     * The parts of a change, in the order in which they are applied; none of them is empty.
     *
     * @param before the schema before it
     * @param operations as {@link SchemaDiffer} finds them
     * @return the change itself, or what is left of it and then what is concurrent, or that alone
     */
    public static List<List<Operation>> apart(Schema before, List<Operation> operations) {
        var indexes = new ConcurrentIndexes(before);
        operations.forEach(indexes::look);
        operations.forEach(indexes::sort);
        var concurrent = new ArrayList<>(indexes.created);
        concurrent.addAll(indexes.dropped);
        var parts = new ArrayList<List<Operation>>();
        parts.add(List.copyOf(indexes.others));
        parts.add(List.copyOf(concurrent));
        parts.removeIf(List::isEmpty);
        return parts;
    }

    private void look(Operation operation) {
        if (operation instanceof CreateTable create) {
            tables.add(Table.key(create.table().name()));
            name(create.table().name());
            create.table().elements().forEach(part -> name(part.name()));
        } else if (operation instanceof DropTable drop) {
            tables.add(Table.key(drop.table().name()));
        } else if (operation instanceof RenameTable rename) {
            tables.add(Table.key(rename.from()));
            tables.add(Table.key(rename.to()));
            name(rename.to());
        } else if (operation instanceof AlterColumn alter) {
            column(alter.table(), alter.from().name());
        } else if (operation instanceof DropColumn drop) {
            column(drop.table(), drop.column().name());
        } else if (operation instanceof RenameColumn rename) {
            column(rename.table(), rename.from());
            column(rename.table(), rename.to());
        } else if (operation instanceof RenameIndex rename) {
            name(rename.from());
            name(rename.to());
        } else if (operation instanceof RenameConstraint rename) {
            name(rename.to());
        } else {
            lookAtNew(operation);
        }
    }

    private void lookAtNew(Operation operation) {
        if (operation instanceof CreateIndex create) {
            name(create.index().name());
        } else if (operation instanceof AddUnique add) {
            name(add.unique().name());
        } else if (operation instanceof AddPrimaryKey add) {
            name(add.key().name());
        } else if (operation instanceof AddForeignKey add) {
            name(add.key().name());
        } else if (operation instanceof AddCheck add) {
            name(add.check().name());
        }
    }

    private void name(String name) {
        names.add(name.toLowerCase(Locale.ROOT));
    }

    private void column(String table, String column) {
        columns.add(List.of(Table.key(table), column));
    }

    private void sort(Operation operation) {
        if (operation instanceof CreateIndex create && isKept(create.table())) {
            created.add(create.concurrently());
        } else if (operation instanceof DropIndex drop
                && isKept(drop.table())
                && canGoLate(drop.table(), drop.index())) {
            dropped.add(drop.concurrently());
        } else {
            others.add(operation);
        }
    }

    /** Whether the table is there before and after, under its name. */
    private boolean isKept(String table) {
        return before.find(table) != null && !tables.contains(Table.key(table));
    }

    private boolean canGoLate(String table, Index index) {
        return !names.contains(index.name().toLowerCase(Locale.ROOT))
                && columns.stream()
                        .filter(each -> each.get(0).equals(Table.key(table)))
                        .map(each -> each.get(1))
                        .noneMatch(column ->
                                index.columnNames().contains(column) || SqlText.mentions(index.where(), column));
    }
}
