package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.CRC32;

/** The types of enumerations on PostgreSQL: one for each column, named after table and column. */
public final class PostgresEnumerations {
    private PostgresEnumerations() {}

    /**
     * Returns the name of the type of a column: {@code post.state}. Types share a namespace with tables, where {@code
     * post_state} could belong to a table {@code post_state} or to two columns. If the name is too long, or the table
     * or column contains a dot, it is cut and marked with a hash.
     */
    public static String typeName(String table, String column) {
        return name(table, column, "");
    }

    /** Returns the name that a type has while another one replaces it. */
    static String oldTypeName(String table, String column) {
        return name(table, column, ".old");
    }

    private static String name(String table, String column, String suffix) {
        var name = table + "." + column + suffix;
        if (PostgresLimits.bytes(name) <= PostgresLimits.MAX_NAME && !(table + column).contains(".")) {
            return name;
        }
        var hash = new CRC32();
        hash.update((table + '\0' + column).getBytes(StandardCharsets.UTF_8));
        var tail = "_" + Long.toHexString(hash.getValue()) + suffix;
        return PostgresLimits.cut(table + "." + column, tail);
    }

    /** Whether {@code to} is {@code from} with values added, in any place. */
    static boolean onlyAdds(ColumnType.Enumeration from, ColumnType.Enumeration to) {
        var kept = new ArrayList<>(to.values());
        kept.retainAll(from.values());
        return kept.equals(from.values());
    }
}
