package dev.qorm.model;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.SchemaException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Declares the fields of a model, and the keys, indexes and checks over them.
 *
 * <p>Each field has a name; the name of its column is that name in snake case. Keys and indexes may refer to a field by
 * its own name or by the name of its column.
 *
 * <p>An impossible declaration, such as a length of 0, throws nothing here. The goal that reads the models reports all
 * problems of all models at once.
 */
public final class Fields {
    private final Declarations declarations;

    Fields(Declarations declarations) {
        this.declarations = declarations;
    }

    private <F extends AbstractField<F>> F add(F field) {
        declarations.fields.add(field);
        return field;
    }

    private <T> Field<T> field(String name, Supplier<ColumnType> type) {
        try {
            return add(new Field<>(name, type.get()));
        } catch (SchemaException e) {
            declarations.problem(name, e.getMessage());
            return add(new Field<>(name, null));
        }
    }

    /** True or false. */
    public Field<Boolean> bool(String name) {
        return field(name, ColumnTypes::bool);
    }

    /** A 16-bit integer. */
    public Field<Number> smallint(String name) {
        return field(name, ColumnTypes::smallint);
    }

    /** A 32-bit integer. */
    public Field<Number> integer(String name) {
        return field(name, ColumnTypes::integer);
    }

    /** A 64-bit integer. */
    public Field<Number> bigint(String name) {
        return field(name, ColumnTypes::bigint);
    }

    /** A 32-bit floating-point number. */
    public Field<Number> real(String name) {
        return field(name, ColumnTypes::real);
    }

    /** A 64-bit floating-point number. */
    public Field<Number> doublePrecision(String name) {
        return field(name, ColumnTypes::doublePrecision);
    }

    /**
     * An exact number; see {@link BigDecimal}.
     *
     * @param precision all digits, 1 to 65
     * @param scale those of them after the point, 0 to 30 and at most {@code precision}
     */
    public Field<Number> decimal(String name, int precision, int scale) {
        return field(name, () -> ColumnTypes.decimal(precision, scale));
    }

    /** The same as {@link #decimal}. */
    public Field<Number> numeric(String name, int precision, int scale) {
        return decimal(name, precision, scale);
    }

    /** A text of exactly {@code length} characters, at least 1, padded with spaces. */
    public Field<String> character(String name, int length) {
        return field(name, () -> ColumnTypes.character(length));
    }

    /** A text of at most {@code length} characters, at least 1. */
    public Field<String> varchar(String name, int length) {
        return field(name, () -> ColumnTypes.varchar(length));
    }

    /** A text without a limit. */
    public Field<String> text(String name) {
        return field(name, ColumnTypes::text);
    }

    /**
     * One of the constants of a Java enum, stored by name. The values sort in the order in which the constants are
     * declared.
     */
    public <E extends Enum<E>> Field<E> enumeration(String name, Class<E> type) {
        return field(
                name,
                () -> ColumnTypes.enumeration(
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toArray(String[]::new)));
    }

    /** One of these names, which sort in the order given. */
    public Field<String> enumeration(String name, String... values) {
        return field(name, () -> ColumnTypes.enumeration(values));
    }

    /** A date without a time. */
    public Field<LocalDate> date(String name) {
        return field(name, ColumnTypes::date);
    }

    /** A time of day without a zone, to the microsecond. */
    public Field<LocalTime> time(String name) {
        return field(name, ColumnTypes::time);
    }

    /** A time of day without a zone with {@code precision} digits of the fractional second, 0 to 6. */
    public Field<LocalTime> time(String name, int precision) {
        return field(name, () -> ColumnTypes.time(precision));
    }

    /** A date and time without a zone, to the microsecond. */
    public Field<LocalDateTime> timestamp(String name) {
        return field(name, ColumnTypes::timestamp);
    }

    /** A date and time without a zone with {@code precision} digits of the fractional second, 0 to 6. */
    public Field<LocalDateTime> timestamp(String name, int precision) {
        return field(name, () -> ColumnTypes.timestamp(precision));
    }

