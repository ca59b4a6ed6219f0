package dev.qorm.model;

import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps the keys, indexes and checks of one model whose columns are known.
 *
 * <p>It creates no redundant index, which the database would have to maintain as well: none for a field if {@code
 * fields.index(…)} declares the same index over its column, and none for a relation if the primary key, a unique
 * constraint or a declared index starts with its columns.
 */
final class KeyMapper {
    private final ModelTable model;
    private final Map<Class<?>, ModelTable> tables;
    private final NameRegistry names;
    private final List<TableElement> elements = new ArrayList<>();
    private final List<List<String>> covered = new ArrayList<>();

    KeyMapper(ModelTable model, Map<Class<?>, ModelTable> tables, NameRegistry names) {
        this.model = model;
        this.tables = tables;
        this.names = names;
    }

    /** Reports keys and indexes over fields that do not exist, before any key is created. */
    static void checkFields(ModelTable model, List<Problem> problems) {
        var declarations = model.declarations();
        if (declarations.primaryKey != null) {
            checkNotEmpty(model, "the primary key", declarations.primaryKey.fields(), problems);
            checkFields(model, "the primary key", declarations.primaryKey.fields(), problems);
            if (!declarations.primaryKey.included().isEmpty() || declarations.primaryKey.isNullsNotDistinct()) {
                problems.add(new Problem(
                        model.type().getName(),
                        null,
                        "the primary key has include(…) or nullsNotDistinct(), which only unique constraints and"
                                + " indexes can have"));
            }
        }
        for (var unique : declarations.uniques) {
            checkNotEmpty(model, "a unique constraint", unique.fields(), problems);
            checkFields(model, "a unique constraint", unique.fields(), problems);
            checkIncluded(model, "a unique constraint", unique.included(), problems);
        }
        for (var index : declarations.indexes) {
            var fields = Stream.concat(index.fields().stream(), index.descendingFields().stream());
            checkNotEmpty(model, "an index", index.fields(), problems);
            checkFields(
                    model,
                    "an index",
                    fields.filter(field -> !isExpression(model, field)).toList(),
                    problems);
            checkIncluded(model, "an index", index.included(), problems);
        }
        for (var key : declarations.foreignKeys) {
            checkNotEmpty(model, "a foreign key", key.fields(), problems);
            checkFields(model, "a foreign key", key.fields(), problems);
        }
    }

    private static void checkNotEmpty(ModelTable model, String what, List<String> fields, List<Problem> problems) {
        if (fields.isEmpty()) {
            problems.add(
                    new Problem(model.type().getName(), null, what + " names no field; name its fields, or remove it"));
        }
    }

    private static void checkIncluded(ModelTable model, String what, List<String> fields, List<Problem> problems) {
        for (var field : fields) {
            if (isExpression(model, field)) {
                problems.add(new Problem(
                        model.type().getName(),
                        null,
                        what + " includes '" + field + "', an expression; only fields can be included"));
            } else {
                checkFields(model, what, List.of(field), problems);
            }
        }
    }

    /** Reports foreign keys that refer to a model without a table or to fields that do not exist. */
    static void checkTargets(ModelTable model, Map<Class<?>, ModelTable> tables, List<Problem> problems) {
        for (var key : model.declarations().foreignKeys) {
            var what = "the foreign key over " + String.join(", ", key.fields());
            var target = key.target() == null ? null : tables.get(key.target());
            if (target != null) {
                checkFields(target, what + " of " + model.type().getName(), key.references(), problems);
            } else {
                problems.add(new Problem(
                        model.type().getName(),
                        null,
                        what
                                + (key.target() == null
                                        ? " refers to nothing; add .references(…)"
                                        : " refers to " + key.target().getName()
                                                + ", which has no table: it is abstract or is not among the models of"
                                                + " this project")));
            }
        }
    }

    private static void checkFields(ModelTable model, String what, List<String> fields, List<Problem> problems) {
        for (var field : fields) {
            if (model.field(field) == null && model.columnsOf(field).isEmpty()) {
                problems.add(new Problem(
                        model.type().getName(),
                        null,
                        isExpression(model, field)
                                ? what + " names '" + field + "', an expression, which only an index can have, as in"
                                        + " fields.index(\"" + field + "\").unique()"
                                : what + " names the field '" + field + "', which is not there; the model has "
                                        + String.join(", ", model.fieldNames())));
            }
        }
    }

    /** Whether what an index names is an expression. A field may have any name, so one with a parenthesis, too. */
    private static boolean isExpression(ModelTable model, String field) {
        return field.contains("(")
                && model.field(field) == null
                && model.columnsOf(field).isEmpty();
    }

    /** @throws SchemaException if the parts do not fit together */
    Table map() {
        elements.addAll(model.columns());
        primaryKey();
        uniques();
        declaredIndexes();
        foreignKeys();
        model.declarations().checks.forEach(check -> elements.add(names.check(model, check)));
        return Table.of(model.name(), model.declarations().table.comment(), elements);
    }

    private void primaryKey() {
        var declared = model.declarations().primaryKey;
        if (declared != null && model.declarations().fields.stream().anyMatch(AbstractField::isPrimaryKey)) {
            throw new SchemaException("declares the primary key both on a field and with fields.primaryKey(…);"
                    + " keep the one that is meant");
        }
        if (declared != null && declared.deferral() != null) {
            throw new SchemaException("declares a deferrable primary key, to which no relation could refer; say neither"
                    + " deferrable() nor initiallyDeferred() there. A unique constraint can have it");
        }
        var columns = columns(model.effectiveKeyFields());
        if (columns.isEmpty()) {
            return;
        }
        var explicit = declared == null ? null : declared.name();
        elements.add(new PrimaryKey(names.name(explicit, model.name(), List.of(), "pkey"), columns));
        covered.add(columns);
    }

