package dev.qorm.model;

import dev.qorm.schema.Column;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps fields to columns. The columns of a relation have the names and types of the key that it refers to. That key may
 * contain relations itself, so the mapping follows the chain.
 */
final class ColumnMapper {
    private final Map<Class<?>, ModelTable> tables;
    private final List<Problem> problems;
    private final Set<AbstractField<?>> underWay = new LinkedHashSet<>();

    ColumnMapper(Map<Class<?>, ModelTable> tables, List<Problem> problems) {
        this.tables = tables;
        this.problems = problems;
    }

    void map(ModelTable table) {
        checkName(table, null, table.name(), table.nameOption());
        if (table.declarations().table.isWithoutPrimaryKey()
                && !table.keyFields().isEmpty()) {
            problem(
                    table,
                    null,
                    "is declared without a primary key, but also declares one; keep the one that is meant");
        }
        var seen = new LinkedHashSet<String>();
        for (var field : table.declarations().fields) {
            if (!seen.add(field.name())) {
                problem(table, field.name(), "is declared twice; remove or rename one of them");
            } else if (table.hasDefaultKey() && field.name().equals(ModelTable.DEFAULT_KEY)) {
                problem(
                        table,
                        field.name(),
                        "is in the way of the primary key 'id' that is added to a model without one;"
                                + " make it the key with .primaryKey() or rename it");
            } else {
                columns(table, field);
            }
        }
        checkNames(table);
    }

    private void checkNames(ModelTable table) {
        var owners = new HashMap<String, String>();
        for (var field : table.fieldNames()) {
            for (var column : table.columnsOf(field)) {
                var other = owners.put(column.toLowerCase(Locale.ROOT), field);
                if (other != null) {
                    problem(
                            table,
                            field,
                            "has the column '" + column + "'"
                                    + (table.relation() == null
                                            ? ", which is that of the field " + other + " already"
                                            : " at both ends")
                                    + "; name one of them with " + columnOption(table));
                }
                checkName(table, field, column, columnOption(table));
            }
        }
    }

    private static String columnOption(ModelTable table) {
        return table.relation() == null ? ".column(\"…\")" : ".joinColumns(…)";
    }

