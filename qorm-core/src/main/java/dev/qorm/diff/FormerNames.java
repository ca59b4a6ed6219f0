package dev.qorm.diff;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names that tables and columns had before a list of operations. This is how the renames of a migration are
 * preserved when it is rewritten.
 *
 * @param tables the names before, by the names after; empty for a table that the operations created
 * @param columns the same for the columns of each remaining table, by the table's name before
 */
public record FormerNames(Map<String, Optional<String>> tables, Map<String, Map<String, Optional<String>>> columns) {
    /** Nothing is known. */
    public static final FormerNames NONE = new FormerNames(Map.of(), Map.of());

    public FormerNames {
        tables = Map.copyOf(tables);
        columns = columns.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, table -> Map.copyOf(table.getValue())));
    }

    /** Returns the names before {@code operations}, which start from {@code before}. */
    public static FormerNames of(Schema before, List<Operation> operations) {
        var tables = new HashMap<String, Optional<String>>();
        var columns = new HashMap<String, Map<String, Optional<String>>>();
        var gone = new HashMap<String, Optional<String>>();
        for (var table : before.tables()) {
            tables.put(table.name(), Optional.of(table.name()));
            columns.put(table.name(), columns(table));
        }
        for (var operation :
                operations.stream().flatMap(each -> each.inDetail().stream()).toList()) {
            if (operation instanceof RenameTable rename) {
                move(tables, rename.from(), rename.to());
            } else if (operation instanceof CreateTable create) {
                tables.put(create.table().name(), Optional.empty());
            } else if (operation instanceof DropTable drop) {
                tables.remove(drop.table().name());
            } else if (operation instanceof RenameColumn rename) {
                move(of(rename.table(), tables, columns), rename.from(), rename.to());
            } else if (operation instanceof AddColumn add) {
                // A computed column that changes is dropped and added again.
                var name = add.column().name();
                var former = add.column().generatedAs() == null ? null : gone.get(add.table() + "." + name);
                of(add.table(), tables, columns).put(name, former == null ? Optional.empty() : former);
            } else if (operation instanceof DropColumn drop) {
                var name = drop.column().name();
                var former = of(drop.table(), tables, columns).remove(name);
                gone.put(drop.table() + "." + name, former == null ? Optional.empty() : former);
            }
        }
        return new FormerNames(tables, columns);
    }

    private static Map<String, Optional<String>> columns(Table table) {
        var names = new HashMap<String, Optional<String>>();
        table.columns().keySet().forEach(name -> names.put(name, Optional.of(name)));
        return names;
    }

    private static void move(Map<String, Optional<String>> names, String from, String to) {
        names.put(to, names.getOrDefault(from, Optional.empty()));
        names.remove(from);
    }

    /**
     * Returns the columns of the table that currently has this name; for a new table, an empty map that is not used.
     */
    private static Map<String, Optional<String>> of(
            String table, Map<String, Optional<String>> tables, Map<String, Map<String, Optional<String>>> columns) {
        return tables.getOrDefault(table, Optional.empty()).map(columns::get).orElseGet(HashMap::new);
    }

    /** Returns the names of the columns of the table that had this name before. */
    public Map<String, Optional<String>> columnsOf(String tableBefore) {
        return columns.getOrDefault(tableBefore, Map.of());
    }
}
