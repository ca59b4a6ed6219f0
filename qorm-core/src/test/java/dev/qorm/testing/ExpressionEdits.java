package dev.qorm.testing;

import static dev.qorm.operation.Operations.check;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.testing.RandomEvolutions.Edit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people compute, check and select by expressions, as edits of a random life. */
final class ExpressionEdits {
    private ExpressionEdits() {}

    private static String sql(Column column) {
        return SqlText.isPlain(column.name()) ? column.name() : SqlText.quoted(column.name());
    }

    /** What is true of each row that the laws insert or that gets a neutral value. */
    private static @Nullable String condition(Table table, Column column) {
        if (column.isAutoIncrement() || column.generatedAs() != null || Life.isReference(column, table)) {
            return null;
        }
        var name = sql(column);
        var type = column.type();
        if (type instanceof ColumnType.Int || type instanceof ColumnType.BigInt || type instanceof ColumnType.Decimal) {
            return name + " <> 77";
        }
        if (type instanceof ColumnType.Varchar || type instanceof ColumnType.Char) {
            return name + " <> 'it''s \"no\" title'";
        }
        if (type instanceof ColumnType.Enumeration) {
            return "(" + name + " = 'RED' or 'GREEN' = " + name + ")";
        }
        if (type instanceof ColumnType.Bool) {
            return "(" + name + " or not " + name + ")";
        }
        return type instanceof ColumnType.Date ? name + " <> '1900-01-01'" : null;
    }

    private static List<String> conditions(Edit edit, Table table) {
        var all = table.columns().values().stream()
                .map(column -> condition(table, column))
                .filter(each -> each != null)
                .toList();
        return all.isEmpty() ? all : List.of(edit.of(all, edit.part()), edit.of(all, edit.other()));
    }

    static Schema addWideCheck(Life life, Edit edit, Table table) {
        var conditions = conditions(edit, table);
        return conditions.isEmpty()
                ? life.schema
                : life.with(table, check(life.newName(table.name() + "_check"), String.join(" and ", conditions)));
    }

    /** Only some databases have them, see {@link RandomSchemas#isPossible}. */
    static Schema addPartialIndex(Life life, Edit edit, Table table) {
        var conditions = conditions(edit, table);
        var column = edit.column(table);
        return conditions.isEmpty() || !KeyEdits.canBeKey(column)
                ? life.schema
                : life.with(
                        table,
                        new Index(
                                life.newName(table.name() + "_part"),
                                List.of(new IndexColumn(column.name(), edit.other() % 2 == 0)),
                                edit.other() % 3 == 0,
                                String.join(" or ", conditions)));
    }

    /** Only some databases have them, see {@link RandomSchemas#isPossible}. */
    static Schema addExpressionIndex(Life life, Edit edit, Table table) {
        var computations = computations(table);
        if (computations.isEmpty()) {
            return life.schema;
        }
        var column = edit.column(table);
        var columns = new ArrayList<IndexColumn>();
        columns.add(new IndexColumn(edit.of(computations, edit.part()), edit.other() % 2 == 0, true));
        if (KeyEdits.canBeKey(column)) {
            columns.add(edit.other() % 3 == 0 ? 0 : 1, IndexColumn.asc(column.name()));
        }
        return life.with(table, new Index(life.newName(table.name() + "_expr"), columns, false, null));
    }

    private static @Nullable String computed(Table table, Column column) {
        if (column.isAutoIncrement() || column.generatedAs() != null || Life.isReference(column, table)) {
            return null;
        }
        var type = column.type();
        if (type instanceof ColumnType.Int || type instanceof ColumnType.SmallInt) {
            return sql(column) + " * 2";
        }
        if (type instanceof ColumnType.Enumeration) {
            return "case when " + sql(column) + " = 'RED' then 1 else 2 end";
        }
        if (type instanceof ColumnType.Bool) {
            return "case when " + sql(column) + " then 3 else 4 end";
        }
        return type instanceof ColumnType.Varchar ? "length(" + sql(column) + ")" : null;
    }

    private static List<String> computations(Table table) {
        return table.columns().values().stream()
                .map(column -> computed(table, column))
                .filter(each -> each != null)
                .toList();
    }

    static Schema addComputed(Life life, Edit edit, Table table) {
        var all = computations(table);
        return all.isEmpty()
                ? life.schema
                : life.with(
                        table,
                        Column.of(life.newName("computed"), ColumnTypes.bigint())
                                .nullable()
                                .generatedAs(edit.of(all, edit.part()) + " + " + edit.of(all, edit.other())));
    }

    private static @Nullable Column computedOne(Edit edit, Table table) {
        var all = table.columns().values().stream()
                .filter(column -> column.generatedAs() != null)
                .toList();
        return all.isEmpty() ? null : edit.of(all, edit.part());
    }

    static Schema changeComputed(Life life, Edit edit, Table table) {
        var column = computedOne(edit, table);
        var all = computations(table);
        return column == null || all.isEmpty()
                ? life.schema
                : life.schema.replace(table.withColumn(column.generatedAs(edit.of(all, edit.other()))));
    }

    static Schema storeComputed(Life life, Edit edit, Table table) {
        var column = computedOne(edit, table);
        return column == null
                ? life.schema
                : life.schema.replace(table.withColumn(
                        Column.of(column.name(), column.type()).nullable().comment(column.comment())));
    }

    static Schema dropComputedWithSource(Life life, Edit edit, Table table) {
        var column = computedOne(edit, table);
        if (column == null) {
            return life.schema;
        }
        var without = table.without(Column.class, column.name());
        var source = without.columns().values().stream()
                .filter(each -> SqlText.mentions(column.generatedAs(), each.name()))
                .findFirst();
        var isFree = source.isPresent()
                && !life.converted.contains(source.get().name())
                && without.checks().values().stream()
                        .noneMatch(each ->
                                SqlText.mentions(each.expression(), source.get().name()))
                && without.indexes().values().stream()
                        .noneMatch(each -> each.mentions(source.get().name()))
                && without.columns().values().stream()
                        .noneMatch(each -> SqlText.mentions(
                                each.generatedAs(), source.get().name()));
        return isFree
                ? life.schema.replace(without.without(Column.class, source.get().name()))
                : life.schema;
    }
}
