package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Index;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeChange;
import java.util.stream.Collectors;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Name;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The notation of PostgreSQL. All names are quoted, which makes no difference for plain names, because PostgreSQL folds
 * to lower case. Each column with an enumeration has a type of its own; JSON is {@code jsonb}, which can be compared.
 */
final class PostgresNotation extends Notation {
    static final PostgresNotation INSTANCE = new PostgresNotation();

    private static final JooqTypes TYPES = new JooqTypes() {
        @Override
        public DataType<?> visit(ColumnType.Json type) {
            return SQLDataType.JSONB;
        }

        @Override
        public DataType<?> visit(ColumnType.Binary type) {
            // bytea has no length.
            return SQLDataType.BLOB;
        }
    };

    private PostgresNotation() {
        super(JooqSettings.context(SQLDialect.POSTGRES));
    }

    @Override
    Name name(String name) {
        return DSL.quotedName(name);
    }

    @Override
    JooqTypes types() {
        return TYPES;
    }

    @Override
    String enumeration(String table, String column, ColumnType.Enumeration type) {
        return quoted(PostgresEnumerations.typeName(table, column));
    }

    @Override
    String afterColumns(Index index) {
        return include(index) + (index.isNullsNotDistinct() ? " nulls not distinct" : "");
    }

    @Override
    String include(TableElement key) {
        return key.include().isEmpty()
                ? ""
                : key.include().stream().map(this::quoted).collect(Collectors.joining(", ", " include (", ")"));
    }

    @Override
    String collated(Column column) {
        var collation = column.collation(Dialect.POSTGRESQL.urlName());
        return collation == null ? "" : " collate " + quoted(collation);
    }

    @Override
    String exact(String value, Column column) {
        return collated(column).isEmpty() ? value : value + " collate \"C\"";
    }

    @Override
    Field<?> literal(ColumnType type, DefaultValue.Literal literal) {
        if (type instanceof ColumnType.Json) {
            return DSL.inline(JSONB.valueOf((String) literal.value()));
        }
        return literal.value() instanceof DefaultValue.Bytes bytes
                ? PlainSql.expression("'\\x" + bytes.hex() + "'::bytea")
                : super.literal(type, literal);
    }

    /** This function exists only since PostgreSQL 16; before, the statement itself refuses the text. */
    @Override
    String isJson(String text) {
        return "pg_input_is_valid(" + text + "::text, 'jsonb')";
    }

    @Override
    String spells(String text, ColumnType type) {
        return PostgresConversions.spells(text, type);
    }

    @Override
    String constant(String column) {
        return column + "::text";
    }

    /** PostgreSQL accepts bytes of any length. */
    @Override
    boolean detectsMisfits(TypeChange change) {
        return super.detectsMisfits(change) && !(change.to() instanceof ColumnType.Binary);
    }
}
