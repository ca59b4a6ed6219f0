package dev.qorm.generate;

import dev.qorm.model.Naming;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of the model of a table: their names, and the columns of each. */
final class ModelFields {
    static final String DEFAULT_KEY = "id";

    private final Table table;
    private final Map<String, Field> byColumn = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * A field.
     *
     * @param name its name
     * @param columns the names of its columns
     * @param relation the foreign key, or null if the field is not a relation
     */
    record Field(
            String name, List<String> columns, @Nullable ForeignKey relation) {}

    ModelFields(Table table, Relations relations) {
        this.table = table;
        var byOneColumn = new ArrayList<String>();
        // Relations with several columns come first, since their name is part of the names of their columns.
        for (var column : table.columns().keySet()) {
            var relation = relations.of(table, column);
            if (relation == null || relation.columns().size() == 1) {
                byOneColumn.add(column);
            } else if (!byColumn.containsKey(column)) {
                var stem = Relations.prefix(relation).orElseThrow();
                add(new Field(ModelNames.field(stem, taken(List.of())), relation.columns(), relation));
            }
        }
        for (var column : byOneColumn) {
            var relation = relations.of(table, column);
            add(new Field(name(column, relation, taken(List.of(column))), List.of(column), relation));
        }
    }

    private void add(Field field) {
        names.add(field.name());
        field.columns().forEach(column -> byColumn.put(column, field));
    }

    /** Returns the names of other fields and of other columns: keys and indexes refer to fields by both. */
    private Set<String> taken(List<String> own) {
        var taken = new HashSet<>(table.columns().keySet());
        taken.removeAll(own);
        taken.addAll(names);
        return taken;
    }

    private static String name(String column, @Nullable ForeignKey relation, Set<String> taken) {
        if (relation == null) {
            return ModelNames.field(column, taken);
        }
        var name =
                ModelNames.camelCase(stem(column, relation.referencedColumns().get(0)));
        return taken.contains(name) ? ModelNames.field(column, taken) : name;
    }

    /** Returns {@code author} for {@code author_id} and {@code authorId}. */
    private static String stem(String column, String referenced) {
        for (var ending : List.of("_" + referenced, "_id", "_ID", "Id", "ID")) {
            if (column.endsWith(ending) && column.length() > ending.length()) {
                return column.substring(0, column.length() - ending.length());
            }
        }
        return column;
    }

    /** Returns the fields in the order of their first columns, except the {@code id} that is added to a model. */
    List<Field> declared() {
        return table.columns().keySet().stream()
                .map(this::of)
                .distinct()
                .filter(field -> !hasDefaultKey() || !field.columns().contains(DEFAULT_KEY))
                .toList();
    }

    /** Whether the primary key is the one that is added to a model without a key. */
    boolean hasDefaultKey() {
        var key = table.primaryKey();
        return key != null
                && key.columns().equals(List.of(DEFAULT_KEY))
                && key.name().equals(Naming.derived(table.name(), List.of(), "pkey"))
                && table.column(DEFAULT_KEY)
                        .equals(Column.of(DEFAULT_KEY, ColumnTypes.bigint()).autoIncrement());
    }

    Field of(String column) {
        var field = byColumn.get(column);
        if (field == null) {
            throw new IllegalArgumentException("no column " + column + " in " + table.name());
        }
        return field;
    }

    /**
     * Returns the names of the fields to which {@code columns} belong; for a field of which only some columns are
     * included, the names of these columns.
     */
    List<String> names(List<String> columns) {
        var names = new ArrayList<String>();
        for (var i = 0; i < columns.size(); ) {
            var field = of(columns.get(i));
            var end = i + field.columns().size();
            var isWhole = end <= columns.size() && columns.subList(i, end).equals(field.columns());
            names.add(isWhole ? field.name() : columns.get(i));
            i += isWhole ? field.columns().size() : 1;
        }
        return names;
    }

    /** Returns the same for the columns of an index, and its expressions. */
    List<String> indexed(List<IndexColumn> columns) {
        var all = new ArrayList<String>();
        var between = new ArrayList<String>();
        for (var column : columns) {
            if (column.isExpression()) {
                all.addAll(names(between));
                between.clear();
                all.add(expression(column.name()));
            } else {
                between.add(column.name());
            }
        }
        all.addAll(names(between));
        return all;
    }

    /** A model tells an expression from a field by a parenthesis. */
    private String expression(String sql) {
        var isField = names.contains(sql) || table.columns().containsKey(sql);
        return sql.contains("(") && !isField ? sql : "(" + sql + ")";
    }
}
