package dev.qorm.diff;

import dev.qorm.diff.RenameSorter.Renaming;
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
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the keys, indexes and checks of a table that exists before and after. Those that differ, or that depend on a
 * column that is dropped and added again, are dropped first and added last.
 */
final class KeyDiffer {
    private static final Kind<ForeignKey> FOREIGN_KEYS = new Kind<>(
            table -> table.foreignKeys().values(),
            Phase.DROP_FOREIGN_KEYS,
            DropForeignKey::new,
            Phase.ADD_FOREIGN_KEYS,
            AddForeignKey::new);
    private static final Kind<CheckConstraint> CHECKS = new Kind<>(
            table -> table.checks().values(), Phase.DROP_CHECKS, DropCheck::new, Phase.ADD_CHECKS, AddCheck::new);
    private static final Kind<Index> INDEXES = new Kind<>(
            table -> table.indexes().values(),
            Phase.DROP_INDEXES,
            DropIndex::new,
            Phase.CREATE_INDEXES,
            CreateIndex::new);
    private static final Kind<UniqueConstraint> UNIQUES = new Kind<>(
            table -> table.uniques().values(), Phase.DROP_UNIQUES, DropUnique::new, Phase.ADD_UNIQUES, AddUnique::new);

    private final Table from;
    private final Table to;
    private final Set<String> recreated;

    KeyDiffer(Table from, Table to, Set<String> recreated) {
        this.from = from;
        this.to = to;
        this.recreated = recreated;
    }

    /**
     * A kind of key, index or check.
     *
     * @param of returns those of a table
     * @param drop creates the operation that drops one
     * @param add creates the operation that adds one
     */
    private record Kind<T extends TableElement>(
            Function<Table, Collection<T>> of,
            Phase dropPhase,
            BiFunction<String, T, Operation> drop,
            Phase addPhase,
            BiFunction<String, T, Operation> add) {}

    void diff(PhasedOperations operations, Predicate<ForeignKey> losesTarget) {
        diff(operations, FOREIGN_KEYS, key -> losesTarget.test(key) || touches(key.columns()));
        diff(operations, CHECKS, this::readsRecreated);
        diff(operations, INDEXES, index -> holdsRecreated(index) || readsRecreated(index));
        diff(operations, UNIQUES, this::holdsRecreated);
        diff(operations, primaryKeys(), key -> touches(key.columns()));
    }

    /**
     * A primary key that replaces another one of the same name is added immediately after it is dropped, if the columns
     * of one of the two stay unchanged: some databases do both in one statement.
     */
    private Kind<PrimaryKey> primaryKeys() {
        var comesEarly = isUntouched(to.primaryKey(), from.primaryKey());
        var goesLate = !comesEarly && isUntouched(from.primaryKey(), to.primaryKey());
        return new Kind<>(
                table -> Stream.ofNullable(table.primaryKey()).toList(),
                goesLate ? Phase.ADD_PRIMARY_KEYS : Phase.DROP_PRIMARY_KEYS,
                DropPrimaryKey::new,
                comesEarly ? Phase.DROP_PRIMARY_KEYS : Phase.ADD_PRIMARY_KEYS,
                AddPrimaryKey::new);
    }

    /** Whether the columns of a key stay unchanged, and it has the name of {@code other}. */
    private boolean isUntouched(@Nullable PrimaryKey key, @Nullable PrimaryKey other) {
        return key != null
                && other != null
                && key.name().equals(other.name())
                && key.columns().stream().allMatch(name -> {
                    var column = from.columns().get(name);
                    return column != null
                            && column.equals(to.columns().get(name))
                            && column.generatedAs() == null
                            && !recreated.contains(name);
                });
    }

    private boolean touches(List<String> columns) {
        return columns.stream().anyMatch(recreated::contains);
    }

    private boolean holdsRecreated(TableElement key) {
        return recreated.stream().anyMatch(key::holds);
    }

    private boolean readsRecreated(TableElement part) {
        return recreated.stream().anyMatch(part::mentions);
    }

