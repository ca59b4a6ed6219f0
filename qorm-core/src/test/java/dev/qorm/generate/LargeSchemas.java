package dev.qorm.generate;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.foreignKey;
import static dev.qorm.operation.Operations.index;
import static dev.qorm.operation.Operations.primaryKey;

import dev.qorm.operation.Operation;
import dev.qorm.schema.ColumnTypes;
import java.util.List;
import java.util.stream.IntStream;

/** Many tables of eight columns, a chain of foreign keys through them. */
final class LargeSchemas {
    private LargeSchemas() {}

    static List<Operation> tables(int count) {
        return IntStream.range(0, count).mapToObj(LargeSchemas::table).toList();
    }

    private static Operation table(int number) {
        var name = "table_" + number;
        var target = "table_" + Math.max(0, number - 1);
        return createTable(
                name,
                column("id", ColumnTypes.bigint()).autoIncrement(),
                column("title_" + number, ColumnTypes.varchar(80)),
                column("text_" + number, ColumnTypes.text()).nullable(),
                column("amount_" + number, ColumnTypes.decimal(12, 2)),
                column("day_" + number, ColumnTypes.date()),
                column("time_" + number, ColumnTypes.timestamp()),
                column("flag_" + number, ColumnTypes.bool()).defaultValue(false),
                column("previous_id", ColumnTypes.bigint()).nullable(),
                primaryKey(name + "_pkey", "id"),
                index(name + "_title_idx", "title_" + number),
                foreignKey(name + "_previous_id_fkey", "previous_id").references(target, "id"));
    }
}
