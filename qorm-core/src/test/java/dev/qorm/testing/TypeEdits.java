package dev.qorm.testing;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people do to enumerations, defaults and what is counted, as edits of a random life. */
final class TypeEdits {
    private static final List<List<String>> MORE = List.of(
            List.of(),
            List.of("it's"),
            List.of("a,b", "x y"),
            List.of("\\", "\"q\"", "%"),
            List.of("größe", "null", "0"),
            List.of("of_as_many_bytes_as_postgresql_takes_in_a_value_of_its_types_63"));

    private TypeEdits() {}

    /** Others come, go and change places beside the two that rows have, see {@link Rows}. */
    static Schema changeEnumeration(Life life, Edit edit, Table table) {
        var column = table.columns().values().stream()
                .filter(each -> each.type() instanceof ColumnType.Enumeration && !Life.isReference(each, table))
                .filter(each -> life.schema
                        .referencesTo(table.name(), each.name())
                        .findAny()
                        .isEmpty())
                .findFirst();
        if (column.isEmpty() || life.converted.contains(column.get().name())) {
            return life.schema;
        }
        var values = new ArrayList<>(edit.of(MORE, edit.part()));
        values.addAll(edit.other() % 2 == 0 ? List.of("RED", "GREEN") : List.of("GREEN", "RED"));
        Collections.rotate(values, edit.other());
        var type = ColumnTypes.enumeration(values.toArray(String[]::new));
        return life.schema.replace(table.withColumn(column.get().type(type)));
    }

    static Schema switchOddDefault(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        if (Life.isReference(column, table)
                || column.isAutoIncrement()
                || column.generatedAs() != null
                || life.converted.contains(column.name())) {
            return life.schema;
        }
        var value = odd(column.type(), edit.other());
        return value == null ? life.schema : life.schema.replace(table.withColumn(column.withDefault(value)));
    }

    /** At the limits of its type, and with what has a meaning in SQL. */
    private static @Nullable DefaultValue odd(ColumnType type, int number) {
        if (type instanceof ColumnType.Timestamp && number % 3 == 0) {
            return new DefaultValue.Expression("current_timestamp");
        }
        var values = odd(type);
        return values.isEmpty() ? null : new DefaultValue.Literal(values.get(number % values.size()));
    }

    private static List<?> odd(ColumnType type) {
        if (type instanceof ColumnType.SmallInt) {
            return List.of(Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type instanceof ColumnType.Int) {
            return List.of(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type instanceof ColumnType.BigInt) {
            return List.of(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            var most = new BigDecimal("9".repeat(decimal.precision())).movePointLeft(decimal.scale());
            return List.of(most, most.negate());
        }
        if (type instanceof ColumnType.DoublePrecision) {
            return List.of(1e300, -1.5e-7);
        }
        if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Text) {
            return List.of("it's \"\\ {0}?\n;--", "null");
        }
        if (type instanceof ColumnType.Date) {
            return List.of(LocalDate.of(9999, 12, 31), LocalDate.of(1600, 2, 29));
        }
        if (type instanceof ColumnType.Timestamp) {
            return List.of(LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_000_000));
        }
        if (type instanceof ColumnType.Json) {
            return List.of("{\"a\": [1, \"it's \\\\ \"]}");
        }
        return type instanceof ColumnType.Enumeration ? List.of("RED", "GREEN") : List.of();
    }

    static Schema switchColumnComment(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return life.schema.replace(
                table.withColumn(column.comment(column.comment() == null ? "it's {0} \\ \"x\" ; -- /* \n %" : null)));
    }

    static Schema switchCounting(Life life, Edit edit, Table table) {
        var key = table.primaryKey();
        if (key == null || key.columns().size() > 1) {
            return life.schema;
        }
        var column = table.column(key.columns().get(0));
        if (column.isAutoIncrement()) {
            return life.schema.replace(
                    table.withColumn(Column.of(column.name(), column.type()).comment(column.comment())));
        }
        var isPossible = ColumnTypes.isInteger(column.type())
                && isFree(life, table, column)
                && !Life.isReference(column, table)
                && table.columns().values().stream().noneMatch(Column::isAutoIncrement);
        return isPossible ? life.schema.replace(table.withColumn(column.autoIncrement())) : life.schema;
    }

    /** Whether no expression depends on it, and nothing gives it values. */
    private static boolean isFree(Life life, Table table, Column column) {
        return !ColumnEdits.isMentioned(table, column.name())
                && column.generatedAs() == null
                && column.defaultValue() == null
                && !column.isAutoIncrement()
                && !life.converted.contains(column.name());
    }

    /** To a type that holds less, or the same in another way, though not too little for the rows. */
    static Schema narrow(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        var types = narrower(column.type());
        if (types.isEmpty() || !isFree(life, table, column) || ColumnEdits.isLinked(life.schema, column.name())) {
            return life.schema;
        }
        var type = edit.of(types, edit.other());
        var isIndexed =
                table.elements().stream().anyMatch(part -> part.columnNames().contains(column.name()));
        return type instanceof ColumnType.Text && isIndexed
                ? life.schema
                : life.schema.replace(table.withColumn(column.type(type)));
    }

    private static List<ColumnType> narrower(ColumnType type) {
        if (type instanceof ColumnType.Varchar) {
            return List.of(ColumnTypes.varchar(15), ColumnTypes.text());
        }
        if (type instanceof ColumnType.BigInt) {
            return List.of(ColumnTypes.integer(), ColumnTypes.decimal(12, 1));
        }
        if (type instanceof ColumnType.Decimal) {
            return List.of(ColumnTypes.decimal(6, 1), ColumnTypes.doublePrecision());
        }
        if (type instanceof ColumnType.DoublePrecision) {
            return List.of(ColumnTypes.real(), ColumnTypes.decimal(15, 4));
        }
        if (type instanceof ColumnType.Timestamp) {
            return List.of(ColumnTypes.timestamp(0), ColumnTypes.timestampWithTimeZone(), ColumnTypes.date());
        }
        if (type instanceof ColumnType.Text) {
            return List.of(ColumnTypes.varchar(50));
        }
        return type instanceof ColumnType.Char || type instanceof ColumnType.Uuid
                ? List.of(ColumnTypes.varchar(40))
                : List.of();
    }
}
