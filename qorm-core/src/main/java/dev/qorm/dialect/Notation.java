package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Index;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How a database writes the components of a column: names, types, values and expressions. What databases have in common
 * is here, using jOOQ.
 */
abstract class Notation {
    final DSLContext jooq;

    Notation(DSLContext jooq) {
        this.jooq = jooq;
    }

    /** Returns the name as it is written in statements of the database. */
    abstract Name name(String name);

    /** The same as text. */
    final String quoted(String name) {
        return sql(name(name));
    }

    /** Returns the query of {@link DdlRenderer#renderLookup}. */
    final String lookup(String table, List<String> columns) {
        var selected =
                columns.isEmpty() ? "1" : columns.stream().map(this::quoted).collect(Collectors.joining(", "));
        return "select " + selected + " from " + quoted(table) + " where 1 = 0";
    }

    /** Returns a name as a part of a statement that is written by hand. */
    String sql(Name name) {
        return jooq.render(name);
    }

    /** Returns an expression of the user in a form in which the database finds the columns whatever their names. */
    String expression(String sql) {
        return SqlText.quoting(sql, ReservedWords.ALL);
    }

    /** Returns the database's names of types, except for enumerations: those of the standard unless it has others. */
    JooqTypes types() {
        return JooqTypes.STANDARD;
    }

    /** Returns the type of an enumeration as it is written in statements of the database. */
    abstract String enumeration(String table, String column, ColumnType.Enumeration type);

    /** Returns the beginning of a statement that creates an index. */
    String createIndex(Index index) {
        return index.isUnique() ? "create unique index" : "create index";
    }

    /** Returns what follows the columns of an index, except for its condition; usually empty. */
    String afterColumns(Index index) {
        return "";
    }

    /** Returns the clause for the columns that a key or an index includes; empty where it would make no difference. */
    String include(TableElement key) {
        return "";
    }

    /** Returns the clause of a computed column that follows its type. */
    String generated(String expression) {
        return "generated always as (" + expression + ") stored";
    }

    /**
     * Returns a literal of a column's type. Dates and times are not written by jOOQ: through {@code
     * java.sql.Timestamp}, they would be converted to the JVM's time zone, in which some hours and days never existed,
     * and to the Julian calendar before 1582.
     */
    Field<?> literal(ColumnType type, DefaultValue.Literal literal) {
        var value = literal.value();
        if (value instanceof LocalTime time) {
            return PlainSql.expression("time '" + text(time) + "'");
        }
        if (value instanceof LocalDate) {
            return PlainSql.expression("date '" + value + "'");
        }
        if (value instanceof LocalDateTime time) {
            return PlainSql.expression("timestamp '" + text(time) + "'");
        }
        return value instanceof OffsetDateTime time
                ? PlainSql.expression("timestamp with time zone '" + text(time.toLocalDateTime()) + "+00:00'") // in UTC
                : DSL.inline(value);
    }

    static String text(LocalTime time) {
        return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }

    static String text(LocalDateTime time) {
        return time.toLocalDate() + " " + text(time.toLocalTime());
    }

    /** Returns a value of a column as text. */
    final String sql(ColumnType type, DefaultValue value) {
        return jooq.renderInlined(field(type, value));
    }

    /** Returns the type of a column as text, for statements that are written by hand. */
    String typeName(String table, Column column) {
        if (column.type() instanceof ColumnType.Native type) {
            return type.name();
        }
        return column.type() instanceof ColumnType.Enumeration enumeration
                ? enumeration(table, column.name(), enumeration)
                : column.type().accept(types()).getCastTypeName(jooq.configuration());
    }

    /** Returns a text as it is written in statements of the database. */
    final String textLiteral(String text) {
        return jooq.renderInlined(DSL.inline(text));
    }

    /**
     * Returns the condition that a value is one of an enumeration. Unknown for NULL.
     *
     * @param value in SQL
     */
    final String isOneOf(String value, ColumnType.Enumeration type) {
        return type.values().stream().map(this::textLiteral).collect(Collectors.joining(", ", value + " in (", ")"));
    }

