package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
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
        var collation = after.collation(dialect().urlName());
        return Objects.equals(before.collation(dialect().urlName()), collation)
                ? value
                : "convert(" + value + " using utf8mb4) collate "
                        + Objects.requireNonNullElse(collation, dialect().collation());
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
