package dev.qorm.diff;

import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Matches the columns of a table that exists before and after. */
final class ColumnMatching extends NameMatching {
    private final Schema before;
    private final Schema after;
    private final Table old;
    private final Table table;
    private final boolean isJoinTable;
    private final List<Rename> others;

    /**
     * @param former the previous names of its columns, as far as they are known
     * @param before the schema before, with the tables already renamed
     * @param table the table after
     * @param others the renames found in other tables
     */
    ColumnMatching(
            RenameAnswers known,
            Map<String, Optional<String>> former,
            Questions questions,
            Schema before,
            Schema after,
            Table table,
            List<Rename> others) {
        super(
                known,
                former,
                questions,
                before.table(table.name()).columns().keySet(),
                table.columns().keySet(),
                UnaryOperator.identity());
        this.before = before;
        this.after = after;
        this.old = before.table(table.name());
        this.table = table;
        this.isJoinTable = known.joinTable(table.name()).isPresent();
        this.others = others;
    }

    @Override
    Rename rename(String from, String to) {
        return new Rename(table.name(), from, to);
    }

    @Override
    boolean isMine(Rename rename) {
        return table.name().equalsIgnoreCase(rename.table());
    }

    @Override
    boolean isPossible(String from, String to) {
        return couldBecome(old.column(from), table.column(to));
    }

    /** Whether values of one could be values of the other. If not, it is not a rename, and the user is not asked. */
    private static boolean couldBecome(Column before, Column after) {
        return before.generatedAs() == null
                && after.generatedAs() == null
                && TypeFamily.of(before.type()).isLike(TypeFamily.of(after.type()));
    }

    /** A column of a join table is the one that referred to the same column of the same table. */
    @Override
    Optional<Rename> following(String name) {
        if (!isJoinTable) {
            return Optional.empty();
        }
        var end = ends(table, List.of()).get(name);
        return ends(old, others).entrySet().stream()
                .filter(column ->
                        column.getValue().equals(end) && !column.getKey().equals(name))
                .map(column -> rename(column.getKey(), name))
                .findFirst();
    }

    /**
     * What a column of a join table refers to.
     *
     * @param isFirst whether it belongs to the foreign key with the first column of the primary key: both ends may refer
     *     to one table
     */
    private record End(boolean isFirst, String table, String column) {}

    /** Returns what the columns refer to after {@code renames}, by their names; none if it has not two foreign keys. */
    private static Map<String, End> ends(Table table, List<Rename> renames) {
        var key = table.primaryKey();
        var ends = new HashMap<String, End>();
        if (key == null || table.foreignKeys().size() != 2) {
            return ends;
        }
        for (var foreign : table.foreignKeys().values()) {
            var isFirst = foreign.columns().contains(key.columns().get(0));
            for (var i = 0; i < foreign.columns().size(); i++) {
                var target = foreign.referencedColumns().get(i);
                var renamed = renames.stream()
                        .filter(rename -> foreign.referencedTable().equalsIgnoreCase(rename.table())
                                && rename.from().equals(target))
                        .findFirst()
                        .map(Rename::to)
                        .orElse(target);
                ends.put(foreign.columns().get(i), new End(isFirst, Table.key(foreign.referencedTable()), renamed));
            }
        }
        return ends;
    }

    @Override
    HintCircle circle(List<Rename> hints) {
        return new HintCircle("the columns of the table " + table.name(), hints, before, after, this::isSame);
    }

    private boolean isSame(String from, String to) {
        return old.column(from).named(to).equals(table.column(to));
    }

    @Override
    String kind() {
        return "column";
    }

    @Override
    String declaration(String name) {
        return "the field of the column " + table.name() + "." + name;
    }

    @Override
    String place() {
        return " in " + table.name();
    }
}
