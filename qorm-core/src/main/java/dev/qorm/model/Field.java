package dev.qorm.model;

import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model: one column. NOT NULL unless {@link #nullable()}.
 *
 * @param <T> the Java type of a default
 */
public final class Field<T> extends AbstractField<Field<T>> {
    private final @Nullable ColumnType type;
    private @Nullable Object defaultLiteral;
    private @Nullable String defaultExpression;
    private @Nullable String generatedAs;
    private boolean autoIncrement;

    /** @param type null when the declaration of the type failed; the problem is reported then */
    Field(String name, @Nullable ColumnType type) {
        super(name);
        this.type = type;
    }

    /** What the database stores when an INSERT says nothing. */
    public Field<T> defaultValue(T value) {
        defaultLiteral = Objects.requireNonNull(value, "the value of defaultValue(…) is null");
        return this;
    }

    /** An expression that the database evaluates when an INSERT says nothing: {@code current_timestamp}. */
    public Field<T> defaultExpression(String sql) {
        defaultExpression = Objects.requireNonNull(sql, "the expression of defaultExpression(…) is null");
        return this;
    }

    /** The database computes the column from others by this expression; it is never written. */
    public Field<T> generatedAs(String expression) {
        generatedAs = Objects.requireNonNull(expression, "the expression of generatedAs(…) is null");
        return this;
    }

    /** The database counts the column up. Only for integers. */
    public Field<T> autoIncrement() {
        autoIncrement = true;
        return this;
    }

    @Override
    Field<T> self() {
        return this;
    }

    @Nullable
    ColumnType type() {
        return type;
    }

    @Nullable
    Object defaultLiteral() {
        return defaultLiteral;
    }

    @Nullable
    DefaultValue defaultValue() {
        if (defaultExpression != null) {
            return new DefaultValue.Expression(defaultExpression);
        }
        return defaultLiteral == null ? null : new DefaultValue.Literal(defaultLiteral);
    }

    /** Both kinds of default at once contradict each other. */
    void checkDefault() {
        if (defaultLiteral != null && defaultExpression != null) {
            throw new SchemaException("has both a default value and a default expression; keep the one that is meant");
        }
    }

    @Nullable
    String generatedAs() {
        return generatedAs;
    }

    boolean isAutoIncrement() {
        return autoIncrement;
    }
}
