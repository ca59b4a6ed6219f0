package dev.qorm.diff;

import dev.qorm.schema.Column;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
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

    /**
     * @param former the previous names of its columns, as far as they are known
     * @param before the schema before, with the tables already renamed
     * @param table the table after
     */
    ColumnMatching(
            RenameAnswers known,
            Map<String, Optional<String>> former,
            Questions questions,
            Schema before,
            Schema after,
            Table table) {
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

    /** A column of a join table refers to what another one in its place referred to. */
    @Override
    Optional<Rename> following(String name) {
        var is = table.primaryKey();
        var was = old.primaryKey();
        if (!isJoinTable
                || is == null
                || was == null
                || is.columns().size() != was.columns().size()) {
            return Optional.empty();
        }
        var place = is.columns().indexOf(name);
        return place < 0
                ? Optional.empty()
                : Optional.of(was.columns().get(place))
                        .filter(from -> targets(old, from).equals(targets(table, name)))
                        .map(from -> rename(from, name));
    }

    private static List<String> targets(Table table, String column) {
        return table.foreignKeys().values().stream()
                .filter(key -> key.columns().contains(column))
                .map(key -> Table.key(key.referencedTable()))
                .toList();
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
