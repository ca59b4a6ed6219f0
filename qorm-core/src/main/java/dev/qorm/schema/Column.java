package dev.qorm.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
 * @param collations those of its texts, one at most for each database, sorted by database; on the others, it has the
 *     collation that texts have there without one
 */
public record Column(
        String name,
        ColumnType type,
        boolean isNullable,
        @Nullable DefaultValue defaultValue,
        boolean isAutoIncrement,
        @Nullable String generatedAs,
        @Nullable String comment,
        List<Collation> collations)
        implements TableElement {
    private static final Pattern COLLATED = Pattern.compile("(?i)\\bcollate\\b");

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
        collations = collations.isEmpty() ? List.of() : sorted(name, type, collations);
    }

    /** A column without collations. */
    public Column(
            String name,
            ColumnType type,
            boolean isNullable,
            @Nullable DefaultValue defaultValue,
            boolean isAutoIncrement,
            @Nullable String generatedAs,
            @Nullable String comment) {
        this(name, type, isNullable, defaultValue, isAutoIncrement, generatedAs, comment, List.of());
    }

    private static List<Collation> sorted(String name, ColumnType type, List<Collation> collations) {
        if (!canBeCollated(type)) {
            throw new SchemaException("column " + name + " of type " + TypeNames.of(type)
                    + " cannot have a collation, only varchar, character, text and native types can");
        }
        if (type instanceof ColumnType.Native other
                && COLLATED.matcher(other.name()).find()) {
            throw new SchemaException("column " + name + " has a collation in its type '" + other.name()
                    + "' already; keep the one that is meant");
        }
        var databases = collations.stream().map(Collation::database).distinct().count();
        if (databases < collations.size()) {
            throw new SchemaException(
                    "column " + name + " has two collations on one database; keep the one that is meant");
        }
        return collations.stream().sorted().toList();
    }

    /** Whether columns of a type may have collations; qorm does not know which native types are texts. */
    public static boolean canBeCollated(ColumnType type) {
        return type instanceof ColumnType.Native || TypeFamily.of(type) == TypeFamily.TEXT;
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
        return new Column(name, type, nullable, defaultValue, isAutoIncrement, generatedAs, comment, collations);
    }

    /** Returns this column with another type, and without collations if that type has none. */
    public Column type(ColumnType newType) {
        var kept = canBeCollated(newType) ? collations : List.<Collation>of();
        return new Column(name, newType, isNullable, defaultValue, isAutoIncrement, generatedAs, comment, kept);
    }

    /** Returns this column as one that is written: without a default, auto-increment and an expression. */
    public Column written() {
        return new Column(name, type, isNullable, null, false, null, comment, collations);
    }

    /** Returns this column with another name. */
    @Override
    public Column named(String newName) {
        return new Column(newName, type, isNullable, defaultValue, isAutoIncrement, generatedAs, comment, collations);
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
        return new Column(name, type, isNullable, value, isAutoIncrement, generatedAs, comment, collations);
    }

    /** Returns this column as an auto-increment column. */
    public Column autoIncrement() {
        return new Column(name, type, isNullable, defaultValue, true, generatedAs, comment, collations);
    }

    /** Returns this column as one that the database computes. */
    public Column generatedAs(String expression) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, expression, comment, collations);
    }

    /** Returns this column with the given comment, or without one. */
    public Column comment(@Nullable String text) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, generatedAs, text, collations);
    }

    /**
     * Returns this column with a collation of its texts on one kind of database, as in {@code .collation("postgresql",
     * "und-x-icu").collation("sqlite", "nocase")}.
     *
     * @throws SchemaException if its type has no texts, or the database has no such collation
     */
    public Column collation(String database, String collationName) {
        var all = new ArrayList<>(collations);
        all.add(collated(name, database, collationName));
        return collations(all);
    }

    private static Collation collated(String column, String database, String collationName) {
        try {
            return new Collation(database, collationName);
        } catch (SchemaException e) {
            throw new SchemaException("column " + column + " " + e.getMessage(), e);
        }
    }

    /** Returns this column with the given collations in place of its own. */
    public Column collations(List<Collation> all) {
        return new Column(name, type, isNullable, defaultValue, isAutoIncrement, generatedAs, comment, all);
    }

    /** Returns the name of its collation on a kind of database, or null. */
    public @Nullable String collation(String database) {
        for (var collation : collations) {
            if (collation.database().equals(database)) {
                return collation.name();
            }
        }
        return null;
    }

    /** Whether both have the same type and the same collations. */
    public boolean hasTypeOf(Column other) {
        return type.equals(other.type) && collations.equals(other.collations);
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
