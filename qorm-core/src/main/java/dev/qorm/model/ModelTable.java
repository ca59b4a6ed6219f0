package dev.qorm.model;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is being mapped to a table, a model or one of its relations {@link ManyToMany}: its declarations, and the columns
 * of its fields once they are known.
 */
final class ModelTable {
    static final String DEFAULT_KEY = "id";

    private final Class<? extends Model> type;
    private final Declarations declarations;
    private final @Nullable ManyToMany relation;
    private final @Nullable ModelTable owner;
    private final String name;
    private final Map<String, List<Column>> columns = new HashMap<>();

    ModelTable(Class<? extends Model> type, Declarations declarations) {
        this(type, declarations, null, null);
    }

    private ModelTable(
            Class<? extends Model> type,
            Declarations declarations,
            @Nullable ManyToMany relation,
            @Nullable ModelTable owner) {
        this.type = type;
        this.declarations = declarations;
        this.relation = relation;
        this.owner = owner;
        var explicit = declarations.table.name();
        this.name = explicit != null ? explicit : Naming.snakeCase(type.getSimpleName());
        if (hasDefaultKey()) {
            columns.put(
                    DEFAULT_KEY,
                    List.of(Column.of(DEFAULT_KEY, ColumnTypes.bigint()).autoIncrement()));
        }
    }

    /**
     * Returns the join table of a relation that this model declares.
     *
     * @param targetTable the name of the other model's table
     */
    ModelTable joinTable(ManyToMany declared, String targetTable) {
        return new ModelTable(type, declared.declarations(this, targetTable), declared, this);
    }

    /** The class of the model; for a join table, of the model that declares it. */
    Class<? extends Model> type() {
        return type;
    }

    /** The relation whose join table this is, or null if it is the table of a model. */
    @Nullable
    ManyToMany relation() {
        return relation;
    }

    /** Returns what this is as a join table; empty for the table of a model. */
    Optional<JoinTable> asJoinTable() {
        return relation == null || owner == null
                ? Optional.empty()
                : Optional.of(new JoinTable(name, relation.isNameDerived() ? owner.name : null, relation.ending()));
    }

    /** Returns the names that a previous name of this table may stand for if no table had it. */
    List<String> namesMeantBy(String formerName) {
        var ending = Naming.snakeCase(formerName);
        if (owner == null) {
            return List.of(ending);
        }
        var formerOwner = owner.declarations.table.renamedFrom();
        return Stream.of(
                        Optional.of(owner.name),
                        Optional.ofNullable(formerOwner).map(Naming::snakeCase))
                .flatMap(Optional::stream)
                .map(name -> name + "_" + ending)
                .toList();
    }

    /** Returns the declaration that names this table, for the user. */
    String nameOption() {
        return relation == null ? "fields.table().name(\"…\")" : ".joinTable(\"…\")";
    }

    /**
     * Returns a problem in this table.
     *
     * @param field the field, or null if the problem concerns the table as a whole
     */
    Problem problem(@Nullable String field, String message) {
        return new Problem(type.getName(), relation == null ? field : relation.name(), message);
    }

    Declarations declarations() {
        return declarations;
    }

    String name() {
        return name;
    }

    /** Whether the table belongs to somebody else, so that it is not part of the schema. */
    boolean isExternal() {
        return declarations.table.isExternal();
    }

    /** Returns the fields of the declared primary key, in key order; empty if there is none. */
    List<String> keyFields() {
        if (declarations.primaryKey != null) {
            return declarations.primaryKey.fields();
        }
        return declarations.fields.stream()
                .filter(AbstractField::isPrimaryKey)
                .map(AbstractField::name)
                .toList();
    }

    /** Whether the primary key is the {@code id} that is added automatically. */
    boolean hasDefaultKey() {
        return keyFields().isEmpty() && !declarations.table.isWithoutPrimaryKey();
    }

    /** Returns the fields of the primary key, including the added {@code id}; empty if the table has none. */
    List<String> effectiveKeyFields() {
        return hasDefaultKey() ? List.of(DEFAULT_KEY) : keyFields();
    }

    void put(String field, List<Column> fieldColumns) {
        columns.put(field, List.copyOf(fieldColumns));
    }

    /** Returns the columns of all fields, in the order of declaration. */
    List<Column> columns() {
        return fieldNames().stream()
                .flatMap(field -> columns.getOrDefault(field, List.of()).stream())
                .toList();
    }

    @Nullable
    List<Column> mapped(String field) {
        return columns.get(field);
    }

    /** Returns the names of the columns that {@code name}, a field or a column, stands for; empty if it is neither. */
    List<String> columnsOf(String name) {
        var ofField = columns.get(name);
        if (ofField != null) {
            return ofField.stream().map(Column::name).toList();
        }
        return columns().stream().map(Column::name).filter(name::equals).toList();
    }

    /** Returns the field that has the name {@code name} or whose column has it, or null. */
    @Nullable
    AbstractField<?> field(String name) {
        AbstractField<?> byColumn = null;
        for (var field : declarations.fields) {
            if (field.name().equals(name)) {
                return field;
            }
            if (Objects.equals(field.explicitColumn(), name)
                    || Naming.snakeCase(field.name()).equals(name)) {
                byColumn = field;
            }
        }
        return byColumn;
    }

    /** Returns the names of all fields in the order of declaration, preceded by that of the added key. */
    List<String> fieldNames() {
        return Stream.concat(
                        hasDefaultKey() ? Stream.of(DEFAULT_KEY) : Stream.of(),
                        declarations.fields.stream().map(AbstractField::name))
                .distinct()
                .toList();
    }
}
