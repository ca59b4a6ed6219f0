package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import org.jooq.DataType;
import org.jooq.SQLDialect;
import org.jooq.impl.DefaultDataType;
import org.jooq.impl.SQLDataType;

/**
 * The types of jOOQ that are rendered as in the SQL standard; subclasses override those that a database calls
 * differently.
 */
class JooqTypes implements ColumnType.Visitor<DataType<?>> {
    static final JooqTypes STANDARD = new JooqTypes();

    /** Returns a type by its name in the database, which jOOQ does not change. */
    static DataType<Object> named(String sql) {
        return new DefaultDataType<>((SQLDialect) null, Object.class, sql);
    }

    @Override
    public DataType<?> visit(ColumnType.Bool type) {
        return SQLDataType.BOOLEAN;
    }

    @Override
    public DataType<?> visit(ColumnType.SmallInt type) {
        return SQLDataType.SMALLINT;
    }

    @Override
    public DataType<?> visit(ColumnType.Int type) {
        return SQLDataType.INTEGER;
    }

    @Override
    public DataType<?> visit(ColumnType.BigInt type) {
        return SQLDataType.BIGINT;
    }

    @Override
    public DataType<?> visit(ColumnType.Real type) {
        return SQLDataType.REAL;
    }

    @Override
    public DataType<?> visit(ColumnType.DoublePrecision type) {
        return SQLDataType.DOUBLE;
    }

    @Override
    public DataType<?> visit(ColumnType.Decimal type) {
        return SQLDataType.DECIMAL(type.precision(), type.scale());
    }

    @Override
    public DataType<?> visit(ColumnType.Char type) {
        return SQLDataType.CHAR(type.length());
    }

    @Override
    public DataType<?> visit(ColumnType.Varchar type) {
        return SQLDataType.VARCHAR(type.length());
    }

    @Override
    public DataType<?> visit(ColumnType.Text type) {
        return SQLDataType.CLOB;
    }

    @Override
    public DataType<?> visit(ColumnType.Enumeration type) {
        throw new IllegalStateException("an enumeration is rendered by the database's own class");
    }

    @Override
    public DataType<?> visit(ColumnType.Date type) {
        return SQLDataType.LOCALDATE;
    }

    @Override
    public DataType<?> visit(ColumnType.Time type) {
        return SQLDataType.LOCALTIME(type.precision());
    }

    @Override
    public DataType<?> visit(ColumnType.Timestamp type) {
        return SQLDataType.LOCALDATETIME(type.precision());
    }

    @Override
    public DataType<?> visit(ColumnType.TimestampWithTimeZone type) {
        return SQLDataType.OFFSETDATETIME(type.precision());
    }

    @Override
    public DataType<?> visit(ColumnType.Uuid type) {
        return SQLDataType.UUID;
    }

    @Override
    public DataType<?> visit(ColumnType.Json type) {
        return SQLDataType.JSON;
    }

    @Override
    public DataType<?> visit(ColumnType.Binary type) {
        return SQLDataType.VARBINARY(type.length());
    }

    @Override
    public DataType<?> visit(ColumnType.Blob type) {
        return SQLDataType.BLOB;
    }

    @Override
    public DataType<?> visit(ColumnType.Native type) {
        return named(type.name());
    }
}
