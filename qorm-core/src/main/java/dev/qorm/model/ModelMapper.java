package dev.qorm.model;

import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps all models of a project to one schema. The models are processed in the order of their table names, so the result
 * does not depend on the order in which they were found.
 */
public final class ModelMapper {
    private static final char UNREADABLE = '\uFFFD';

    private final List<Problem> problems = new ArrayList<>();
    private final Map<Class<?>, ModelTable> byType = new LinkedHashMap<>();
    /** Those of the models and the join tables. */
    private final List<ModelTable> tables = new ArrayList<>();

    private final List<String> externalJoinTables = new ArrayList<>();

    private ModelMapper() {}

    /**
     * Returns the schema that {@code models} declare.
     *
     * @param models model classes; abstract ones have no table of their own
     * @throws ModelException if a declaration is invalid; it names all that are
     */
    public static MappedModels map(Collection<Class<? extends Model>> models) {
        var mapper = new ModelMapper();
        mapper.read(models);
        return mapper.build();
    }

    /**
     * Returns the models by the tables that they declare, join tables included, keyed as in {@link Table#key}.
     *
     * @throws ModelException if the declarations of a model cannot be read, or two models have the same table
     */
    public static Map<String, Class<? extends Model>> tables(Collection<Class<? extends Model>> models) {
        var mapper = new ModelMapper();
        mapper.read(models);
        mapper.failOnProblems();
        var byTable = new HashMap<String, Class<? extends Model>>();
        mapper.tables.forEach(table -> byTable.put(Table.key(table.name()), table.type()));
        return byTable;
    }

    private void read(Collection<Class<? extends Model>> models) {
        var reader = new ModelReader(problems);
        for (var type : models) {
            if (!Modifier.isAbstract(type.getModifiers())) {
                var declarations = reader.read(type);
                if (declarations != null) {
                    byType.put(type, new ModelTable(type, declarations));
                }
            }
        }
        tables.addAll(byType.values());
        byType.values().forEach(this::addJoinTables);
        tables.sort(Comparator.comparing(ModelTable::name)
                .thenComparing(table -> table.type().getName()));
        var owners = new HashMap<String, ModelTable>();
        for (var table : tables) {
            var other = owners.put(Table.key(table.name()), table);
            if (other != null) {
                problems.add(table.problem(
                        null,
                        "has the table '" + table.name() + "', which is that of " + owner(other)
                                + " already; give one of them another name with "
                                + table.nameOption()));
            }
        }
    }

    private static String owner(ModelTable table) {
        return table.type().getName()
                + (table.relation() == null ? "" : "." + table.relation().name());
    }

    /** The join tables of an external model are as external as it is. */
    private void addJoinTables(ModelTable model) {
        var fields = new HashSet<>(model.fieldNames());
        for (var relation : model.declarations().manyToMany) {
            if (!fields.add(relation.name())) {
                problems.add(new Problem(
                        model.type().getName(), relation.name(), "is declared twice; remove or rename one of them"));
            }
            var target = byType.get(relation.target());
            var table = model.joinTable(
                    relation,
                    target == null ? Naming.snakeCase(relation.target().getSimpleName()) : target.name());
            if (model.isExternal()) {
                externalJoinTables.add(table.name());
            } else {
                tables.add(table);
            }
        }
    }

