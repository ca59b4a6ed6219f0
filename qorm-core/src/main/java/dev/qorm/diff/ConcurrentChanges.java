package dev.qorm.diff;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.ConcurrentOperation;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Separates the part of a change that can be made concurrently after the rest: the new indexes, unique constraints,
 * foreign keys and checks of existing tables, which may have many rows, the columns of these tables that become NOT
 * NULL ({@link LaterNotNull}), and the dropping of their indexes. Replaying the rest and then this part gives the same
 * schema as the whole change.
 *
 * <p>An element that may replace another key or check stays with it: between the two migrations, neither would protect
 * the rows. Primary keys, unique constraints and unique indexes can replace each other, and a check can replace a
 * column's type or NOT NULL. A key that one of the other operations needs also stays, and so does the dropping of an
 * index whose name or columns one of the others affects: dropping is quick. Later drops come after what is built as a
 * replacement, and before new foreign keys, which could depend on the dropped index.
 */
public final class ConcurrentChanges {
    private final Schema before;

    /** Tables that are created, dropped or renamed. */
    private final Set<String> tables = new HashSet<>();

    /** Names that elements get, and names of indexes that are renamed. */
    private final Set<String> names = new HashSet<>();

    private final Set<String> droppedNames = new HashSet<>();

    /** The kinds of keys and checks that the other operations drop, by table, as {@code [table, kind]}. */
    private final Set<List<Object>> droppedKinds = new HashSet<>();

    /** Columns that accept values that they did not accept before, as {@code [table, column]}. */
    private final Set<List<String>> opened = new HashSet<>();

    /** Columns that are changed, dropped or renamed, as {@code [table, column]}. */
    private final Set<List<String>> columns = new HashSet<>();

    /** Columns that become auto-increment, in the same form: some databases require a key or index on them at once. */
    private final Set<List<String>> counted = new HashSet<>();

    /** The targets of the foreign keys that stay with the others, as {@code [table, set of columns]}. */
    private final Set<List<Object>> referenced = new HashSet<>();

    /** The columns that become NOT NULL with the concurrent operations, by the operation that makes them so. */
    private Map<Operation, LaterNotNull> later = Map.of();

    private final List<Operation> others = new ArrayList<>();
    private final List<Operation> required = new ArrayList<>();
    private final List<Operation> built = new ArrayList<>();
    private final List<Operation> validated = new ArrayList<>();
    private final List<Operation> dropped = new ArrayList<>();

    private ConcurrentChanges(Schema before) {
        this.before = before;
    }

