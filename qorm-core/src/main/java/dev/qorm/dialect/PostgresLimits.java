package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ComputedColumns;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.nio.charset.StandardCharsets;

/** The limits of tables on PostgreSQL, checked before a statement runs. */
final class PostgresLimits {
    /** In bytes. PostgreSQL silently truncates longer names, and refuses longer values of enumerations. */
    static final int MAX_NAME = 63;

    /** For a text with a length ("Character Types" in its manual). */
    private static final int MAX_CHARACTERS = 10_485_760;

    private PostgresLimits() {}

    /** @throws UnsupportedByDatabaseException if {@code table} cannot have {@code part} */
    static void check(Table table, TableElement part) {
        KeptNames.refuse(Dialect.POSTGRESQL, table, part);
        if (part instanceof ForeignKey key) {
            checkEnumerations(table, key);
        }
        if (part instanceof Column column) {
            checkColumn(table, column);
        }
        checkName(table, table.name());
        checkName(table, part.name());
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns as much of {@code name} as there is room for, followed by {@code tail}. */
    static String cut(String name, String tail) {
        var cut = new StringBuilder(name);
        while (bytes(cut + tail) > MAX_NAME) {
            cut.setLength(cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + tail;
    }

    /** PostgreSQL cannot compare two enumeration types. */
    private static void checkEnumerations(Table table, ForeignKey key) {
        for (var i = 0; i < key.columns().size(); i++) {
            var column = key.columns().get(i);
            var isOfItself =
                    key.refersTo(table.name()) && key.referencedColumns().get(i).equals(column);
            if (!isOfItself && table.column(column).type() instanceof ColumnType.Enumeration) {
                throw new UnsupportedByDatabaseException(
                        "the foreign key " + key.name() + " of " + table.name() + " over '" + column
                                + "', an enumeration whose type belongs to one column",
                        Dialect.POSTGRESQL,
                        "make both columns a varchar(n)");
            }
        }
    }

    private static void checkColumn(Table table, Column column) {
        if (ComputedColumns.isComputedFrom(column, table.columns().values())) {
            throw new UnsupportedByDatabaseException(
                    "the column " + column.name() + " of " + table.name() + ", computed from a computed one ("
                            + column.generatedAs() + ")",
                    Dialect.POSTGRESQL,
                    "replace the other one with its expression");
        }
        if (characters(column.type()) > MAX_CHARACTERS) {
            throw new UnsupportedByDatabaseException(
                    "the column " + column.name() + " of " + table.name() + ", of more than " + MAX_CHARACTERS
                            + " characters",
                    Dialect.POSTGRESQL,
                    "make it a text");
        }
        if (column.type() instanceof ColumnType.Enumeration type) {
            for (var value : type.values()) {
                if (bytes(value) > MAX_NAME) {
                    throw new UnsupportedByDatabaseException(
                            "the value '" + value + "' of the enumeration " + column.name() + " of " + table.name()
                                    + ", of more than " + MAX_NAME + " bytes",
                            Dialect.POSTGRESQL,
                            "make it shorter");
                }
            }
        }
    }

    private static int characters(ColumnType type) {
        if (type instanceof ColumnType.Varchar varchar) {
            return varchar.length();
        }
        return type instanceof ColumnType.Char character ? character.length() : 0;
    }

    private static void checkName(Table table, String name) {
        if (bytes(name) > MAX_NAME) {
            throw new UnsupportedByDatabaseException(
                    "the name '" + name + "' in the table " + table.name() + " is longer than " + MAX_NAME + " bytes",
                    Dialect.POSTGRESQL,
                    "give it a shorter name");
        }
    }
}
