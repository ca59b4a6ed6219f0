package dev.qorm.diff;

import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Matches the tables of two schemas, whose names are not case-sensitive. */
final class TableMatching extends NameMatching {
    private final RenameAnswers known;
    private final Schema before;
    private final Schema after;
    private final IdentityHashMap<Table, Likeness> likenesses = new IdentityHashMap<>();

    TableMatching(RenameAnswers known, Questions questions, Schema before, Schema after) {
        super(known, known.former().tables(), questions, names(before), names(after), Table::key);
        this.known = known;
        this.before = before;
        this.after = after;
    }

    private static List<String> names(Schema schema) {
        return schema.tables().stream().map(Table::name).toList();
    }

    @Override
    Rename rename(String from, String to) {
        return new Rename(null, from, to);
    }

    @Override
    boolean isMine(Rename rename) {
        return rename.table() == null;
    }

    @Override
    boolean isPossible(String old, String name) {
        return of(before.table(old)).isLike(of(after.table(name)))
                || joinsTheSame(before.table(old), after.table(name));
    }

    /** A join table whose name begins with that of a table that is renamed. */
    @Override
    Optional<Rename> following(String name) {
        return known.joinTable(name)
                .flatMap(join -> found().stream()
                        .filter(rename -> rename.to().equals(join.owner()))
                        .filter(rename -> joins(rename.from() + join.ending(), rename.from()))
                        .map(rename -> rename(rename.from() + join.ending(), name))
                        .findFirst());
    }

    private boolean joins(String name, String owner) {
        var table = before.find(name);
        return table != null
                && table.name().equals(name)
                && table.foreignKeys().values().stream().anyMatch(key -> key.refersTo(owner));
    }

    /** The pairs of a join table refer to the rows of its owner. */
    @Override
    boolean isNewWithAnother(String name) {
        return known.joinTable(name)
                .map(JoinTable::owner)
                .filter(owner -> !isTaken(owner))
                .isPresent();
    }

    private Likeness of(Table table) {
        return likenesses.computeIfAbsent(table, Likeness::of);
    }

    /**
     * Whether a join table could have become an entity of its own: the new table refers to all tables that the old one
     * refers to, under the names known so far, and the rows of the old table are the pairs in the new one.
     */
    private boolean joinsTheSame(Table old, Table table) {
        var joined = old.foreignKeys().values().stream()
                .map(key -> Table.key(renamed(key.referencedTable())))
                .toList();
        return joined.size() > 1
                && table.foreignKeys().values().stream()
                        .map(key -> Table.key(key.referencedTable()))
                        .toList()
                        .containsAll(joined);
    }

    private String renamed(String name) {
        return found().stream()
                .filter(rename -> Table.key(rename.from()).equals(Table.key(name)))
                .map(Rename::to)
                .findFirst()
                .orElse(name);
    }

    @Override
    HintCircle circle(List<Rename> hints) {
        return new HintCircle("the tables", hints, before, after, this::isSame);
    }

    private boolean isSame(String old, String name) {
        return before.table(old).columns().equals(after.table(name).columns());
    }

    @Override
    String kind() {
        return "table";
    }

    @Override
    String declaration(String name) {
        return "the model of the table " + name;
    }

    @Override
    String place() {
        return "";
    }
}
