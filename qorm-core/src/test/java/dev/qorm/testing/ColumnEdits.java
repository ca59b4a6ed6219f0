package dev.qorm.testing;

import static dev.qorm.operation.Operations.check;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.util.List;

/** What people do to columns, as edits of a random life. */
final class ColumnEdits {
    private static final List<ColumnType> TYPES = List.of(
            ColumnTypes.integer(),
            ColumnTypes.varchar(40),
            ColumnTypes.bool(),
            ColumnTypes.decimal(10, 2),
            ColumnTypes.timestamp(),
            ColumnTypes.uuid(),
            ColumnTypes.enumeration("RED", "GREEN"),
            ColumnTypes.text(),
            ColumnTypes.json(),
            ColumnTypes.time(0),
            ColumnTypes.timestampWithTimeZone(),
            ColumnTypes.binary(8),
            ColumnTypes.blob(),
            ColumnTypes.real());

    private ColumnEdits() {}

    static Schema addColumn(Life life, Edit edit, Table table) {
        var column = Column.of(life.newName("added"), edit.of(TYPES, edit.part()));
        return life.with(
                table,
                switch (edit.other() % 3) {
                    case 0 -> column.nullable();
                    case 1 -> column.defaultValue(NeutralValue.of(column.type()));
                    default -> column;
                });
    }

    /** Not what another column is computed from or a check speaks of, and nothing that cannot become what it was before. */
    static Schema dropColumn(Life life, Edit edit, Table table) {
        var name = edit.column(table).name();
        return isMentioned(table, name) || life.converted.contains(name)
                ? life.schema
                : life.schema.replace(table.without(Column.class, name));
    }

    static boolean isMentioned(Table table, String column) {
        return table.elements().stream().anyMatch(part -> part.mentions(column));
    }

    static boolean isLinked(Schema schema, String column) {
        return schema.tables().stream()
                .flatMap(table -> table.foreignKeys().values().stream())
                .anyMatch(key -> key.columns().contains(column)
                        || key.referencedColumns().contains(column));
    }

    /** Not of a reference, which a row that is lost takes with it, and not of what a check wants to be there. */
    static Schema switchNullability(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return isNullabilityOpen(life, column, table)
                ? life.schema.replace(table.withColumn(column.nullable(!column.isNullable())))
                : life.schema;
    }

    /** A column that may be NULL comes to be NOT NULL, one in three times with a default, or with a comment. */
    static Schema require(Life life, Edit edit, Table table) {
        var nullable = table.columns().values().stream()
                .filter(column -> column.isNullable() && isNullabilityOpen(life, column, table))
                .toList();
        if (nullable.isEmpty()) {
            return life.schema;
        }
        var column = edit.of(nullable, edit.part()).nullable(false);
        return life.schema.replace(table.withColumn(
                switch (edit.other() % 3) {
                    case 0 -> column.withDefault(new DefaultValue.Literal(NeutralValue.of(column.type())));
                    case 1 -> column.comment(life.newName("said"));
                    default -> column;
                }));
    }

    private static boolean isNullabilityOpen(Life life, Column column, Table table) {
        var isChecked =
                table.checks().values().stream().anyMatch(check -> SqlText.mentions(check.expression(), column.name()));
        return !Life.isReference(column, table)
                && !life.linked.contains(column.name())
                && !isChecked
                && !column.isAutoIncrement()
                && column.generatedAs() == null;
    }

    /** Not of a reference, since the default has to be a row that is there. */
    static Schema switchDefault(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return Life.isReference(column, table) || column.isAutoIncrement() || column.generatedAs() != null
                ? life.schema
                : life.schema.replace(table.withColumn(
                        column.defaultValue() == null
                                ? column.defaultValue(NeutralValue.of(column.type()))
                                : column.withDefault(null)));
    }

    static Schema widen(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        if (isLinked(life.schema, column.name()) || column.generatedAs() != null) {
            return life.schema;
        }
        if (column.type() instanceof ColumnType.Int || column.type() instanceof ColumnType.SmallInt) {
            return life.schema.replace(table.withColumn(column.type(ColumnTypes.bigint())));
        }
        return column.type() instanceof ColumnType.Varchar varchar && varchar.length() < 100
                ? life.schema.replace(table.withColumn(column.type(ColumnTypes.varchar(100))))
                : life.schema;
    }

    /** Not of a reference, which has that of its key. */
    static Schema switchCollation(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return isLinked(life.schema, column.name()) || !Column.canBeCollated(column.type())
                ? life.schema
                : life.schema.replace(table.withColumn(
                        column.collations().isEmpty() ? RandomSchemas.collated(column) : column.collations(List.of())));
    }

    static Schema addGenerated(Life life, Edit edit, Table table) {
        var column = edit.column(table);
        return column.type() instanceof ColumnType.Int && Life.isPlain(column) && !Life.isReference(column, table)
                ? life.with(
                        table,
                        Column.of(life.newName("twice"), ColumnTypes.bigint())
                                .nullable()
                                .generatedAs(column.name() + " * 2"))
                : life.schema;
    }

    /** To a type that every value of the old one is a value of, there and back; an enumeration first, since it is rare. */
    static Schema convert(Life life, Edit edit, Table table) {
        var column = table.columns().values().stream()
                .filter(each -> each.type() instanceof ColumnType.Enumeration)
                .findFirst()
                .orElseGet(() -> edit.column(table));
        var name = column.name();
        var isUsed = isLinked(life.schema, name)
                || (isMentioned(table, name) && !(column.type() instanceof ColumnType.Enumeration));
        if (isUsed || column.isAutoIncrement() || column.generatedAs() != null || column.defaultValue() != null) {
            return life.schema;
        }
        life.converted.add(name);
        var type = column.type();
        if (type instanceof ColumnType.Int || type instanceof ColumnType.BigInt || type instanceof ColumnType.Date) {
            return life.schema.replace(table.withColumn(column.type(ColumnTypes.varchar(60))));
        }
        if (type instanceof ColumnType.Bool) {
            return life.schema.replace(table.withColumn(column.type(ColumnTypes.integer())));
        }
        return type instanceof ColumnType.Enumeration
                ? life.schema.replace(table.withColumn(column.type(
                        edit.other() % 2 == 0
                                ? ColumnTypes.enumeration("RED", "GREEN", "BLUE")
                                : ColumnTypes.varchar(30))))
                : life.schema;
    }
}
