package dev.qorm.diff;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares keys, indexes and checks of a table that is there before and after: what differs, or stands on a column that
 * is dropped and added again, goes first and comes back last.
 */
final class KeyDiffer {
    private final Table from;
    private final Table to;
    private final Set<String> recreated;

    KeyDiffer(Table from, Table to, Set<String> recreated) {
        this.from = from;
        this.to = to;
        this.recreated = recreated;
    }

    void diff(Plan plan, Predicate<ForeignKey> losesTarget) {
        diff(
                plan,
                from.foreignKeys().values(),
                to.foreignKeys().values(),
                key -> losesTarget.test(key) || touches(key.columns()),
                Phase.DROP_FOREIGN_KEYS,
                DropForeignKey::new,
                Phase.ADD_FOREIGN_KEYS,
                AddForeignKey::new);
        diff(
                plan,
                from.checks().values(),
                to.checks().values(),
                check -> recreated.stream().anyMatch(column -> SqlText.mentions(check.expression(), column)),
                Phase.DROP_CHECKS,
                DropCheck::new,
                Phase.ADD_CHECKS,
                AddCheck::new);
        diff(
                plan,
                from.indexes().values(),
                to.indexes().values(),
                index -> touches(index.columnNames())
                        || recreated.stream().anyMatch(column -> SqlText.mentions(index.where(), column)),
                Phase.DROP_INDEXES,
                DropIndex::new,
                Phase.CREATE_INDEXES,
                CreateIndex::new);
        diff(
                plan,
                from.uniques().values(),
                to.uniques().values(),
                unique -> touches(unique.columns()),
                Phase.DROP_UNIQUES,
                DropUnique::new,
                Phase.ADD_UNIQUES,
                AddUnique::new);
        diff(
                plan,
                primaryKey(from),
                primaryKey(to),
                key -> touches(key.columns()),
                Phase.DROP_PRIMARY_KEYS,
                DropPrimaryKey::new,
                Phase.ADD_PRIMARY_KEYS,
                AddPrimaryKey::new);
    }

    private static List<PrimaryKey> primaryKey(Table table) {
        return Stream.ofNullable(table.primaryKey()).toList();
    }

    private boolean touches(List<String> columns) {
        return columns.stream().anyMatch(recreated::contains);
    }

    private <T extends TableElement> void diff(
            Plan plan,
            Collection<T> before,
            Collection<T> after,
            Predicate<T> suspended,
            Phase dropPhase,
            BiFunction<String, T, Operation> drop,
            Phase addPhase,
            BiFunction<String, T, Operation> add) {
        var old = byName(before);
        var kept = byName(after);
        kept.values().removeIf(element -> !element.equals(old.get(element.name())) || suspended.test(element));
        for (var element : before) {
            if (!kept.containsKey(element.name())) {
                plan.add(dropPhase, drop.apply(from.name(), element));
            }
        }
        for (var element : after) {
            if (!kept.containsKey(element.name())) {
                plan.add(addPhase, add.apply(from.name(), element));
            }
        }
    }

    private static <T extends TableElement> Map<String, T> byName(Collection<T> elements) {
        var map = new HashMap<String, T>();
        elements.forEach(element -> map.put(element.name(), element));
        return map;
    }

    /** Whether the key of {@code from} over these columns, which a foreign key may stand on, is there all the time. */
    static boolean keepsKey(Table from, Table to, List<String> columns, Set<String> recreated) {
        Function<Table, List<TableElement>> keys = table -> table.elements().stream()
                .filter(element -> keyColumns(element).equals(columns))
                .toList();
        return !keys.apply(from).isEmpty()
                && keys.apply(to).containsAll(keys.apply(from))
                && columns.stream().noneMatch(recreated::contains);
    }

    private static List<String> keyColumns(TableElement element) {
        if (element instanceof PrimaryKey key) {
            return key.columns();
        }
        return element instanceof UniqueConstraint unique ? unique.columns() : List.of();
    }
}
