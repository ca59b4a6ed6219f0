package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The notation of MySQL, and what MariaDB has in common with it. */
class MySqlNotation extends Notation {
    static final MySqlNotation INSTANCE = new MySqlNotation(JooqSettings.context(SQLDialect.MYSQL), new MySqlTypes());

    private final MySqlTypes typeNames;

    MySqlNotation(DSLContext jooq, MySqlTypes typeNames) {
        super(jooq);
        this.typeNames = typeNames;
    }

    @Override
    Name name(String name) {
        return DSL.quotedName(name);
    }

    /** The same as jOOQ, which however creates a context for each of the many names in a definition. */
    @Override
    String sql(Name name) {
        return '`' + name.last().replace("`", "``") + '`';
    }

    @Override
    String typeName(String table, Column column) {
        return column.type().accept(typeNames);
    }

    @Override
    String enumeration(String table, String column, ColumnType.Enumeration type) {
        return type.accept(typeNames);
    }

    @Override
    Field<?> literal(ColumnType type, DefaultValue.Literal literal) {
        var value = literal.value();
        if (value instanceof DefaultValue.Bytes bytes) {
            return PlainSql.expression(bytes.hex().isEmpty() ? "''" : "x'" + bytes.hex() + "'");
        }
        if (value instanceof OffsetDateTime instant) {
            return DSL.inline(text(instant.toLocalDateTime())); // literals are in UTC
        }
        if (value instanceof LocalDateTime timestamp) {
            return DSL.inline(text(timestamp));
        }
        if (value instanceof LocalTime time) {
            return DSL.inline(text(time));
        }
        return value instanceof LocalDate || value instanceof UUID
                ? DSL.inline(value.toString())
                : super.literal(type, literal);
    }

    Dialect dialect() {
        return Dialect.MYSQL;
    }

    @Override
    String collated(Column column) {
        var collation = column.collation(dialect().urlName());
        return collation == null ? "" : " character set utf8mb4 collate " + collation;
    }

    @Override
    String compared(String value, Column before, Column after) {
        return Objects.equals(
                        before.collation(dialect().urlName()),
                        after.collation(dialect().urlName()))
                ? value
                : "convert(" + value + " using utf8mb4)" + collate(after);
    }

    private String collate(Column column) {
        return " collate "
                + Objects.requireNonNullElse(
                        column.collation(dialect().urlName()), dialect().collation());
    }

    /**
     * The literals of other types are compared like the values of columns. A time is not: MySQL compares one that is in
     * no column with a text as two texts.
     */
    @Override
    @Nullable
    String stored(String table, Column column, DefaultValue value) {
        var literal = sql(column.type(), value);
        return switch (TypeFamily.of(column.type())) {
            case TEXT, ENUMERATION -> literal + collate(column);
            case TIME -> dialect() == Dialect.MYSQL ? null : cast(literal, table, column);
            case FRACTION, DATE, TIMESTAMP, INSTANT, UUID -> cast(literal, table, column);
            default -> literal;
        };
    }

    private String cast(String literal, String table, Column column) {
        return "cast(" + literal + " as " + typeName(table, column) + ")";
    }

    @Override
    @Nullable
    String converted(String value, TypeChange change) {
        var converted = MySqlConverted.of(value, change.from(), change.to());
        return converted.equals(value) ? null : converted;
    }

    @Override
    String exactText(String value) {
        return "convert(" + value + " using utf8mb4) collate " + dialect().collation();
    }

    @Override
    String isJson(String text) {
        return "json_valid(" + text + ")";
    }

    @Override
    String spells(String text, ColumnType type) {
        return MySqlConversion.spells(text, type);
    }

    @Override
    String whereReferencesAreChecked() {
        return "@@foreign_key_checks = 1 and ";
    }
}