    private void checkName(ModelTable table, @Nullable String field, String name, String remedy) {
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            problem(
                    table,
                    field,
                    "has the name '" + name
                            + "', which is blank or has a line break or another control character; name it" + " with "
                            + remedy);
        }
        if (Naming.bytes(name) > Naming.MAX_BYTES) {
            problem(
                    table,
                    field,
                    "has the name '" + name + "' of " + Naming.bytes(name) + " bytes, databases take "
                            + Naming.MAX_BYTES + "; shorten it with " + remedy);
        }
    }

    /**
     * Returns the columns of {@code field}, or null if they cannot be determined; in that case the problem has been
     * reported.
     */
    private @Nullable List<Column> columns(ModelTable table, AbstractField<?> field) {
        var known = table.mapped(field.name());
        if (known != null) {
            return known.isEmpty() ? null : known;
        }
        if (!underWay.add(field)) {
            problem(
                    table,
                    field.name(),
                    "is a key that refers to itself in a circle, so it has no type; break the circle");
            return null;
        }
        try {
            var mapped =
                    field instanceof Relation relation ? relation(table, relation) : single(table, (Field<?>) field);
            table.put(field.name(), mapped == null ? List.of() : mapped);
            return mapped;
        } catch (SchemaException e) {
            problem(table, field.name(), e.getMessage());
            table.put(field.name(), List.of());
            return null;
        } finally {
            underWay.remove(field);
        }
    }

    private boolean isInKey(ModelTable table, AbstractField<?> field) {
        return table.keyFields().stream().anyMatch(name -> table.field(name) == field);
    }

    private void checkNullability(ModelTable table, AbstractField<?> field) {
        if (field.isNullable() && isInKey(table, field)) {
            problem(table, field.name(), "is nullable and in the primary key, which cannot be; remove .nullable()");
        }
    }

    private @Nullable List<Column> single(ModelTable table, Field<?> field) {
        checkNullability(table, field);
        field.checkDefault();
        var type = field.type();
        if (type == null) {
            return null;
        }
        var name = field.explicitColumn() != null ? field.explicitColumn() : Naming.snakeCase(field.name());
        return List.of(field.collated(new Column(
                name,
                type,
                field.isNullable() && !isInKey(table, field),
                field.defaultValue(),
                field.isAutoIncrement(),
                field.generatedAs(),
                field.comment())));
    }

    private @Nullable List<Column> relation(ModelTable table, Relation relation) {
        checkNullability(table, relation);
        checkActions(table, relation);
        var target = target(table, relation);
        var key = target == null ? null : key(table, relation, target);
        if (target == null || key == null) {
            return null;
        }
        var explicit = relation.explicitColumn();
        if (explicit != null && key.size() > 1) {
            problem(
                    table,
                    relation.name(),
                    "names one column, but the key of " + target.type().getName() + " has " + key.size() + "; remove "
                            + columnOption(table));
        }
        var columns = new ArrayList<Column>();
        for (var column : key) {
            var name = explicit != null && key.size() == 1
                    ? explicit
                    : Naming.snakeCase(relation.name()) + "_" + column.name();
            columns.add(Column.of(name, column.type())
                    .nullable(relation.isNullable())
                    .comment(relation.comment())
                    .collations(column.collations()));
        }
        return columns;
    }

    private void checkActions(ModelTable table, Relation relation) {
        for (var action : List.of(relation.onDelete(), relation.onUpdate())) {
            if (action == ReferentialAction.SET_NULL && !relation.isNullable()) {
                problem(
                        table,
                        relation.name(),
                        "would be set to NULL but is NOT NULL; "
                                + (table.relation() == null ? "add .nullable() or " : "") + "choose another action");
            }
        }
    }

    /**
     * Returns the table that a relation refers to, or null if there is none. That is reported, unless the target model
     * already has a problem of its own.
     */
    private @Nullable ModelTable target(ModelTable table, Relation relation) {
        var target = tables.get(relation.target());
        if (target == null
                && problems.stream()
                        .noneMatch(problem ->
                                problem.model().equals(relation.target().getName()))) {
            problem(
                    table,
                    relation.name(),
                    "refers to " + relation.target().getName()
                            + ", which has no table: it is abstract or is not among the models of this project");
        }
        return target;
    }

    private @Nullable List<Column> key(ModelTable table, Relation relation, ModelTable target) {
        var fields = relation.references().isEmpty() ? target.effectiveKeyFields() : relation.references();
        if (fields.isEmpty()) {
            problem(
                    table,
                    relation.name(),
                    "refers to " + target.type().getName()
                            + ", which has no primary key; "
                            + (table.relation() == null
                                    ? "name unique fields of it with .references(\"…\")"
                                    : "give it one"));
            return null;
        }
        var key = new ArrayList<Column>();
        for (var name : fields) {
            var columns = named(target, name);
            if (columns == null) {
                return null;
            }
            if (columns.isEmpty()) {
                problem(
                        table,
                        relation.name(),
                        "refers to the field '" + name + "' of " + target.type().getName()
                                + ", which is not there; it has " + String.join(", ", target.fieldNames()));
                return null;
            }
            key.addAll(columns);
        }
        return key;
    }

    /**
     * Returns the columns that {@code name} stands for, an empty list if there is no such field, or null if they cannot
     * be determined.
     */
    private @Nullable List<Column> named(ModelTable target, String name) {
        var field = target.field(name);
        if (field != null) {
            return columns(target, field);
        }
        if (name.equals(ModelTable.DEFAULT_KEY) && target.hasDefaultKey()) {
            return target.mapped(name);
        }
        return ofRelation(target, name);
    }

    /**
     * Returns the one column of a relation that {@code column} names. Only relations whose names {@code column} starts
     * with are mapped, the longest name first: any other relation may be the one that is being mapped right now, and
     * would be mistaken for a circle.
     */
    private @Nullable List<Column> ofRelation(ModelTable target, String column) {
        var candidates = target.declarations().fields.stream()
                .filter(field -> field instanceof Relation && column.startsWith(Naming.snakeCase(field.name()) + "_"))
                .sorted(Comparator.comparingInt(field -> -field.name().length()))
                .toList();
        for (var relation : candidates) {
            var columns = columns(target, relation);
            if (columns == null) {
                return null;
            }
            var found =
                    columns.stream().filter(part -> part.name().equals(column)).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private void problem(ModelTable table, @Nullable String field, String message) {
        problems.add(table.problem(field, message));
    }
}
