package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TypeChange;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * How a database writes what a column is made of: names, types, values and expressions. What databases have in common is
 * here, by jOOQ.
 */
abstract class Notation {
    final DSLContext jooq;

    Notation(DSLContext jooq) {
        this.jooq = jooq;
    }

    /** The name as the database's statements write it. */
    abstract Name name(String name);

    /** The same as text. */
    final String quoted(String name) {
        return sql(name(name));
    }

    /** A name as a part of a statement that is written by hand. */
    String sql(Name name) {
        return jooq.render(name);
    }

    /** An expression that a person wrote, in which the database finds the columns whatever their names. */
    String expression(String sql) {
        return SqlText.quoting(sql, ReservedWords.ALL);
    }

    /** The database's names of types, but for enumerations: those of the standard unless it has others. */
    JooqTypes types() {
        return JooqTypes.STANDARD;
    }

    /** The type of an enumeration as the database's statements write it. */
    abstract String enumeration(String table, String column, ColumnType.Enumeration type);

    /** How a computed column is written behind its type. */
    String generated(String expression) {
        return "generated always as (" + expression + ") stored";
    }

    /**
     * A literal of a column's type. Days and times not by jOOQ: through {@code java.sql.Timestamp} they would become those of
     * the JVM's time zone, which has hours and days that never were, and of the Julian calendar before 1582.
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

    /** A value of a column as text. */
    final String sql(ColumnType type, DefaultValue value) {
        return jooq.renderInlined(field(type, value));
    }

    /** The type of a column as text, for statements written by hand. */
    String typeName(String table, Column column) {
        if (column.type() instanceof ColumnType.Native type) {
            return type.name();
        }
        return column.type() instanceof ColumnType.Enumeration enumeration
                ? enumeration(table, column.name(), enumeration)
                : column.type().accept(types()).getCastTypeName(jooq.configuration());
    }

    /** A text as the database's statements write it. */
    final String textLiteral(String text) {
        return jooq.renderInlined(DSL.inline(text));
    }

    /**
     * Whether a value is one of an enumeration, as a condition. Unknown for NULL.
     *
     * @param value in SQL
     */
    final String isOneOf(String value, ColumnType.Enumeration type) {
        return type.values().stream().map(this::textLiteral).collect(Collectors.joining(", ", value + " in (", ")"));
    }

    /**
     * A value of an enumeration as a text, which can be compared with what is none of its constants.
     *
     * @param column the column's name in SQL
     */
    String constant(String column) {
        return column;
    }

    /**
     * Whether a text has a {@link TextForms form} of {@code type}, as a condition. Unknown for NULL.
     *
     * @param text in SQL
     */
    abstract String spells(String text, ColumnType type);

    /**
     * Whether a text is JSON that all databases take, as a condition; the character of the number 0, which some do not, is
     * not looked for. Unknown for NULL.
     *
     * @param text in SQL
     */
    abstract String isJson(String text);

    /** Whether {@link Fit} tells here which values the database will refuse. */
    boolean tellsMisfits(TypeChange change) {
        return change.tellsMisfits() || Fit.isOfTooManyBytes(change);
    }

    /** The beginning of a condition that is never true where this session may break foreign keys; empty where it cannot. */
    String whereReferencesAreChecked() {
        return "";
    }

    private DataType<?> type(String table, Column column) {
        if (column.generatedAs() != null) {
            return JooqTypes.named(typeName(table, column) + " " + generated(expression(column.generatedAs())));
        }
        return column.type() instanceof ColumnType.Enumeration
                ? JooqTypes.named(typeName(table, column))
                : column.type().accept(types());
    }

    private Field<?> field(ColumnType type, DefaultValue value) {
        return value instanceof DefaultValue.Literal literal
                ? literal(type, literal)
                : PlainSql.expression(expression(((DefaultValue.Expression) value).sql()));
    }

    /** All that a column is, as a part of jOOQ's statements. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // The type of a column is not known to javac.
    final Field<?> column(String table, Column column) {
        DataType type = type(table, column);
        type = column.isAutoIncrement() ? type.identity(true) : type;
        if (column.defaultValue() != null) {
            type = type.default_((Field) field(column.type(), column.defaultValue()));
        }
        return DSL.field(name(column.name()), column.generatedAs() != null ? type : type.nullable(column.isNullable()));
    }
}