    private MappedModels build() {
        var columns = new ColumnMapper(byType, problems);
        tables.forEach(columns::map);
        tables.stream().filter(ModelTable::isExternal).forEach(this::checkIsNotRenamed);
        var hints = tables.stream()
                .filter(table -> !table.isExternal())
                .flatMap(table -> RenameHints.of(table, problems).stream())
                .toList();
        var names = names(false);
        var externalNames = names(true);
        tables.forEach(table -> KeyMapper.checkFields(table, problems));
        tables.forEach(table -> KeyMapper.checkTargets(table, byType, problems));
        failOnProblems();
        var mapped = new LinkedHashMap<ModelTable, Table>();
        for (var table : tables) {
            try {
                mapped.put(
                        table,
                        checked(table, new KeyMapper(table, byType, table.isExternal() ? externalNames : names).map()));
            } catch (SchemaException e) {
                problems.add(table.problem(null, e.getMessage()));
            }
        }
        new KeyTargets(mapped).check(problems);
        failOnProblems();
        var externals = new ArrayList<String>();
        mapped.keySet().removeIf(table -> table.isExternal() && externals.add(table.name()));
        var joinTables =
                tables.stream().flatMap(table -> table.asJoinTable().stream()).toList();
        try {
            var schema = Schema.of(mapped.values());
            externalJoinTables.stream()
                    .filter(name -> schema.find(name) == null)
                    .forEach(externals::add);
            return new MappedModels(schema, hints, externals, joinTables);
        } catch (SchemaException e) {
            throw new ModelException(List.of(new Problem("models", null, e.getMessage())));
        }
    }

    /** Otherwise the table with the previous name would be dropped. */
    private void checkIsNotRenamed(ModelTable external) {
        var from = external.declarations().table.renamedFrom();
        if (from != null) {
            problems.add(
                    external.problem(
                            null,
                            "is external and says renamedFrom(\"" + from
                                    + "\"), but no migration renames an external table; remove renamedFrom. To rename a table and"
                                    + " then leave it to others, declare it external only after the migration that renames it"));
        }
    }

    /** External tables may have keys and indexes of any name. */
    private NameRegistry names(boolean areExternal) {
        return new NameRegistry(
                tables.stream()
                        .filter(table -> table.isExternal() == areExternal)
                        .toList(),
                problems);
    }

    private Table checked(ModelTable model, Table table) {
        checkIsReadable(model, null, table.name() + table.comment());
        for (var part : table.elements()) {
            checkIsReadable(model, part instanceof Column ? part.name() : null, part.toString());
            for (var expression : part.expressions()) {
                checkNamesNoTable(model, table, part, expression);
                checkNamesColumns(model, table, part, expression);
            }
        }
        return table;
    }

    /**
     * Rejects U+FFFD, which a compiler silently substitutes for what it cannot decode. In a name or a default it would
     * end up in the database.
     */
    private void checkIsReadable(ModelTable model, @Nullable String column, String text) {
        if (text.indexOf(UNREADABLE) >= 0) {
            problems.add(model.problem(
                    column,
                    "has the character U+FFFD in a name or a text, which the compiler puts where it reads the source in"
                            + " another encoding than it is in; set project.build.sourceEncoding to that of the source,"
                            + " UTF-8 as a rule"));
        }
    }

    /**
     * Databases differ in whether an expression may name its own table, and in what happens to it when the table is
     * renamed.
     */
    private void checkNamesNoTable(ModelTable model, Table table, TableElement part, String expression) {
        if (SqlText.namesTable(expression, table.name())) {
            problem(
                    model,
                    part,
                    expression,
                    "and names its own table; remove '" + table.name()
                            + ".', because an expression can only read this table");
        }
    }

    /** SQL does not know the Java name of a field if its column has another name. */
    private void checkNamesColumns(ModelTable model, Table table, TableElement part, String expression) {
        for (var field : model.fieldNames()) {
            if (table.columns().keySet().stream().noneMatch(field::equalsIgnoreCase)
                    && SqlText.mentions(expression, field)) {
                problem(
                        model,
                        part,
                        expression,
                        "with the name that the field '" + field + "' has in Java; write that of its column, "
                                + String.join(", ", model.columnsOf(field)));
            }
        }
    }

    private void problem(ModelTable model, TableElement part, String expression, String what) {
        problems.add(new Problem(
                model.type().getName(),
                part instanceof Column ? part.name() : null,
                "says " + expression.strip() + " " + what));
    }

    private void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new ModelException(problems);
        }
    }
}