    /** @param suspended whether an element is dropped and added again although it stays the same */
    private <T extends TableElement> void diff(PhasedOperations operations, Kind<T> kind, Predicate<T> suspended) {
        var before = kind.of.apply(from);
        var after = kind.of.apply(to);
        var old = byName(before);
        var kept = byName(after);
        kept.values().removeIf(element -> !element.equals(old.get(element.name())) || suspended.test(element));
        var gone = new ArrayList<>(before);
        gone.removeIf(element -> kept.containsKey(element.name()));
        var fresh = new ArrayList<>(after);
        fresh.removeIf(element -> kept.containsKey(element.name()));
        rename(operations, gone, fresh, suspended);
        var replaced = byName(gone);
        replaced.values().removeIf(element -> suspended.test(element) || !isReplacedAtOnce(element, fresh));
        for (var element : gone) {
            if (!replaced.containsKey(element.name())) {
                operations.add(kind.dropPhase, kind.drop.apply(from.name(), element));
            }
        }
        for (var element : fresh) {
            var former = replaced.get(element.name());
            var phase = former instanceof ForeignKey ? kind.dropPhase : kind.addPhase;
            if (former != null) {
                operations.add(phase, kind.drop.apply(from.name(), former));
            }
            operations.add(phase, kind.add.apply(from.name(), element));
        }
    }

    /**
     * Whether an element is added immediately after it is dropped, because many databases do both in one statement or
     * have nothing to do: it only gets other columns that it includes, while the present ones stay, or it is a foreign key
     * that only gets another deferral.
     */
    private boolean isReplacedAtOnce(TableElement old, Collection<? extends TableElement> fresh) {
        return fresh.stream()
                .anyMatch(element -> differsInDeferral(old, element)
                        || (to.columns().keySet().containsAll(old.include())
                                && element.withoutIncluded().equals(old.withoutIncluded())));
    }

    private static boolean differsInDeferral(TableElement element, TableElement other) {
        return element instanceof ForeignKey old
                && other instanceof ForeignKey key
                && old.deferral(key.deferral()).equals(key);
    }

    /** Renames an element that differs only in its name, so that an index is not rebuilt. */
    private <T extends TableElement> void rename(
            PhasedOperations operations, Collection<T> gone, Collection<T> fresh, Predicate<T> suspended) {
        for (var old : List.copyOf(gone)) {
            fresh.stream()
                    .filter(element -> old.named(element.name()).equals(element) && !suspended.test(element))
                    .findFirst()
                    .ifPresent(element -> {
                        operations.renameKey(new Renaming(
                                old.name(),
                                element.name(),
                                (name, newName) -> old instanceof Index
                                        ? new RenameIndex(from.name(), name, newName)
                                        : new RenameConstraint(from.name(), name, newName)));
                        gone.remove(old);
                        fresh.remove(element);
                    });
        }
    }

    private static <T extends TableElement> Map<String, T> byName(Collection<T> elements) {
        var map = new HashMap<String, T>();
        elements.forEach(element -> map.put(element.name(), element));
        return map;
    }

    /**
     * Whether a key of {@code from} over these columns, to which a foreign key can refer, exists all the time, under
     * whatever name.
     */
    static boolean keepsKey(Table from, Table to, List<String> columns, Set<String> recreated) {
        var before = keys(from, columns, Set.of());
        var after = keys(to, columns, recreated);
        return !before.isEmpty()
                && before.entrySet().stream()
                        .allMatch(kind -> after.getOrDefault(kind.getKey(), 0L) >= kind.getValue());
    }

    /**
     * Returns the number of keys of each kind that a table has over these columns and that hold no recreated one, by one
     * without a name: a foreign key may depend on any of them.
     */
    private static Map<TableElement, Long> keys(Table table, List<String> columns, Set<String> recreated) {
        return table.elements().stream()
                .filter(element -> keyColumns(element).equals(columns))
                .filter(element -> recreated.stream().noneMatch(element::holds))
                .collect(Collectors.groupingBy(element -> element.named(""), Collectors.counting()));
    }

    private static List<String> keyColumns(TableElement element) {
        if (element instanceof PrimaryKey key) {
            return key.columns();
        }
        return element instanceof UniqueConstraint unique && unique.deferral() == null ? unique.columns() : List.of();
    }
}
