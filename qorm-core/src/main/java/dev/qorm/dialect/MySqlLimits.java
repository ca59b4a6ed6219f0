package dev.qorm.dialect;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeFamily;
import dev.qorm.schema.TypeNames;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits of tables on MySQL and MariaDB, checked before a statement runs ("InnoDB Limits" in MySQL's manual).
 *
 * @param before the schema before the operation
 * @param collations those of the existing columns, as far as they are known
 */
record MySqlLimits(Dialect dialect, Schema before, Collations collations) implements LimitChecks.Limits {
    private static final int BYTES_OF_CHARACTER = Collations.BYTES_OF_CHARACTER;

    private static final int MAX_KEY_BYTES = 3072;
    private static final int MAX_ROW_BYTES = 65_535;
    /** In a table, with its primary key and those for foreign keys. */
    private static final int MAX_INDEXES = 64;

    private static final int MAX_CHAR = 255;
    /** For a column ("COMMENT" under "CREATE TABLE" in both manuals). */
    private static final int MAX_COMMENT = 1024;
    /** The same for a table. */
    private static final int MAX_TABLE_COMMENT = 2048;
    /** For an element of an enumeration ("The ENUM Type" in MySQL's manual). */
    static final int MAX_ENUMERATED = 255;

    /**
     * Checks a part. If it is too long by our count even before the change, it is stored in a character set of fewer
     * bytes that is not known, as is possible in a table that was taken over; only the server can check that.
     */
    @Override
    public void check(Table table, TableElement part) {
        KeptNames.refuse(dialect, table, part);
        LimitChecks.refuseDeferral(dialect, table, part);
        var old = before.find(table.name());
        if (part instanceof Column column) {
            checkColumn(table, column);
            if (old == null || (bytesInRow(old) <= MAX_ROW_BYTES && isLonger(table, old, column))) {
                checkRow(table, old == null ? "" : "the column " + column.name() + ", in ");
            }
        } else if (part instanceof CheckConstraint check) {
            checkExpression(table, "the check " + check.name(), check.expression());
        } else {
            checkKey(table, part);
            checkNumber(table, part);
            var known = old == null ? null : find(old, part);
            if (old == null || known == null || bytesInKey(old, known) <= MAX_KEY_BYTES) {
                checkLength(table, part);
            }
        }
        if (part instanceof ForeignKey key) {
            checkActions(table, key);
        }
    }

    /** @throws UnsupportedByDatabaseException if a table cannot have this comment */
    void checkComment(Table table, @Nullable String comment) {
        if (comment != null && length(comment) > MAX_TABLE_COMMENT) {
            throw refusal(table, "the comment of more than " + MAX_TABLE_COMMENT + " characters", "make it shorter");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private UnsupportedByDatabaseException refusal(Table table, String what, String remedy) {
        return new UnsupportedByDatabaseException("in " + table.name() + ", " + what, dialect, remedy);
    }

    private void checkColumn(Table table, Column column) {
        var name = "the column " + column.name();
        if (column.generatedAs() != null) {
            checkExpression(table, name, column.generatedAs());
        }
        if (column.isAutoIncrement()
                && table.columns().values().stream()
                                .filter(Column::isAutoIncrement)
                                .count()
                        > 1) {
            throw refusal(
                    table,
                    name + ", a second auto-increment column",
                    "remove auto-increment from one of them; if the other one is dropped, remove it there in an earlier migration");
        }
        if (column.comment() != null && length(column.comment()) > MAX_COMMENT) {
            throw refusal(
                    table,
                    "the comment of the column " + column.name() + ", of more than " + MAX_COMMENT + " characters",
                    "make it shorter");
        }
        if (column.type() instanceof ColumnType.Enumeration type) {
            checkValues(table, name, type);
        }
        if (column.type() instanceof ColumnType.Char type && type.length() > MAX_CHAR) {
            throw refusal(
                    table,
                    name + ", a char of more than " + MAX_CHAR + " characters",
                    "make it a varchar(n) or a text");
        }
    }

    private void checkValues(Table table, String name, ColumnType.Enumeration type) {
        if (type.values().stream().anyMatch(value -> value.endsWith(" "))) {
            throw refusal(
                    table,
                    name + ", an enumeration with a value that ends with a blank",
                    "remove the blank, which the server would ignore silently");
        }
        if (type.values().stream().anyMatch(value -> length(value) > MAX_ENUMERATED)) {
            throw refusal(
                    table,
                    name + ", an enumeration with a value of more than " + MAX_ENUMERATED + " characters",
                    "make the value shorter, or the column a varchar(n)");
        }
    }

    /** @param place what makes it too long, or nothing for a table as a whole */
    private void checkRow(Table table, String place) {
        var row = bytesInRow(table);
        if (row > MAX_ROW_BYTES) {
            throw refusal(
                    table,
                    place + "a row of " + row + " bytes, more than " + MAX_ROW_BYTES,
                    "make long columns text or blob, which count as 12 bytes (the longest is " + longest(table) + "; a"
                            + " character counts as " + BYTES_OF_CHARACTER + ")");
        }
    }

    private String longest(Table table) {
        return table.columns().values().stream()
                .max(Comparator.comparingLong(column -> bytesInRow(table, column)))
                .orElseThrow()
                .name();
    }

    private void checkKey(Table table, TableElement key) {
        if (dialect == Dialect.MARIADB) {
            LimitChecks.refuseExpressions(dialect, table, key);
        }
        EqualNulls.refuse(dialect, table, key);
        key.expressions().forEach(expression -> checkUncounted(table, key.name(), expression));
        if (key instanceof Index index && index.where() != null) {
            throw refusal(
                    table,
                    "the partial index " + index.name() + " (where " + index.where() + ")",
                    "leave out where(…), or use another database for this project");
        }
        for (var column : key.columnNames()) {
            var type = table.column(column).type();
            if (key instanceof PrimaryKey && table.column(column).generatedAs() != null) {
                throw refusal(
                        table,
                        key.name() + ", a primary key over '" + column + "', a computed column",
                        "make it a unique constraint");
            }
            if (dialect == Dialect.MYSQL && table.column(column).isNullable() && MySqlDefinitions.isSpatial(type)) {
                throw refusal(
                        table,
                        key.name() + ", an index over '" + column + "', which is spatial and nullable",
                        "make the column NOT NULL, or leave the index out");
            }
            if (isLarge(type)) {
                throw refusal(
                        table,
                        key.name() + ", a key or an index over '" + column + "', a large object",
                        "give the column a length: varchar(n) or binary(n)");
            }
        }
    }

    private void checkNumber(Table table, TableElement key) {
        var indexes = table.elements().stream().filter(TableElement::hasIndex).count()
                + MySqlIndexes.implied(table).size();
        if (indexes > MAX_INDEXES) {
            throw refusal(
                    table,
                    key.name() + ", with more than " + MAX_INDEXES + " keys and indexes in the table",
                    "drop some of them first, or leave it out; a foreign key needs one, too");
        }
    }

    private void checkLength(Table table, TableElement key) {
        if (key.columnNames().size() > maxKeyColumns()) {
            throw refusal(
                    table,
                    key.name() + ", a key or an index over more than " + maxKeyColumns() + " columns",
                    "leave out some of them");
        }
        var bytes = bytesInKey(table, key);
        if (bytes > MAX_KEY_BYTES) {
            throw refusal(
                    table,
                    key.name() + ", a key or an index over " + bytes + " bytes, more than " + MAX_KEY_BYTES,
                    "make its columns shorter (a character counts as " + BYTES_OF_CHARACTER + " bytes)");
        }
    }

    /** @throws UnsupportedByDatabaseException if the columns of {@code key} cannot refer to those at its other end */
    void checkTypes(Table table, ForeignKey key) {
        var target = key.refersTo(table.name()) ? table : before.find(key.referencedTable());
        if (target == null) {
            return;
        }
        for (var i = 0; i < key.columns().size(); i++) {
            var from = table.column(key.columns().get(i));
            var to = target.column(key.referencedColumns().get(i));
            var family = TypeFamily.of(from.type());
            var isOfAnyLength = family == TypeFamily.of(to.type())
                    && Set.of(TypeFamily.TEXT, TypeFamily.BYTES, TypeFamily.ENUMERATION)
                            .contains(family);
            if (!isOfAnyLength && !from.type().equals(to.type())) {
                throw refusal(
                        table,
                        "the foreign key " + key.name() + " from '" + from.name() + "', " + TypeNames.of(from.type())
                                + ", to '" + to.name() + "', " + TypeNames.of(to.type()),
                        "give both the same type");
            }
            if (!Objects.equals(from.collation(dialect.urlName()), to.collation(dialect.urlName()))) {
                throw refusal(
                        table,
                        "the foreign key " + key.name() + " from '" + from.name() + "', " + collation(from) + ", to '"
                                + to.name() + "', " + collation(to),
                        "give both the same collation");
            }
        }
    }

    private String collation(Column column) {
        var collation = column.collation(dialect.urlName());
        return collation == null ? "which names no collation" : "in " + collation;
    }

    /** An expression cannot read an auto-increment column or one that the action of a foreign key writes. */
    private void checkExpression(Table table, String what, String expression) {
        checkUncounted(table, what, expression);
        for (var key : table.foreignKeys().values()) {
            checkAction(table, key, what, expression);
        }
    }

    private void checkUncounted(Table table, String what, String expression) {
        for (var column : table.columns().values()) {
            if (column.isAutoIncrement() && SqlText.mentions(expression, column.name())) {
                throw refusal(
                        table,
                        what + " over '" + column.name() + "', an auto-increment column",
                        "leave the expression out; the database counts from 1");
            }
        }
    }

    private void checkActions(Table table, ForeignKey key) {
        if (key.onDelete() == ReferentialAction.SET_NULL || key.onUpdate() == ReferentialAction.SET_NULL) {
            for (var column : key.columns()) {
                if (!table.column(column).isNullable()) {
                    throw refusal(
                            table,
                            "the foreign key " + key.name() + ", which sets '" + column
                                    + "', a NOT NULL column, to null",
                            "make the column nullable, or give the key another action");
                }
            }
        }
        for (var part : table.elements()) {
            if (part instanceof CheckConstraint check) {
                checkAction(table, key, "the check " + check.name(), check.expression());
            } else if (part instanceof Column column) {
                checkAction(table, key, "the column " + column.name(), column.generatedAs());
            }
        }
    }

    private void checkAction(Table table, ForeignKey key, String what, @Nullable String expression) {
        var writes = key.onDelete() == ReferentialAction.SET_NULL
                || List.of(ReferentialAction.SET_NULL, ReferentialAction.CASCADE)
                        .contains(key.onUpdate());
        if (!writes) {
            return;
        }
        for (var column : key.columns()) {
            if (SqlText.mentions(expression, column)) {
                throw refusal(
                        table,
                        what + " over '" + column + "', which the foreign key " + key.name() + " writes",
                        "give the key onDelete(CASCADE) or no action, or leave the expression out");
            }
        }
    }

    private int maxKeyColumns() {
        return dialect == Dialect.MARIADB ? 32 : 16;
    }

    static boolean isLarge(ColumnType type) {
        return type instanceof ColumnType.Text || type instanceof ColumnType.Blob || type instanceof ColumnType.Json;
    }

    private static @Nullable TableElement find(Table table, TableElement part) {
        return table.elements().stream()
                .filter(each ->
                        each.getClass() == part.getClass() && each.name().equals(part.name()))
                .findFirst()
                .orElse(null);
    }

    /**
     * Whether its rows are longer in one character set, since a column that is renamed is known under its former name;
     * or whether those of {@code column} are in the character set that it gets.
     */
    private boolean isLonger(Table table, Table old, Column column) {
        var before = old.columns().get(column.name());
        return bytesInRow(table, BYTES_OF_CHARACTER) > bytesInRow(old, BYTES_OF_CHARACTER)
                || (before != null && bytesInRow(table, column) > bytesInRow(old, before));
    }

    private static long bytesInRow(Table table, int bytesOfCharacter) {
        return table.columns().values().stream()
                .mapToLong(column -> bytesInRow(column.type(), bytesOfCharacter))
                .sum();
    }

    private long bytesInRow(Table table) {
        return table.columns().values().stream()
                .mapToLong(column -> bytesInRow(table, column))
                .sum();
    }

    private long bytesInKey(Table table, TableElement key) {
        return key.columnNames().stream()
                .mapToLong(column -> bytesInRow(table, table.column(column)))
                .sum();
    }

    private long bytesInRow(Table table, Column column) {
        var bytesOfCharacter = column.collation(dialect.urlName()) == null
                ? collations.bytesOfCharacter(table.name(), column.name())
                : BYTES_OF_CHARACTER;
        return bytesInRow(column.type(), bytesOfCharacter);
    }

    /**
     * Returns the maximum size of a value: 12 for a large object, and approximately that for all types without a
     * length.
     */
    private static long bytesInRow(ColumnType type, int bytesOfCharacter) {
        if (type instanceof ColumnType.Varchar varchar) {
            return (long) bytesOfCharacter * varchar.length();
        }
        if (type instanceof ColumnType.Char character) {
            return (long) bytesOfCharacter * character.length();
        }
        if (type instanceof ColumnType.Binary binary) {
            return binary.length();
        }
        if (type instanceof ColumnType.Uuid) {
            return 36;
        }
        return isLarge(type) ? 12 : 8;
    }
}
