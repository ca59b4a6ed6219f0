package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.KnownValues;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values that columns get in a migration, in SQL over the rows before it. Whatever is not certain is not known: what
 * an expression of the user reads elsewhere or by another name, and conversions of which databases have their own.
 */
final class GivenValues {
    /** Stands for what qualifies the column: no name has this character. */
    private static final String PREFIX = "\0";

    /** An enumeration is ordered by the places of its values, which a text does not have: {@code state > 'OPEN'}. */
    private static final String ORDERS =
            "(?i)(?<!\\w)%1$s\\W?\\s*(?:[<>+-]|not\\s+between\\b|between\\b)|[<>+-]=?\\s*\\W?%1$s(?!\\w)";

    private final Notation notation;
    private final Schema before;
    private final KnownValues known;

    /** By the name that the table had before, and the name of the column. */
    private final Map<List<String>, Given> values = new HashMap<>();

    /**
     * What a column gets.
     *
     * @param sql with {@link #PREFIX} before each column, unless an expression of the user gives the values; null if they
     *     are not known
     * @param missing the condition that an expression of the user gives NULL, or null if there is no such expression
     * @param isKept whether other expressions read these values like those of the column
     * @param changed the rows that get another value than they have, like {@code sql}; empty if all may
     */
    private record Given(
            @Nullable String sql, Column column, @Nullable String missing, boolean isKept, String changed) {
        Given(@Nullable String sql, Column column, @Nullable String missing, boolean isKept) {
            this(sql, column, missing, isKept, "");
        }
    }

    GivenValues(Notation notation, Schema before, KnownValues known) {
        this.notation = notation;
        this.before = before;
        this.known = known;
    }

    /**
     * Returns the values of a column, or null if they are not given or not known.
     *
     * @param prefix what qualifies the columns of the table, or nothing
     */
    @Nullable
    String of(String table, String column, String prefix) {
        var given = given(table, column);
        return given == null || given.sql == null || (given.missing != null && !prefix.isEmpty())
                ? null
                : given.sql.replace(PREFIX, prefix);
    }

    /**
     * Returns the condition, after {@code and}, that a row gets another value; empty if all rows may.
     *
     * @param prefix what qualifies the columns of the table
     */
    String whereChanged(String table, String column, String prefix) {
        var given = given(table, column);
        return given == null || given.changed.isEmpty() ? "" : " and " + given.changed.replace(PREFIX, prefix);
    }

    /** Returns the condition that an expression of the user gives a row NULL, or null if none gives the values. */
    @Nullable
    String whereMissing(String table, String column) {
        var given = given(table, column);
        return given == null ? null : given.missing;
    }

    /** Returns the values of a column as they are read by the expression of a check, or null. */
    @Nullable
    String inCheck(String table, String column, String expression) {
        var given = given(table, column);
        var isOrdered = given != null
                && given.column.type() instanceof ColumnType.Enumeration
                && Pattern.compile(ORDERS.formatted(Pattern.quote(column)))
                        .matcher(expression.replace("<>", "="))
                        .find();
        return given == null || given.sql == null || !given.isKept || isOrdered ? null : given.sql.replace(PREFIX, "");
    }

    private @Nullable Given given(String table, String column) {
        var name = known.tableBefore(table);
        return name == null ? null : values.get(List.of(name, column));
    }

    /**
     * Updates the values before an operation is taken as known.
     *
     * @param schema the schema before the operation
     */
    void take(Operation operation, Schema schema) {
        if (operation instanceof AddColumn add) {
            put(add.table(), add.column(), added(add, schema.table(add.table())));
        } else if (operation instanceof AlterColumn alter && !alter.keepsValues()) {
            put(alter.table(), alter.to(), altered(alter, schema.table(alter.table())));
        } else if (operation instanceof DropColumn drop) {
            put(drop.table(), drop.column(), null);
        } else if (operation instanceof RenameColumn rename) {
            var given = given(rename.table(), rename.from());
            put(rename.table(), schema.table(rename.table()).column(rename.from()), null);
            put(rename.table(), Column.of(rename.to(), ColumnTypes.text()), given);
        }
    }

    private void put(String table, Column column, @Nullable Given given) {
        var name = known.tableBefore(table);
        if (name != null && given == null) {
            values.remove(List.of(name, column.name()));
        } else if (name != null) {
            values.put(List.of(name, column.name()), given);
        }
    }

    private @Nullable Given added(AddColumn add, Table table) {
        if (add.column().generatedAs() != null) {
            return written(add.column().generatedAs(), add.column(), table);
        }
        return add.backfill() instanceof DefaultValue.Expression expression
                ? written(expression.sql(), add.column(), table)
                : null;
    }

    private @Nullable Given written(String expression, Column column, Table table) {
        return isRead(expression, table)
                ? new Given(exact(value(expression), column), column, value(expression) + " is null", false)
                : null;
    }

    private String value(String expression) {
        return "(" + notation.expression(expression) + ")";
    }

    /** Without the collation that the connection has for texts, in which others may be equal. */
    private String exact(String value, Column column) {
        return Collations.isText(column.type()) ? notation.exactText(value) : value;
    }

    private @Nullable Table before(Table table) {
        var name = known.tableBefore(table.name());
        return name == null ? null : before.find(name);
    }