    /**
     * Returns a value of an enumeration as a text, which can be compared with texts that are none of its constants.
     *
     * @param column the column's name in SQL
     */
    String constant(String column) {
        return column;
    }

    /**
     * Returns a value before a change of its type as the new type is compared with it. A bool is a number on MySQL, which
     * is not converted to such a text; an enumeration can only be compared with its own constants.
     *
     * @param column the column's name in SQL
     */
    final String constantOf(TypeChange change, String column) {
        if (change.from() instanceof ColumnType.Enumeration) {
            return constant(column);
        }
        return change.from() instanceof ColumnType.Bool && TypeFamily.of(change.to()) == TypeFamily.TEXT
                ? "case when " + column + " then 'true' when not " + column + " then 'false' end"
                : column;
    }

    /**
     * Returns a value as a text that is equal to no other in any column.
     *
     * @param value in SQL
     */
    String exactText(String value) {
        return constant(value);
    }

    /**
     * Returns the condition that a text has a {@link TextForms form} of {@code type}. Unknown for NULL.
     *
     * @param text in SQL
     */
    abstract String spells(String text, ColumnType type);

    /**
     * Returns the condition that a text is JSON that all databases accept; this does not check for the character with
     * the number 0, which some do not support. Unknown for NULL.
     *
     * @param text in SQL
     */
    abstract String isJson(String text);

    /** Returns the number of characters of {@code text}, both in SQL. */
    String characterCount(String text) {
        return "char_length(" + text + ")";
    }

    /** Whether {@link Fit} determines which values the database will refuse. */
    boolean detectsMisfits(TypeChange change) {
        return change.detectsMisfits() || Fit.isOfTooManyBytes(change);
    }

    /**
     * Returns the beginning of a condition that is never true if this session may violate foreign keys; empty if it
     * cannot.
     */
    String whereReferencesAreChecked() {
        return "";
    }

    /** Returns the clause for the collation of a column, which follows its type; empty if it has none here. */
    String collated(Column column) {
        return "";
    }

    /**
     * Returns a text as the database compares it in a column after a migration; the same if it compares it as before.
     *
     * @param value in SQL
     */
    String compared(String value, Column before, Column after) {
        return value;
    }

    /**
     * Returns a text for a comparison with the constants of an enumeration, which differ in each character.
     *
     * @param value in SQL
     * @param column the column that it comes from
     */
    String exact(String value, Column column) {
        return value;
    }

    /**
     * Returns a value that fits as a change of the type stores it, or null if nothing is known. Null, too, where a
     * migration that fails leaves nothing behind.
     *
     * @param value in SQL
     */
    @Nullable
    String converted(String value, TypeChange change) {
        return null;
    }

    /** Returns a value as the database compares it once a column has it, or null if that cannot be written. */
    @Nullable
    String stored(String table, Column column, DefaultValue value) {
        return sql(column.type(), value);
    }

    private DataType<?> type(String table, Column column) {
        var collated = collated(column);
        if (column.generatedAs() != null) {
            return JooqTypes.named(
                    typeName(table, column) + collated + " " + generated(expression(column.generatedAs())));
        }
        return column.type() instanceof ColumnType.Enumeration || !collated.isEmpty()
                ? JooqTypes.named(typeName(table, column) + collated)
                : column.type().accept(types());
    }

    private Field<?> field(ColumnType type, DefaultValue value) {
        return value instanceof DefaultValue.Literal literal
                ? literal(type, literal)
                : PlainSql.expression(expression(((DefaultValue.Expression) value).sql()));
    }

    /** Returns the complete definition of a column, as a part of jOOQ's statements. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // javac does not know the type of a column.
    final Field<?> column(String table, Column column) {
        DataType type = type(table, column);
        type = column.isAutoIncrement() ? type.identity(true) : type;
        if (column.defaultValue() != null) {
            type = type.default_((Field) field(column.type(), column.defaultValue()));
        }
        return DSL.field(name(column.name()), column.generatedAs() != null ? type : type.nullable(column.isNullable()));
    }
}
