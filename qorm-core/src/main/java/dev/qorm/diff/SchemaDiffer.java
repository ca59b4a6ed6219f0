package dev.qorm.diff;

import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the operations that lead from one schema to another. {@code diff(s, s)} is empty. Replaying {@code diff(a, b)}
 * on {@code a} gives {@code b}, with equivalent expressions spelled as in {@code a}. Every operation fits the schema
 * that results from the ones before it.
 *
 * <p>The order within a migration follows from the restrictions of databases:
 *
 * <ol>
 *   <li>Renames of tables come first, then renames of columns, so that everything after uses the new names.
 *   <li>Next, elements of existing tables are dropped: foreign keys before the keys that they depend on, then checks,
 *       indexes, unique constraints and primary keys. This frees names, and nothing depends any longer on a column that
 *       is dropped. Elements that differ only in their name are renamed.
 *   <li>New tables are created, each after those that it refers to. A foreign key is part of its CREATE TABLE unless it
 *       closes a circle or refers to a key that does not exist yet; such a foreign key is added at the end.
 *   <li>Columns are changed. Generated columns are dropped first and added last, since they are computed from the
 *       others. One that becomes a written column does so before the columns from which it was computed change or are
 *       dropped. An auto-increment column is added after any other has ceased to be one, since some databases allow
 *       only one.
 *   <li>New keys are added: primary keys, unique constraints, indexes, checks; then the foreign keys, whose targets now
 *       exist.
 *   <li>Tables are dropped last, referring ones first; the foreign keys of a circle were dropped at the start. So the
 *       most destructive operations only run after everything else has succeeded. A table is dropped earlier if its
 *       name, or that of one of its indexes or constraints, is needed for something else.
 * </ol>
 *
 * <p>An unchanged foreign key is dropped and added again if the key that it refers to is.
 */
public final class SchemaDiffer {
    private final Schema from;
    private final Schema to;
    private final PhasedOperations operations = new PhasedOperations();
    private final Map<String, Set<String>> recreated = new HashMap<>();
    /** The tables that are equal before and after; comparing two takes time. */
    private final Set<String> unchanged;

    private SchemaDiffer(Schema from, Schema models) {
        this.from = from;
        this.unchanged = same(from, models);
        this.to = KeptWriting.of(from, models, unchanged);
    }

    private static Set<String> same(Schema from, Schema to) {
        var same = new HashSet<String>();
        for (var table : from.tables()) {
            if (table.equals(to.find(table.name()))) {
                same.add(Table.key(table.name()));
            }
        }
        return same;
    }

    /** Returns the operations that lead from {@code from} to {@code to}, in the order in which they are applied. */
    public static List<Operation> diff(Schema from, Schema to) {
        return diff(from, to, List.of());
    }

    /**
     * Does the same for schemas of which some tables and columns are known to have been renamed.
     *
     * @throws RenameException if one of the renames is not possible
     */
    public static List<Operation> diff(Schema from, Schema to, List<Rename> renames) {
        var operations = namesSetFree(from, renames);
        var free = Operation.replay(from, operations);
        var sorted = RenameSorter.operations(free, renames);
        operations.addAll(sorted);
        operations.addAll(new SchemaDiffer(Operation.replay(free, sorted), to).diff());
        return operations;
    }

    /**
     * Gives a temporary name to an index or key whose name a table is to get: some databases have tables, indexes and
     * keys in one namespace.
     */
    private static List<Operation> namesSetFree(Schema from, List<Rename> renames) {
        var wanted = new HashSet<String>();
        renames.stream()
                .filter(rename -> rename.table() == null)
                .forEach(rename -> wanted.add(rename.to().toLowerCase(Locale.ROOT)));
        var operations = new ArrayList<Operation>();
        if (wanted.isEmpty()) {
            return operations;
        }
        for (var table : from.tables()) {
            for (var element : table.elements()) {
                var isRelation = element instanceof Index
                        || element instanceof UniqueConstraint
                        || element instanceof PrimaryKey;
                if (isRelation && wanted.contains(folded(element))) {
                    var free = "qorm_set_free_" + operations.size();
                    operations.add(
                            element instanceof Index
                                    ? new RenameIndex(table.name(), element.name(), free)
                                    : new RenameConstraint(table.name(), element.name(), free));
                }
            }
        }
        return operations;
    }

    private List<Operation> diff() {
        var created = new ArrayList<Table>();
        var dropped = new ArrayList<Table>();
        for (var table : from.tables()) {
            var after = to.find(table.name());
            if (after == null) {
                dropped.add(table);
            } else if (!isUnchanged(table.name())) {
                if (table.equals(after)) { // with the spelling of the migrations
                    unchanged.add(Table.key(table.name()));
                } else {
                    recreated.put(Table.key(table.name()), new ColumnDiffer(table, after).recreated());
                }
            }
        }
        for (var table : to.tables()) {
            var before = from.find(table.name());
            if (before == null) {
                created.add(table);
            } else {
                diffTable(before, table);
            }
        }
        create(created);
        drop(dropped, created);
        return operations.inOrder();
    }

    private Set<String> recreated(String table) {
        return recreated.getOrDefault(Table.key(table), Set.of());
    }

    private boolean isUnchanged(String table) {
        return unchanged.contains(Table.key(table));
    }