    /**
     * Returns the parts of a change, in the order in which they are applied; none of them is empty.
     *
     * @param before the schema before the change
     * @param operations the change, as {@link SchemaDiffer} finds it
     * @return the change itself, or its remaining part followed by its concurrent part, or the concurrent part alone
     */
    public static List<List<Operation>> apart(Schema before, List<Operation> operations) {
        var changes = new ConcurrentChanges(before);
        operations.forEach(changes::look);
        operations.forEach(changes::lookAtDrops);
        operations.forEach(changes::lookAtReferences);
        changes.later = LaterNotNull.in(operations, changes::isMoved, changes::isKept);
        operations.forEach(changes::sort);
        var concurrent = Stream.of(changes.required, changes.built, changes.dropped, changes.validated)
                .flatMap(List::stream)
                .toList();
        return Stream.of(List.copyOf(changes.others), concurrent)
                .filter(part -> !part.isEmpty())
                .toList();
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
        } else if (operation instanceof AddColumn add) {
            count(add.table(), add.column());
        } else if (operation instanceof AlterColumn alter) {
            columns.add(column(alter.table(), alter.from().name()));
            open(alter);
            count(alter.table(), alter.to());
        } else if (operation instanceof DropColumn drop) {
            columns.add(column(drop.table(), drop.column().name()));
        } else if (operation instanceof RenameColumn rename) {
            columns.add(column(rename.table(), rename.from()));
            columns.add(column(rename.table(), rename.to()));
        } else {
            lookAtParts(operation);
        }
    }

    private void lookAtParts(Operation operation) {
        if (operation instanceof RenameIndex rename) {
            name(rename.from());
            name(rename.to());
        } else if (operation instanceof RenameConstraint rename) {
            name(rename.to());
        } else if (operation instanceof AddPrimaryKey add) {
            name(add.key().name());
        } else if (operation instanceof ConcurrentOperation part) {
            if (part.isAddition()) {
                name(part.element().name());
            } else {
                droppedNames.add(key(part.element().name()));
            }
        }
    }

    private void lookAtDrops(Operation operation) {
        if (operation instanceof DropPrimaryKey drop) {
            droppedKinds.add(kind(drop.table(), drop.key()));
        } else if (operation instanceof ConcurrentOperation drop && isDropped(drop) && !canGoLate(drop)) {
            droppedKinds.add(kind(drop.table(), drop.element()));
        }
    }

    private void lookAtReferences(Operation operation) {
        if (operation instanceof CreateTable create) {
            create.table().foreignKeys().values().forEach(this::refer);
        } else if (operation instanceof AddForeignKey add && !isMoved(add)) {
            refer(add.key());
        }
    }

    private void refer(ForeignKey key) {
        referenced.add(List.of(Table.key(key.referencedTable()), Set.copyOf(key.referencedColumns())));
    }

    private void open(AlterColumn alter) {
        var from = alter.from();
        var to = alter.to();
        if (!from.hasTypeOf(to) || (to.isNullable() && !from.isNullable())) {
            opened.add(column(alter.table(), to.name()));
        }
    }

    private void count(String table, Column column) {
        if (column.isAutoIncrement()) {
            counted.add(column(table, column.name()));
        }
    }

    private void name(String name) {
        names.add(key(name));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<String> column(String table, String column) {
        return List.of(Table.key(table), column);
    }

    private static List<Object> kind(String table, TableElement element) {
        var isUnique = element instanceof PrimaryKey || (element instanceof Index index && index.isUnique());
        return List.of(Table.key(table), isUnique ? UniqueConstraint.class : element.getClass());
    }

    private void sort(Operation operation) {
        var notNull = later.get(operation);
        if (notNull != null) {
            others.addAll(notNull.rest());
            required.add(notNull.notNull());
        } else if (operation instanceof ConcurrentOperation part && isMoved(part)) {
            var isBuilt = part instanceof CreateIndex || part instanceof AddUnique;
            (isDropped(part) ? dropped : isBuilt ? built : validated).add(part.concurrently());
        } else {
            others.add(operation);
        }
    }

    /** Whether the whole operation is made concurrent: one on an index, key or check. */
    private boolean isMoved(Operation operation) {
        return operation instanceof ConcurrentOperation part
                && !(part instanceof AlterColumn)
                && (isDropped(part) ? canGoLate(part) : canWait(part));
    }

    private static boolean isDropped(ConcurrentOperation operation) {
        return !(operation instanceof AlterColumn) && !operation.isAddition();
    }

    /** Whether the table exists before and after, with the same name. */
    private boolean isKept(String table) {
        return before.find(table) != null && !tables.contains(Table.key(table));
    }

    private boolean canWait(ConcurrentOperation add) {
        if (!isKept(add.table()) || isReplacing(add)) {
            return false;
        }
        if (add instanceof CreateIndex create) {
            return !isCounted(create.table(), create.index().columnNames());
        }
        return !(add instanceof AddUnique unique
                && isNeeded(unique.table(), unique.unique().columns()));
    }

    /** Whether a key or check may replace one that is dropped before. */
    private boolean isReplacing(ConcurrentOperation add) {
        var element = add.element();
        if (element instanceof Index index && !index.isUnique()) {
            return false;
        }
        return droppedKinds.contains(kind(add.table(), element))
                || (!(element instanceof Index) && droppedNames.contains(key(element.name())))
                || (element instanceof CheckConstraint check && isOnOpened(add.table(), check));
    }

    private boolean isOnOpened(String table, CheckConstraint check) {
        return isAnyOf(opened, table, check::mentions);
    }

    private boolean isNeeded(String table, List<String> key) {
        return referenced.contains(List.of(Table.key(table), Set.copyOf(key))) || isCounted(table, key);
    }

    private boolean isCounted(String table, List<String> of) {
        return of.stream().anyMatch(column -> counted.contains(column(table, column)));
    }

    private boolean canGoLate(ConcurrentOperation drop) {
        return drop.element() instanceof Index index
                && isKept(drop.table())
                && !names.contains(key(index.name()))
                && !isAnyOf(columns, drop.table(), column -> index.holds(column) || index.mentions(column));
    }

    private static boolean isAnyOf(Set<List<String>> columns, String table, Predicate<String> columnOfTable) {
        return columns.stream()
                .filter(each -> each.get(0).equals(Table.key(table)))
                .map(each -> each.get(1))
                .anyMatch(columnOfTable);
    }
}
