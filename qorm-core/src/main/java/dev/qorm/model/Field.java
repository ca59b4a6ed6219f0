package dev.qorm.model;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a model, mapped to one column. It is NOT NULL unless {@link #nullable()} is called.
 *
 * @param <T> the Java type of the default value
 */
public final class Field<T> extends AbstractField<Field<T>> {
    private final @Nullable ColumnType type;
    private @Nullable Object defaultLiteral;
    private @Nullable String defaultExpression;
    private @Nullable String generatedAs;
    private boolean autoIncrement;
    private final List<NamedCollation> collations = new ArrayList<>();

    /** @param type null if the declaration of the type failed; in that case the problem has been reported */
    Field(String name, @Nullable ColumnType type) {
        super(name);
        this.type = type;
    }

    /** Sets the value that the database stores if an INSERT does not name the column. */
    public Field<T> defaultValue(T value) {
        defaultLiteral = Objects.requireNonNull(value, "the value of defaultValue(…) is null");
        return this;
    }

    /**
     * Sets an expression that the database evaluates if an INSERT does not name the column, such as {@code
     * current_timestamp}.
     */
    public Field<T> defaultExpression(String sql) {
        defaultExpression = Objects.requireNonNull(sql, "the expression of defaultExpression(…) is null");
        return this;
    }

    /** Makes the database compute the column from other columns with this expression; the column is never written. */
    public Field<T> generatedAs(String expression) {
        generatedAs = Objects.requireNonNull(expression, "the expression of generatedAs(…) is null");
        return this;
    }

    /**
     * Sets how one kind of database compares and sorts the texts of the column; call it again for another one. Only for
     * {@code varchar}, {@code character}, {@code text} and native types. The columns of relations to this field have
     * the same collations.
     *
     * @param database {@code postgresql}, {@code sqlite}, {@code mariadb} or {@code mysql}
     * @param collation its name there, such as {@code nocase} on SQLite
     */
    public Field<T> collation(String database, String collation) {
        collations.add(new NamedCollation(
                Objects.requireNonNull(database, "the database in collation(…) is null"),
                Objects.requireNonNull(collation, "the name in collation(…) is null")));
        return this;
    }

    private record NamedCollation(String database, String name) {}

    /** Makes the database number the rows automatically. Only for integers. */
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

    /** Rejects a field that has both kinds of default, since they contradict each other. */
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

    /** Returns the column with the collations of the field. */
    Column collated(Column column) {
        var collated = column;
        for (var each : collations) {
            collated = collated.collation(each.database, each.name);
        }
        return collated;
    }
}
