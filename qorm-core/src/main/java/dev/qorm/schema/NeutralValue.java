package dev.qorm.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A neutral value for each type: zero, the empty text, false, the first value of an enumeration. When a rollback
 * restores a dropped column that must have a value, the column gets this one, since the old values are gone.
 */
public final class NeutralValue implements ColumnType.Visitor<Object> {
    private static final NeutralValue INSTANCE = new NeutralValue();
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private NeutralValue() {}

    /** Returns the neutral value of {@code type}, or null for a native type, which qorm does not know. */
    public static @Nullable Object of(ColumnType type) {
        return type instanceof ColumnType.Native ? null : LiteralCoercion.coerce(type, type.accept(INSTANCE));
    }

    @Override
    public Object visit(ColumnType.Bool type) {
        return false;
    }

    @Override
    public Object visit(ColumnType.SmallInt type) {
        return 0L;
    }

    @Override
    public Object visit(ColumnType.Int type) {
        return 0L;
    }

    @Override
    public Object visit(ColumnType.BigInt type) {
        return 0L;
    }

    @Override
    public Object visit(ColumnType.Real type) {
        return 0d;
    }

    @Override
    public Object visit(ColumnType.DoublePrecision type) {
        return 0d;
    }

    @Override
    public Object visit(ColumnType.Decimal type) {
        return BigDecimal.ZERO;
    }

    @Override
    public Object visit(ColumnType.Char type) {
        return "";
    }

    @Override
    public Object visit(ColumnType.Varchar type) {
        return "";
    }

    @Override
    public Object visit(ColumnType.Text type) {
        return "";
    }

    @Override
    public Object visit(ColumnType.Enumeration type) {
        return type.values().get(0);
    }

    @Override
    public Object visit(ColumnType.Date type) {
        return EPOCH;
    }

    @Override
    public Object visit(ColumnType.Time type) {
        return LocalTime.MIDNIGHT;
    }

    @Override
    public Object visit(ColumnType.Timestamp type) {
        return EPOCH.atStartOfDay();
    }

    @Override
    public Object visit(ColumnType.TimestampWithTimeZone type) {
        return LocalDateTime.of(EPOCH, LocalTime.MIDNIGHT).atOffset(ZoneOffset.UTC);
    }

    @Override
    public Object visit(ColumnType.Uuid type) {
        return new UUID(0, 0);
    }

    @Override
    public Object visit(ColumnType.Json type) {
        return "null";
    }

    @Override
    public Object visit(ColumnType.Binary type) {
        return new byte[0];
    }

    @Override
    public Object visit(ColumnType.Blob type) {
        return new byte[0];
    }

    @Override
    public Object visit(ColumnType.Native type) {
        throw new IllegalStateException("nothing is known of the type " + type.name());
    }
}
