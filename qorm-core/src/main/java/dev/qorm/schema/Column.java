package dev.qorm.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column. A contradictory one, such as an auto-increment text, throws a {@link SchemaException}.
 *
 * @param name its name in the database
 * @param type its type
 * @param isNullable whether it may hold NULL
 * @param defaultValue what it holds if an INSERT does not name it, or null for no default
 * @param isAutoIncrement whether the database numbers the rows in it; only for integers, and for native types, which
 *     qorm does not know
 * @param generatedAs the expression that the database computes it from, or null for a column that is written
 * @param comment its comment in the catalog, or null
 */
public record Column(
        String name,
        ColumnType type,
        boolean isNullable,
        @Nullable DefaultValue defaultValue,
        boolean isAutoIncrement,
        @Nullable String generatedAs,
        @Nullable String comment)
        implements TableElement {
    public Column {
        if (defaultValue instanceof DefaultValue.Literal literal) {
            defaultValue = literal(name, type, literal.value());
        }
        if (isAutoIncrement && !ColumnTypes.isInteger(type) && !(type instanceof ColumnType.Native)) {
            throw new SchemaException("column " + name + " of type " + TypeNames.of(type)
                    + " cannot be auto-increment, only integers can");
        }
        if (generatedAs != null) {
            generatedAs = Checks.text("generated column " + name, generatedAs);
        }
        if ((defaultValue != null ? 1 : 0) + (isAutoIncrement ? 1 : 0) + (generatedAs != null ? 1 : 0) > 1) {
            throw new SchemaException(
                    "column " + name + " can have one only of: a default, auto-increment, a generation expression");
        }
        comment = comment == null || comment.isEmpty() ? null : comment;
    }

    /**
     * Returns the literal for a column, in the form that the column's type has for it.
     *
     * @param column the column's name, for the message
     * @throws SchemaException if {@code type} cannot hold {@code value}
     */
    public static DefaultValue.Literal literal(String column, ColumnType type, Object value) {
        try {
            return new DefaultValue.Literal(LiteralCoercion.coerce(type, value));
        } catch (SchemaException e) {
            throw new SchemaException("column " + column + ": " + e.getMessage(), e);
        }
    }

    /** A NOT NULL column without a default. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false, null, false, null, null);
    }

    /** Returns this column, nullable. */
    public Column nullable() {
        return nullable(true);
    }

    /** Returns this column, nullable or NOT NULL. */
    public Column nullable(boolean nullable) {
        return new Column(name, type, nullable, defaultValue, isAutoIncrement, generatedAs, comment);
    }

    /** Returns this column with another type. */
    public Column type(ColumnType newType) {
        return new Column(name, newType, isNullable, defaultValue, isAutoIncrement, generatedAs, comment);
    }

    /** Returns this column with another name. */
    @Override
    public Column named(String newName) {
        return new Column(newName, type, isNullable, defaultValue, isAutoIncrement, generatedAs, comment);
    }

    /**
     * Returns this column with a default.
     *
     * @throws SchemaException if its type cannot hold {@code literal}
     */
    public Column defaultValue(Object literal) {
        return withDefault(new DefaultValue.Literal(literal));
    }

    /** Returns this column with a default that the database evaluates. */
    public Column defaultExpression(String sql) {
        return withDefault(new DefaultValue.Expression(sql));
    }

    /** Returns this column with the given default, or without one. */
    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(name, type, isNullable, value, isAutoIncrement, generatedAs, comment);
    }

    /** Returns this column as an auto-increment column. */
    public Column autoIncrement() {
        return new Column(name, type, isNullable, defaultValue, true, generatedAs, comment);
    }

    /** Returns this column as one that the database computes. */
    public Column generatedAs(String expression) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, expression, comment);
    }

    /** Returns this column with the given comment, or without one. */
    public Column comment(@Nullable String text) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, generatedAs, text);
    }

    /** Whether the database rejects an INSERT that does not name this column. */
    public boolean isRequired() {
        return !isNullable && defaultValue == null && !isAutoIncrement && generatedAs == null;
    }

    @Override
    public List<String> expressions() {
        return generatedAs == null ? List.of() : List.of(generatedAs);
    }
}
