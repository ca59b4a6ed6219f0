package dev.qorm.model;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model that is being mapped to a table: its declarations, and the columns of its fields once they are known. */
final class ModelTable {
    static final String DEFAULT_KEY = "id";

    private final Class<? extends Model> type;
    private final Declarations declarations;
    private final String name;
    private final Map<String, List<Column>> columns = new HashMap<>();

    ModelTable(Class<? extends Model> type, Declarations declarations) {
        this.type = type;
        this.declarations = declarations;
        var explicit = declarations.table.name();
        this.name = explicit != null ? explicit : Naming.snakeCase(type.getSimpleName());
        if (hasDefaultKey()) {
            columns.put(
                    DEFAULT_KEY,
                    List.of(Column.of(DEFAULT_KEY, ColumnTypes.bigint()).autoIncrement()));
        }
    }

    Class<? extends Model> type() {
        return type;
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
