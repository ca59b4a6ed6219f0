package dev.qorm.schema;

import java.util.HexFormat;

/** What the database stores if an INSERT does not name the column. */
public sealed interface DefaultValue {
    /**
     * A value.
     *
     * @param value in the canonical form that {@link LiteralCoercion} gives it for the column's type, so that the same
     *     value written in two ways is one default: {@code Boolean}, {@code Long}, {@code BigDecimal} with the column's
     *     scale, {@code Double}, {@code String}, a {@code java.time} class, {@code UUID} or {@link Bytes}
     */
    record Literal(Object value) implements DefaultValue {}

    /**
     * An expression that the database evaluates for each row.
     *
     * @param sql the expression, in SQL that the database understands
     */
    record Expression(String sql) implements DefaultValue {
        public Expression {
            sql = Checks.text("default expression", sql);
        }
    }

    /**
     * A value of a binary column.
     *
     * @param hex two lower-case hexadecimal digits for each byte
     */
    record Bytes(String hex) {
        /** Returns the value that consists of these bytes. */
        public static Bytes of(byte[] bytes) {
            return new Bytes(HexFormat.of().formatHex(bytes));
        }

        /** Returns the bytes. */
        public byte[] toArray() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