    /** Whether an expression reads only columns of the table that have their names and values from before. */
    private boolean isRead(String expression, Table table) {
        var there = before(table);
        var read = table.columns().values().stream()
                .filter(column -> SqlText.mentions(expression, column.name()))
                .toList();
        // A query rounds a quotient to fewer digits than a column of MariaDB or MySQL.
        return there != null
                && !read.isEmpty()
                && !expression.contains("/")
                && !SqlText.hasWord(expression, "select")
                && !SqlText.namesTable(expression, table.name())
                && read.stream()
                        .allMatch(column -> column.name().equals(known.columnBefore(table.name(), column.name()))
                                && isReadAlike(there.column(column.name()), column));
    }

    /** Whether an expression has the same result over a value of either column. */
    static boolean isReadAlike(Column one, Column other) {
        return one.type().equals(other.type()) || (isUnpadded(one.type()) && isUnpadded(other.type()));
    }

    private static boolean isUnpadded(ColumnType type) {
        return type instanceof ColumnType.Varchar || type instanceof ColumnType.Text;
    }

    private @Nullable Given altered(AlterColumn alter, Table table) {
        var to = alter.to();
        if (to.generatedAs() != null) {
            return written(to.generatedAs(), to, table);
        }
        var name = known.columnBefore(alter.table(), to.name());
        var there = before(table);
        var column = PREFIX + notation.quoted(String.valueOf(name));
        var change = alter.typeChange();
        var isOfFamily = TypeFamily.of(change.from()) == TypeFamily.of(change.to());
        var converted = isOfFamily ? null : notation.converted(column, change);
        var kept = converted == null ? kept(change, column) : converted;
        var isComparedAlike = !(to.type() instanceof ColumnType.Time || to.type() instanceof ColumnType.Uuid);
        var isKept = isOfFamily || (converted != null && isComparedAlike);
        if (name == null || there == null || kept == null) {
            return null;
        }
        var isFilled = alter.from().isNullable() && !to.isNullable();
        var value = alter.backfill() == null && isFilled ? to.defaultValue() : alter.backfill();
        if (value == null || !(isFilled || alter.replacesMisfits())) {
            return new Given(notation.compared(kept, there.column(name), to), to, null, isKept);
        }
        var misfits = alter.replacesMisfits()
                ? "not (" + Fit.condition(alter, notation.constantOf(change, column), notation) + ")"
                : "";
        var nulls = isFilled ? column + " is null" : "";
        var isReplaced = misfits + (misfits.isEmpty() || nulls.isEmpty() ? "" : " or ") + nulls;
        if (value instanceof DefaultValue.Expression expression) {
            return isRead(expression.sql(), table) ? replaced(isReplaced, value(expression.sql()), kept, to) : null;
        }
        // A literal text is compared in the collation that the column has, which may be another one than is known.
        var stored = Collations.isText(to.type())
                ? notation.sql(to.type(), value)
                : notation.stored(table.name(), to, value);
        var replaced = "case when " + isReplaced + " then " + stored + " else " + kept + " end";
        var changed = kept.equals(column) && misfits.isEmpty() ? nulls : "";
        return stored == null
                ? null
                : new Given(notation.compared(replaced, there.column(name), to), to, null, isKept, changed);
    }

    /** Returns what a column gets of which an expression of the user replaces some values. */
    private Given replaced(String isReplaced, String value, String kept, Column column) {
        // A CASE has one type for both values, into which those of the column may not fit, unless both are texts.
        var values = Collations.isText(column.type())
                ? "case when " + isReplaced + " then " + exact(value, column) + " else " + exact(kept, column) + " end"
                : null;
        var missing = "(" + isReplaced + ") and " + value + " is null";
        return new Given(
                values == null ? null : values.replace(PREFIX, ""), column, missing.replace(PREFIX, ""), false);
    }

    /** Returns what becomes of a value that fits, or null if that is not known. */
    private @Nullable String kept(TypeChange change, String column) {
        var from = change.from();
        var to = change.to();
        if (change.isOutOfReach()) {
            return "null"; // No value fits.
        }
        if (from.equals(to)
                || (ColumnTypes.isInteger(from) && (ColumnTypes.isInteger(to) || to instanceof ColumnType.Decimal))) {
            return column;
        }
        if (from instanceof ColumnType.Enumeration
                && (to instanceof ColumnType.Enumeration || TypeFamily.of(to) == TypeFamily.TEXT)) {
            return notation.constant(column);
        }
        if (TypeFamily.of(from) == TypeFamily.TEXT && TypeFamily.of(to) == TypeFamily.TEXT) {
            return from instanceof ColumnType.Char || to instanceof ColumnType.Char ? "rtrim(" + column + ")" : column;
        }
        if (ColumnTypes.isInteger(from) && to instanceof ColumnType.Bool) {
            return "(" + column + " <> 0)";
        }
        var isRounded =
                from instanceof ColumnType.Decimal && (to instanceof ColumnType.Decimal || ColumnTypes.isInteger(to));
        return isRounded
                ? "round(" + column + ", " + (to instanceof ColumnType.Decimal number ? number.scale() : 0) + ")"
                : notation.converted(column, change);
    }
}
