package dev.qorm.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column. One that contradicts itself, such as a text that is counted up, throws a {@link SchemaException}.
 *
 * @param name its name in the database
 * @param type its type
 * @param isNullable whether it may hold NULL
 * @param defaultValue what it holds when an INSERT says nothing, or null for none
 * @param isAutoIncrement whether the database counts it up; only integers, and native types, which qorm does not know
 * @param generatedAs the expression that the database computes it from, or null for a column that is written
 * @param comment what the catalogue says about it, or null
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
     * A literal for a column, in the form that its type has for it.
     *
     * @param column the column's name, for the message
     * @throws SchemaException when {@code type} cannot hold {@code value}
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

    /** The same column that may hold NULL. */
    public Column nullable() {
        return nullable(true);
    }

    /** The same column that may or may not hold NULL. */
    public Column nullable(boolean nullable) {
        return new Column(name, type, nullable, defaultValue, isAutoIncrement, generatedAs, comment);
    }

    /** The same column with another type. */
    public Column type(ColumnType newType) {
        return new Column(name, newType, isNullable, defaultValue, isAutoIncrement, generatedAs, comment);
    }

    /** The same column under another name. */
    @Override
    public Column named(String newName) {
        return new Column(newName, type, isNullable, defaultValue, isAutoIncrement, generatedAs, comment);
    }

    /**
     * The same column with a default.
     *
     * @throws SchemaException when its type cannot hold {@code literal}
     */
    public Column defaultValue(Object literal) {
        return withDefault(new DefaultValue.Literal(literal));
    }

    /** The same column with a default that the database evaluates. */
    public Column defaultExpression(String sql) {
        return withDefault(new DefaultValue.Expression(sql));
    }

    /** The same column with this default, or with none. */
    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(name, type, isNullable, value, isAutoIncrement, generatedAs, comment);
    }

    /** The same column, counted up by the database. */
    public Column autoIncrement() {
        return new Column(name, type, isNullable, defaultValue, true, generatedAs, comment);
    }

    /** The same column, computed by the database. */
    public Column generatedAs(String expression) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, expression, comment);
    }

    /** The same column with a comment, or with none. */
    public Column comment(@Nullable String text) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, generatedAs, text);
    }

    /** Whether an INSERT that does not name this column is refused. */
    public boolean isRequired() {
        return !isNullable && defaultValue == null && !isAutoIncrement && generatedAs == null;
    }

    @Override
    public @Nullable String expression() {
        return generatedAs;
    }
}