    /** An instant, to the microsecond. */
    public Field<OffsetDateTime> timestampWithTimeZone(String name) {
        return field(name, ColumnTypes::timestampWithTimeZone);
    }

    /** An instant with {@code precision} digits of the fractional second, 0 to 6. */
    public Field<OffsetDateTime> timestampWithTimeZone(String name, int precision) {
        return field(name, () -> ColumnTypes.timestampWithTimeZone(precision));
    }

    /** A universally unique identifier. */
    public Field<UUID> uuid(String name) {
        return field(name, ColumnTypes::uuid);
    }

    /** A JSON document. */
    public Field<String> json(String name) {
        return field(name, ColumnTypes::json);
    }

    /** At most {@code length} bytes, at least 1. */
    public Field<byte[]> binary(String name, int length) {
        return field(name, () -> ColumnTypes.binary(length));
    }

    /** Bytes without a limit. */
    public Field<byte[]> blob(String name) {
        return field(name, ColumnTypes::blob);
    }

    /**
     * A type of one particular database, which qorm passes on unchanged. The other databases reject it.
     *
     * @param type the name of the type in that database: {@code integer[]}, {@code int unsigned}
     */
    public Field<String> nativeType(String name, String type) {
        return field(name, () -> ColumnTypes.nativeType(type));
    }

    /** A relation: many rows of this model refer to one row of {@code target}. Its columns are indexed. */
    public Relation manyToOne(String name, Class<? extends Model> target) {
        return add(new Relation(name, target, false));
    }

    /** A relation: at most one row of this model refers to each row of {@code target}. Its columns are unique. */
    public Relation oneToOne(String name, Class<? extends Model> target) {
        return add(new Relation(name, target, true));
    }

    /**
     * A relation: rows of this model refer to any number of rows of {@code target}, and the reverse. It is no column but
     * a table of its own, with one row for each pair.
     */
    public ManyToMany manyToMany(String name, Class<? extends Model> target) {
        var relation = new ManyToMany(name, target);
        declarations.manyToMany.add(relation);
        return relation;
    }

    /** Returns the options of the table as a whole. */
    public TableOptions table() {
        return declarations.table;
    }

    /** Declares the primary key over these fields, in this order. */
    public KeyDeclaration primaryKey(String... fields) {
        var key = new KeyDeclaration(List.of(fields));
        if (declarations.primaryKey != null) {
            declarations.problem(
                    null, "declares more than one primary key; a table has one, name all its fields there");
        }
        declarations.primaryKey = key;
        return key;
    }

    /** Requires that no two rows have the same values in these fields. */
    public KeyDeclaration unique(String... fields) {
        var unique = new KeyDeclaration(List.of(fields));
        declarations.uniques.add(unique);
        return unique;
    }

    /**
     * Declares an index over these fields, in this order. What contains a parenthesis, and is not the name of a field,
     * is an SQL expression, in which columns are named as in the database: {@code index("tenant", "lower(email)")}. Not
     * every database supports this.
     */
    public IndexDeclaration index(String... fields) {
        var index = new IndexDeclaration(List.of(fields));
        declarations.indexes.add(index);
        return index;
    }

    /**
     * Declares a foreign key over these fields, in this order. Call {@code references} on the result to set its target.
     */
    public ForeignKeyDeclaration foreignKey(String... fields) {
        var key = new ForeignKeyDeclaration(List.of(fields));
        declarations.foreignKeys.add(key);
        return key;
    }

    /** Requires each row to fulfil this SQL condition. Columns are named in it as in the database. */
    public void check(String name, String condition) {
        try {
            declarations.checks.add(new CheckConstraint(
                    Objects.requireNonNull(name, "the name of a check is null"),
                    Objects.requireNonNull(condition, "the condition of a check is null")));
        } catch (SchemaException e) {
            declarations.problem(null, e.getMessage());
        }
    }
}
