package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The notation of SQLite, where dates, times and instants are texts. */
final class SqliteNotation extends Notation {
    static final SqliteNotation INSTANCE = new SqliteNotation();

    private SqliteNotation() {
        super(JooqSettings.context(SQLDialect.SQLITE));
    }

    @Override
    Name name(String name) {
        return DSL.quotedName(name);
    }

    /** jOOQ quotes the keywords of SQLite that it knows, which do not include the one that begins an expression. */
    @Override
    String sql(Name name) {
        return "cast".equalsIgnoreCase(name.last()) ? '"' + name.last() + '"' : super.sql(name);
    }

    @Override
    String enumeration(String table, String column, ColumnType.Enumeration type) {
        return SqliteTypes.ENUMERATION;
    }

    @Override
    String typeName(String table, Column column) {
        return column.isAutoIncrement() ? SqliteTypes.COUNTED : column.type().accept(SqliteTypes.INSTANCE);
    }

    @Override
    String collated(Column column) {
        var collation = column.collation(Dialect.SQLITE.urlName());
        return collation == null ? "" : " collate " + collation;
    }

    @Override
    String exact(String value, Column column) {
        return collated(column).isEmpty() ? value : value + " collate binary";
    }

    @Override
    String isJson(String text) {
        return SqliteFit.isJson(text);
    }

    @Override
    String spells(String text, ColumnType type) {
        return new SqliteTextForms(text).spells(type);
    }

    /** Times are texts in the form of {@code current_timestamp}, and instants are followed by their offset. */
    @Override
    Field<?> literal(ColumnType type, DefaultValue.Literal literal) {
        var value = literal.value();
        if (value instanceof Boolean) {
            return PlainSql.expression(value.toString());
        }
        if (value instanceof BigDecimal number) {
            return PlainSql.expression(number.toPlainString());
        }
        if (value instanceof LocalTime time) {
            return DSL.inline(text(time));
        }
        if (value instanceof LocalDate) {
            return DSL.inline(value.toString());
        }
        if (value instanceof LocalDateTime time) {
            return DSL.inline(text(time));
        }
        if (value instanceof OffsetDateTime time) {
            return DSL.inline(text(time.toLocalDateTime()) + "+00:00");
        }
        return value instanceof DefaultValue.Bytes bytes ? DSL.inline(bytes.toArray()) : super.literal(type, literal);
    }

    /** Returns a default in the definition of a column. */
    String defaultText(ColumnType type, DefaultValue value) {
        return value instanceof DefaultValue.Expression ? "(" + sql(type, value) + ")" : sql(type, value);
    }

    @Override
    String characterCount(String text) {
        return "length(" + text + ")";
    }

    /** What becomes a text is converted first, which {@link Fit} does not do. */
    @Override
    boolean detectsMisfits(TypeChange change) {
        return super.detectsMisfits(change)
                && (TypeFamily.of(change.to()) != TypeFamily.TEXT || TypeFamily.of(change.from()) == TypeFamily.TEXT);
    }
}