    private void diffTable(Table before, Table after) {
        if (isUnchanged(before.name())) {
            if (before.foreignKeys().values().stream().allMatch(this::isTargetKept)) {
                return;
            }
        } else {
            new ColumnDiffer(before, after).diff(operations, recreated(before.name()));
            if (!Objects.equals(before.comment(), after.comment())) {
                operations.add(
                        Phase.COMMENT_TABLES, new CommentTable(before.name(), before.comment(), after.comment()));
            }
        }
        new KeyDiffer(before, after, recreated(before.name()))
                .diff(operations, key -> !isTargetKept(key) || isRetyped(key, before, after));
    }

    /** Whether the columns of a key to an external table change their types, as those there did before. */
    private static boolean isRetyped(ForeignKey key, Table before, Table after) {
        return key.isExternal()
                && key.columns().stream().anyMatch(name -> {
                    var old = before.columns().get(name);
                    var column = after.columns().get(name);
                    return old != null && column != null && !old.hasTypeOf(column);
                });
    }

    /** Whether the key to which {@code key} refers exists before, after and all the time between. */
    private boolean isTargetKept(ForeignKey key) {
        if (key.isExternal()) {
            return true;
        }
        var before = from.find(key.referencedTable());
        var after = to.find(key.referencedTable());
        return before != null
                && after != null
                && (isUnchanged(key.referencedTable())
                        || KeyDiffer.keepsKey(
                                before, after, key.referencedColumns(), recreated(key.referencedTable())));
    }

    /** Whether {@code key} can exist all the time if its own columns stay unchanged. */
    private boolean isTargetUntouched(ForeignKey key) {
        if (key.isExternal()) {
            return true;
        }
        if (!isTargetKept(key)) {
            return false;
        }
        var before = from.table(key.referencedTable());
        var after = to.table(key.referencedTable());
        return key.referencedColumns().stream()
                .allMatch(column -> before.column(column).hasTypeOf(after.column(column)));
    }

    private void create(List<Table> tables) {
        var sorted = TableSorter.sort(tables);
        var created = new HashSet<String>();
        for (var table : sorted.tables()) {
            created.add(Table.key(table.name()));
            var inline = new ArrayList<TableElement>(table.elements());
            for (var key : table.foreignKeys().values()) {
                if (!canBeInline(key, created, sorted.cut())) {
                    inline.remove(key);
                    operations.add(Phase.ADD_FOREIGN_KEYS, new AddForeignKey(table.name(), key));
                }
            }
            operations.add(Phase.CREATE_TABLES, new CreateTable(Table.of(table.name(), table.comment(), inline)));
        }
    }

    private boolean canBeInline(ForeignKey key, Set<String> created, Set<ForeignKey> cut) {
        var isCreated = !key.isExternal() && created.contains(Table.key(key.referencedTable()));
        return isCreated ? !cut.contains(key) : isTargetUntouched(key);
    }

    private void drop(List<Table> tables, List<Table> created) {
        var sorted = TableSorter.sort(tables);
        var wanted = namesWantedAnew(created);
        var inTheWay = new HashSet<String>();
        tables.stream()
                .filter(table -> wanted.contains(table.name().toLowerCase(Locale.ROOT))
                        || constraintNames(table).stream().anyMatch(wanted::contains))
                .forEach(table -> inTheWay.add(Table.key(table.name())));
        for (var i = sorted.tables().size() - 1; i >= 0; i--) {
            var table = sorted.tables().get(i);
            var goesEarly = inTheWay.contains(Table.key(table.name()));
            var remaining = new ArrayList<TableElement>(table.elements());
            for (var key : table.foreignKeys().values()) {
                var targetStays = !key.isExternal() && to.find(key.referencedTable()) != null;
                var targetGoesEarlier = !goesEarly && inTheWay.contains(Table.key(key.referencedTable()));
                if (sorted.cut().contains(key) || targetGoesEarlier || (targetStays && !isTargetUntouched(key))) {
                    operations.add(Phase.DROP_FOREIGN_KEYS, new DropForeignKey(table.name(), key));
                    remaining.remove(key);
                }
            }
            operations.add(
                    goesEarly ? Phase.DROP_TABLES_IN_THE_WAY : Phase.DROP_TABLES,
                    new DropTable(Table.of(table.name(), table.comment(), remaining)));
        }
    }

    /**
     * Returns the names of tables, keys, indexes and checks that exist after and did not belong to the same table
     * before.
     */
    private Set<String> namesWantedAnew(List<Table> created) {
        var names = new HashSet<String>();
        for (var table : created) {
            names.addAll(constraintNames(table));
            names.add(table.name().toLowerCase(Locale.ROOT)); // an index may have had this name
        }
        for (var table : to.tables()) {
            var before = from.find(table.name());
            if (before != null && !isUnchanged(table.name())) {
                var wanted = constraintNames(table);
                wanted.removeAll(constraintNames(before));
                names.addAll(wanted);
            }
        }
        return names;
    }

    private static Set<String> constraintNames(Table table) {
        var names = new HashSet<String>();
        table.elements().stream()
                .filter(element -> !(element instanceof Column))
                .forEach(element -> names.add(folded(element)));
        return names;
    }

    private static String folded(TableElement element) {
        return element.name().toLowerCase(Locale.ROOT);
    }
}