    private void uniques() {
        for (var unique : model.declarations().uniques) {
            unique(
                    unique.name(),
                    columns(unique.fields()),
                    columns(unique.included()),
                    unique.isNullsNotDistinct(),
                    unique.deferral());
        }
        for (var field : model.declarations().fields) {
            var wanted = field.isUnique() || (field instanceof Relation relation && relation.isOneToOne());
            var columns = model.columnsOf(field.name());
            if (wanted && !covered.contains(columns)) {
                unique(null, columns, List.of(), false, null);
            }
        }
    }

    private void unique(
            @Nullable String explicit,
            List<String> columns,
            List<String> included,
            boolean isNullsNotDistinct,
            @Nullable Deferral deferral) {
        var name = names.name(explicit, model.name(), columns, "key");
        elements.add(new UniqueConstraint(name, columns, included, isNullsNotDistinct, deferral));
        covered.add(columns);
    }

    private void declaredIndexes() {
        List<List<String>> declared = new ArrayList<>();
        for (var index : model.declarations().indexes) {
            var indexColumns = indexColumns(index);
            var name = names.name(index.name(), model.name(), Naming.parts(indexColumns), "idx");
            var element = new Index(
                    name,
                    indexColumns,
                    index.isUnique(),
                    index.where(),
                    columns(index.included()),
                    index.isNullsNotDistinct());
            elements.add(element);
            if (element.isOverColumns()) {
                var columns = element.columnNames();
                covered.add(columns);
                if (index.name() == null
                        && !index.isUnique()
                        && index.descendingFields().isEmpty()) {
                    declared.add(columns);
                }
            }
        }
        for (var field : model.declarations().fields) {
            var columns = model.columnsOf(field.name());
            if (!(field instanceof Relation) && field.isIndexed() && !declared.contains(columns)) {
                index(columns);
            }
        }
    }

    private List<IndexColumn> indexColumns(IndexDeclaration index) {
        var columns = indexColumns(index.fields());
        var descending = indexColumns(List.copyOf(index.descendingFields()));
        if (!columns.containsAll(descending)) {
            throw new SchemaException(
                    "an index over " + names(columns) + " cannot be descending in " + names(descending));
        }
        return columns.stream()
                .map(column -> descending.contains(column) ? column.descending() : column)
                .toList();
    }

    private static List<String> names(List<IndexColumn> columns) {
        return columns.stream().map(IndexColumn::name).toList();
    }

    private List<IndexColumn> indexColumns(List<String> fields) {
        return fields.stream()
                .flatMap(field -> isExpression(model, field)
                        ? Stream.of(IndexColumn.expression(field))
                        : resolve(model, field).map(IndexColumn::asc))
                .toList();
    }

    private void index(List<String> columns) {
        var name = names.name(null, model.name(), columns, "idx");
        elements.add(new Index(name, columns.stream().map(IndexColumn::asc).toList(), false, null));
        covered.add(columns);
    }

    private void foreignKeys() {
        model.declarations().foreignKeys.forEach(this::foreignKey);
        for (var field : model.declarations().fields) {
            if (field instanceof Relation relation) {
                foreignKey(relation);
            }
        }
    }

    private void foreignKey(Relation relation) {
        var target = tables.get(relation.target());
        if (target == null) {
            return;
        }
        var columns = model.columnsOf(relation.name());
        var targetFields = relation.references().isEmpty() ? target.effectiveKeyFields() : relation.references();
        var targetColumns =
                targetFields.stream().flatMap(field -> resolve(target, field)).toList();
        elements.add(new ForeignKey(
                names.name(relation.constraintName(), model.name(), columns, "fkey"),
                columns,
                target.name(),
                targetColumns,
                relation.onDelete(),
                relation.onUpdate(),
                target.isExternal(),
                relation.deferral()));
        if (relation.isIndexed() && covered.stream().noneMatch(key -> startsWith(key, columns))) {
            index(columns);
        }
    }

    private void foreignKey(ForeignKeyDeclaration key) {
        var target = tables.get(key.target());
        if (target == null) {
            return;
        }
        var columns = columns(key.fields());
        var targetFields = key.references().isEmpty() ? target.effectiveKeyFields() : key.references();
        elements.add(new ForeignKey(
                names.name(key.name(), model.name(), columns, "fkey"),
                columns,
                target.name(),
                targetFields.stream().flatMap(field -> resolve(target, field)).toList(),
                key.onDelete(),
                key.onUpdate(),
                target.isExternal(),
                key.deferral()));
    }

    private static boolean startsWith(List<String> key, List<String> columns) {
        return key.size() >= columns.size() && key.subList(0, columns.size()).equals(columns);
    }

    private List<String> columns(List<String> fields) {
        return fields.stream().flatMap(field -> resolve(model, field)).toList();
    }

    /** Returns the columns of a field, which may be named as in Java, as in the database or in snake case. */
    private static Stream<String> resolve(ModelTable table, String name) {
        var columns = table.columnsOf(name);
        if (!columns.isEmpty()) {
            return columns.stream();
        }
        var field = table.field(name);
        return field == null ? Stream.of() : table.columnsOf(field.name()).stream();
    }
}
