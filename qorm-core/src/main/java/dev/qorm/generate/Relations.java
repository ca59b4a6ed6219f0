package dev.qorm.generate;

import dev.qorm.model.Naming;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Determines which foreign keys of a schema can be relations of models. A relation creates its columns, with the types
 * of the key that it refers to. So a foreign key can only be a relation if its columns are exactly those, and belong to
 * no other relation.
 */
final class Relations {
    private final Schema schema;
    private final Map<String, List<ForeignKey>> byTable = new HashMap<>();

    Relations(Schema schema) {
        this.schema = schema;
        for (var table : schema.tables()) {
            var chosen = new ArrayList<ForeignKey>();
            for (var key : table.foreignKeys().values()) {
                var isFree = key.columns().stream().noneMatch(column -> find(chosen, column) != null);
                if (isFree && isPlain(table, key) && (key.columns().size() == 1 || hasName(table, key, chosen))) {
                    chosen.add(key);
                }
            }
            byTable.put(Table.key(table.name()), chosen);
        }
        while (schema.tables().stream().anyMatch(this::removeOneThatCannotBe)) {
            // A foreign key that is no longer a relation may have been in the way of another one.
        }
    }

    /** Returns the relation that creates {@code column}, or null. */
    @Nullable
    ForeignKey of(Table table, String column) {
        return find(of(table), column);
    }

    private List<ForeignKey> of(Table table) {
        return byTable.getOrDefault(Table.key(table.name()), List.of());
    }

    private static @Nullable ForeignKey find(List<ForeignKey> keys, String column) {
        return keys.stream()
                .filter(key -> key.columns().contains(column))
                .findFirst()
                .orElse(null);
    }

    private boolean isPlain(Table table, ForeignKey key) {
        var target = schema.table(key.referencedTable());
        var first = table.column(key.columns().get(0));
        for (var i = 0; i < key.columns().size(); i++) {
            var column = table.column(key.columns().get(i));
            var referenced = target.column(key.referencedColumns().get(i));
            if (!column.equals(Column.of(column.name(), referenced.type())
                    .nullable(first.isNullable())
                    .comment(first.comment())
                    .collations(referenced.collations()))) {
                return false;
            }
        }
        var setsNull = key.onDelete() == ReferentialAction.SET_NULL || key.onUpdate() == ReferentialAction.SET_NULL;
        return (first.isNullable() || !setsNull) && (key.columns().size() == 1 || isInPrimaryKeyAsAWhole(table, key));
    }

    /**
     * Whether the names of its columns can be those that a relation creates, and nothing else has the relation's name.
     */
    private static boolean hasName(Table table, ForeignKey key, List<ForeignKey> others) {
        var prefix = prefix(key);
        return prefix.isPresent()
                && !table.columns().containsKey(prefix.get())
                && others.stream().noneMatch(other -> other.columns().size() > 1 && prefix.equals(prefix(other)));
    }

    /**
     * Returns the common prefix of the columns of a key of several columns, which precedes the names of the columns
     * that they refer to.
     */
    static Optional<String> prefix(ForeignKey key) {
        var first = key.columns().get(0);
        var length = first.length() - key.referencedColumns().get(0).length() - 1;
        if (length < 1) {
            return Optional.empty();
        }
        var prefix = first.substring(0, length);
        for (var i = 0; i < key.columns().size(); i++) {
            if (!key.columns()
                    .get(i)
                    .equals(prefix + "_" + key.referencedColumns().get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(prefix).filter(name -> Naming.snakeCase(name).equals(name));
    }

    private static boolean isInPrimaryKeyAsAWhole(Table table, ForeignKey key) {
        if (table.primaryKey() == null) {
            return true;
        }
        var columns = table.primaryKey().columns();
        var start = columns.indexOf(key.columns().get(0));
        return start < 0
                ? key.columns().stream().noneMatch(columns::contains)
                : columns.size() >= start + key.columns().size()
                        && columns.subList(start, start + key.columns().size()).equals(key.columns());
    }

    private boolean removeOneThatCannotBe(Table table) {
        var relations = byTable.getOrDefault(Table.key(table.name()), List.of());
        for (var key : relations) {
            if (!refersToFields(key) || reaches(key, key, new HashSet<>())) {
                relations.remove(key);
                return true;
            }
        }
        return false;
    }

    private boolean refersToFields(ForeignKey key) {
        var target = schema.table(key.referencedTable());
        return isToPrimaryKey(target, key) || areFields(target, key.referencedColumns());
    }

    static boolean isToPrimaryKey(Table target, ForeignKey key) {
        return target.primaryKey() != null && target.primaryKey().columns().equals(key.referencedColumns());
    }

    /** Whether {@code columns} are all columns of a field, followed by those of another field, and so on. */
    private boolean areFields(Table table, List<String> columns) {
        for (var i = 0; i < columns.size(); ) {
            var relation = of(table, columns.get(i));
            var own = relation == null ? columns.subList(i, i + 1) : relation.columns();
            if (columns.size() < i + own.size()
                    || !columns.subList(i, i + own.size()).equals(own)) {
                return false;
            }
            i += own.size();
        }
        return true;
    }

    /** Whether the type of the wanted relation's columns would depend on itself. */
    private boolean reaches(ForeignKey key, ForeignKey wanted, Set<List<String>> seen) {
        var target = schema.table(key.referencedTable());
        for (var column : key.referencedColumns()) {
            var next = of(target, column);
            if (next != null
                    && (next.equals(wanted)
                            || (seen.add(List.of(target.name(), next.name())) && reaches(next, wanted, seen)))) {
                return true;
            }
        }
        return false;
    }
}
