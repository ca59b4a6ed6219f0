package dev.qorm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a migration must leave as it is: the values of columns that it does not alter, under whatever name. */
public final class KeptValues {
    private KeptValues() {}

    /**
     * @param before the values by table and column, see {@link Rows#read}
     * @param after the same after {@code operations}
     */
    public static void assertKept(
            Map<String, List<List<String>>> before, Map<String, List<List<String>>> after, List<Operation> operations) {
        var expected = new HashMap<>(before);
        var rows = rows(before);
        for (var operation : operations) {
            if (operation instanceof AlterColumn alter) {
                expected.remove(alter.table() + "." + alter.to().name());
            } else if (operation instanceof DropColumn drop) {
                expected.remove(drop.table() + "." + drop.column().name());
            } else if (operation instanceof RenameTable rename) {
                rename(expected, rename.from() + ".", rename.to() + ".");
                var count = rows.remove(rename.from());
                if (count != null) {
                    rows.put(rename.to(), count);
                }
            } else if (operation instanceof DropTable drop) {
                rows.remove(drop.table().name());
            } else if (operation instanceof RenameColumn rename) {
                var values = expected.remove(rename.table() + "." + rename.from());
                if (values != null) {
                    expected.put(rename.table() + "." + rename.to(), values);
                }
            }
        }
        var rowsAfter = rows(after);
        rows.keySet().retainAll(rowsAfter.keySet());
        rows.forEach((table, count) ->
                assertThat(rowsAfter.get(table)).as("rows of " + table).isEqualTo(count));
        expected.keySet().retainAll(after.keySet());
        expected.forEach(
                (column, values) -> assertThat(after.get(column)).as(column).isEqualTo(values));
    }

    private static Map<String, Integer> rows(Map<String, List<List<String>>> values) {
        var rows = new HashMap<String, Integer>();
        values.forEach((column, each) -> rows.put(column.substring(0, column.lastIndexOf('.')), each.size()));
        return rows;
    }

    private static void rename(Map<String, List<List<String>>> values, String from, String to) {
        for (var key : List.copyOf(values.keySet())) {
            if (key.startsWith(from)) {
                var moved = values.remove(key);
                values.put(to + key.substring(from.length()), moved == null ? List.of() : moved);
            }
        }
    }
}
