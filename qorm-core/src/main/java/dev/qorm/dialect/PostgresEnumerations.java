package dev.qorm.dialect;

import dev.qorm.schema.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.CRC32;

/** The types that PostgreSQL has for enumerations: one a column, named after table and column. */
public final class PostgresEnumerations {
    private PostgresEnumerations() {}

    /**
     * The name of the type of a column: {@code post.state}. It shares a namespace with tables and the types of all
     * other columns, where {@code post_state} could be of a table {@code post_state} or of two columns. Where it is too
     * long, it is cut and marked with a hash; so it is where table or column have a dot themselves.
     */
    public static String typeName(String table, String column) {
        return name(table, column, "");
    }

    /** The name that a type has while another takes its place. */
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

    /** Whether {@code to} is {@code from} with values added, in whatever place. */
    static boolean onlyAdds(ColumnType.Enumeration from, ColumnType.Enumeration to) {
        var kept = new ArrayList<>(to.values());
        kept.retainAll(from.values());
        return kept.equals(from.values());
    }
}
