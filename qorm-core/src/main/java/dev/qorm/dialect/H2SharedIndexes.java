package dev.qorm.dialect;

import dev.qorm.operation.AddUnique;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Schema.Reference;
import dev.qorm.schema.Table;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The indexes that keys of H2 share: when a key is dropped, others are suspended and restored.
 *
 * <p>H2 lets a foreign key use an existing index, including that of a unique constraint. Such an index cannot be
 * dropped, and worse, the index of a dropped unique constraint remains and continues to refuse rows. So the foreign key
 * is suspended, and then gets an index of its own (seen on 2.5.252).
 *
 * <p>When H2 copies a table, as it does for a new column, a unique constraint uses a unique index over the same
 * columns, whatever it used before, and then depends on it (seen on 2.5.252). So the constraint is suspended, and with
 * it the foreign keys that refer to it.
 *
 * <p>A unique constraint over the columns of the primary key shares its index, which remains when the primary key is
 * dropped and keeps the columns NOT NULL (seen on 2.5.252). So it is suspended, too.
 *
 * <p>A foreign key depends on one of the keys over its columns, and is restored on the other.
 */
final class H2SharedIndexes {
    private final H2OperationRenderer renderer;

    /** @param renderer knows the schema before the operation */
    H2SharedIndexes(H2OperationRenderer renderer) {
        this.renderer = renderer;
    }

    /** What is suspended while an operation runs. */
    private record Aside(List<UniqueConstraint> uniques, List<Reference> keys) {}

    private Aside aside(Operation operation) {
        if (operation instanceof DropUnique drop) {
            return aside(renderer.before.table(drop.table()), drop.unique());
        }
        if (operation instanceof DropPrimaryKey drop) {
            return aside(renderer.before.table(drop.table()), drop.key().columns(), true);
        }
        return operation instanceof DropIndex drop
                ? aside(
                        renderer.before.table(drop.table()),
                        drop.index().columnNames(),
                        drop.index().isUnique())
                : new Aside(List.of(), List.of());
    }

    private Aside aside(Table table, UniqueConstraint unique) {
        var columns = unique.columns();
        var primaryKey = table.primaryKey();
        var isAlone = (primaryKey == null || !isSameSet(primaryKey.columns(), columns))
                && table.uniques().values().stream()
                        .noneMatch(each -> !each.name().equals(unique.name()) && isSameSet(each.columns(), columns));
        // They may use its index, which stays then, and for which NULLs are equal.
        var sharing = table.uniques().values().stream()
                .filter(each -> unique.isNullsNotDistinct() && !each.isNullsNotDistinct())
                .filter(each -> isSameSet(each.columns(), columns))
                .toList();
        var targeting = isAlone ? Stream.<Reference>of() : targeting(table, columns);
        return new Aside(
                sharing,
                Stream.concat(over(table, columns).stream(), targeting)
                        .distinct()
                        .toList());
    }

    private Stream<Reference> targeting(Table table, List<String> columns) {
        return renderer.before
                .referencesTo(table.name())
                .filter(each -> isSameSet(each.key().referencedColumns(), columns));
    }

    /** @param isUnique whether unique constraints over the same columns are suspended with the foreign keys */
    private Aside aside(Table table, List<String> columns, boolean isUnique) {
        var uniques = table.uniques().values().stream()
                .filter(each -> isUnique && isSameSet(each.columns(), columns))
                .toList();
        var targeting = uniques.isEmpty() ? Stream.<Reference>of() : targeting(table, columns);
        return new Aside(
                uniques,
                Stream.concat(over(table, columns).stream(), targeting)
                        .distinct()
                        .toList());
    }

    private static List<Reference> over(Table table, List<String> columns) {
        return table.foreignKeys().values().stream()
                .filter(key -> columns.contains(key.columns().get(0)))
                .map(key -> new Reference(table, key))
                .toList();
    }

    /** Returns the statements of an operation that drops a key, with those that suspend and restore others. */
    List<String> withOthersAside(TableOperation operation, List<String> statements) {
        var table = operation.table();
        var aside = aside(operation);
        var all = new ArrayList<String>();
        aside.keys.forEach(each -> all.add(renderer.suspend(each.table().name(), each.key())));
        aside.uniques.forEach(each -> all.add(renderer.suspend(table, each)));
        all.addAll(statements);
        all.addAll(returns(table, aside));
        return all;
    }

    /**
     * Returns the statements that restore what is suspended while {@code operation} runs, in case it was stopped
     * meanwhile.
     */
    List<String> returns(Operation operation) {
        return operation instanceof TableOperation change ? returns(change.table(), aside(change)) : List.of();
    }

    private List<String> returns(String table, Aside aside) {
        var returns = new ArrayList<String>();
        aside.uniques.forEach(each -> returns.addAll(new AddUnique(table, each).accept(renderer)));
        aside.keys.forEach(each -> returns.add(renderer.ddl.add(each.table().name(), each.key())));
        return returns;
    }

    private static boolean isSameSet(List<String> some, List<String> others) {
        return Set.copyOf(some).equals(Set.copyOf(others));
    }
}
