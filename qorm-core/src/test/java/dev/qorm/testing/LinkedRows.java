package dev.qorm.testing;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A row in each table of a schema, and each refers to those in the tables that its foreign keys lead to. */
public final class LinkedRows {
    private final TestDatabase database;
    private final Rows rows;
    private final Schema schema;
    private final Map<String, String> values;
    private final Set<String> inserted = new HashSet<>();

    /** @param values SQL literals by table and column; {@code none} by table for a table that stays empty */
    public LinkedRows(TestDatabase database, Schema schema, Map<String, String> values) {
        this.database = database;
        this.rows = new Rows(database);
        this.schema = schema;
        this.values = values;
    }

    /** Inserts what can be inserted: rows that refer to each other in a circle cannot. */
    public void insert() {
        var isStuck = false;
        while (!isStuck) {
            isStuck = true;
            for (var table : schema.tables()) {
                if (!inserted.contains(table.name())
                        && !"none".equals(values.get(table.name()))
                        && table.foreignKeys().values().stream().allMatch(key -> isPossible(table, key))) {
                    insert(table);
                    inserted.add(table.name());
                    isStuck = false;
                }
            }
        }
    }

    private boolean isPossible(Table table, ForeignKey key) {
        return inserted.contains(key.referencedTable()) || key.refersTo(table.name());
    }

    private void insert(Table table) {
        var names = new ArrayList<String>();
        var literals = new ArrayList<String>();
        for (var column : table.columns().values()) {
            if (!column.isAutoIncrement() && column.generatedAs() == null) {
                names.add(rows.name(column.name()));
                literals.add(literal(table, column));
            }
        }
        database.execute(rows.insertion(table, names, literals));
    }

    private String literal(Table table, Column column) {
        var given = values.get(table.name() + "." + column.name());
        if (given != null) {
            return given;
        }
        if (column.isAutoIncrement()) {
            return "1"; // the first row's
        }
        for (var key : table.foreignKeys().values()) {
            var place = key.columns().indexOf(column.name());
            if (place >= 0) {
                var target = schema.table(key.referencedTable());
                return literal(target, target.column(key.referencedColumns().get(place)));
            }
        }
        if (column.type() instanceof ColumnType.Int || column.type() instanceof ColumnType.BigInt) {
            return "7";
        }
        return column.type() instanceof ColumnType.Varchar text
                ? (text.length() < 4 ? "'F'" : "'Bob7'")
                : rows.literal(column);
    }
}
