package dev.qorm.execute;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.TypeFamily;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of MariaDB and MySQL that no migration knows, and that are in the way when a column is dropped, renamed or
 * changed. MariaDB refuses to drop a column of a unique index over several columns, and MySQL keeps the index over fewer
 * columns, in which rows may be duplicates. Both keep any other index over fewer columns, which a rollback does not
 * restore, and {@code verify} does not see if no model can have the index. MariaDB ignores silently that a column of a
 * primary key becomes nullable. A column that an index over an expression reads can neither be dropped nor
 * renamed on MySQL ("ALTER TABLE", "CREATE INDEX" in their manuals), and when it changes its type, the index keeps the
 * type that the expression had, and refuses what does not fit into it. A spatial index is only over geometries that are
 * NOT NULL, a full-text one only over texts of one collation, and one of MySQL over a large object only over a prefix of
 * it. Without this check, earlier statements of the migration would already be done.
 */
final class UnknownKeys implements Obstruction {
    private final Sql sql;
    private final Dialect dialect;

    /**
     * Whether there were no such indexes when they were last read. Operations of qorm make none, so a run of many
     * migrations reads them once.
     */
    private boolean areNone;

    /** The run that was checked last, and what it meets. */
    private @Nullable Run asked;

    private @Nullable Course answer;

    UnknownKeys(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each column. Empty if the migration contains SQL of the user, which may drop them. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        return isAsked(operations) && operations.stream().anyMatch(this::mayBeRefused)
                ? course(run).obstacles()
                : List.of();
    }

    /** Returns the indexes that go with a column, or are left with fewer. */
    @Override
    public List<String> losses(Run run) throws SQLException {
        var operations = run.operations();
        return isAsked(operations) && operations.stream().anyMatch(DropColumn.class::isInstance)
                ? course(run).losses()
                : List.of();
    }

    /** Queries the database once for each run. */
    private Course course(Run run) throws SQLException {
        if (answer == null || !run.equals(asked)) {
            var indexes = UnknownIndex.read(run.before(), sql, dialect);
            areNone = indexes.isEmpty();
            var collations = areNone ? Collations.NONE : new LiveRenderer(sql, dialect).collations(run);
            answer = new Course(run, indexes, collations);
            asked = run;
        }
        return answer;
    }

    private boolean isAsked(List<Operation> operations) {
        var isByHand = HandmadeOperation.areIn(operations, dialect.urlName());
        areNone &= !isByHand;
        return dialect.isMySqlFamily() && !isByHand && !areNone;
    }

    @Override
    public String reason() {
        return "it drops, renames or changes columns of indexes that no migration created, and " + dialect.displayName()
                + " would refuse that, leave the indexes with fewer columns, or keep the old type in them";
    }

    @Override
    public String remedy() {
        return "Drop them in the migration, with runSql(\"drop index …\").reversedBy(\"create index …\"), or by hand.";
    }

    private boolean mayBeRefused(Operation operation) {
        return operation instanceof DropColumn
                || operation instanceof AddPrimaryKey
                || operation instanceof AlterColumn
                || (operation instanceof RenameColumn && dialect == Dialect.MYSQL);
    }

    /**
     * An operation on a column, or on a table without a column.
     *
     * @param table the name of the table before the migration
     * @param column the name of the column before the migration
     */
    private record Change(TableOperation operation, String table, String column) {}

    private static List<Change> changes(List<Operation> operations) {
        var changes = new ArrayList<Change>();
        var names = new EarlierNames();
        for (var operation : operations) {
            if (operation instanceof TableOperation change) {
                var column = column(operation);
                changes.add(new Change(
                        change,
                        names.table(change.table()),
                        column == null ? "" : names.column(change.table(), column)));
            }
            names.after(operation);
        }
        return changes;
    }

    private static @Nullable String column(Operation operation) {
        if (operation instanceof DropColumn drop) {
            return drop.column().name();
        }
        if (operation instanceof RenameColumn rename) {
            return rename.from();
        }
        return operation instanceof AlterColumn alter ? alter.from().name() : null;
    }

    /** What the changes of a migration meet. */
    private final class Course {
        private final List<Change> changes;
        private final List<UnknownIndex> indexes;
        private final Collations collations;

        Course(Run run, List<UnknownIndex> indexes, Collations collations) {
            this.changes = changes(run.operations());
            this.indexes = indexes;
            this.collations = collations;
        }

        List<String> obstacles() {
            var found = new ArrayList<String>();
            for (var change : changes) {
                var inTheWay = texts(change, index -> isInTheWay(change, index));
                if (!inTheWay.isEmpty()) {
                    found.add("'" + change.operation.describe() + "': " + String.join(", ", inTheWay));
                }
            }
            return found;
        }

        List<String> losses() {
            return changes.stream()
                    .filter(change -> change.operation instanceof DropColumn)
                    .flatMap(change ->
                            texts(change, index -> index.isOver(change.column) && !isInTheWay(change, index)).stream())
                    .distinct()
                    .toList();
        }

        private List<String> texts(Change change, Predicate<UnknownIndex> isMeant) {
            return indexes.stream()
                    .filter(index -> index.isOf(change.table) && isMeant.test(index))
                    .map(UnknownIndex::text)
                    .toList();
        }

        private boolean isInTheWay(Change change, UnknownIndex index) {
            if (change.operation instanceof DropColumn) {
                return index.reads(change.column) || (index.isOver(change.column) && keepsColumn(index));
            }
            if (change.operation instanceof AlterColumn alter) {
                return (index.reads(change.column) && collations.changesType(alter, change.table, change.column))
                        || (index.isOver(change.column) && isRefused(alter, change, index));
            }
            return (change.operation instanceof RenameColumn && index.reads(change.column))
                    || (change.operation instanceof AddPrimaryKey && index.isPrimaryKey());
        }

        /** Whether the server does not just drop the index with its column. */
        private boolean keepsColumn(UnknownIndex index) {
            var isOfSeveral = index.parts().size() > 1;
            return index.isPrimaryKey() || (isOfSeveral && (index.isUnique() || (index.isOdd() && staysInPart(index))));
        }

        private boolean staysInPart(UnknownIndex index) {
            return index.parts().stream()
                    .anyMatch(part -> changes.stream()
                            .noneMatch(change -> change.operation instanceof DropColumn
                                    && index.isOf(change.table)
                                    && part.text().equalsIgnoreCase(change.column)));
        }

        /** Whether an index over a column cannot be over the changed column, or would not let it change. */
        private boolean isRefused(AlterColumn alter, Change change, UnknownIndex index) {
            var from = alter.from();
            var to = alter.to();
            if (index.isPrimaryKey() && to.isNullable() && !from.isNullable()) {
                return true;
            }
            if (from.type() instanceof ColumnType.Native) {
                return index.kind().equals("SPATIAL")
                        && (to.isNullable() != from.isNullable() || !(to.type() instanceof ColumnType.Native));
            }
            var isMySql = dialect == Dialect.MYSQL;
            if (index.kind().equals("FULLTEXT")) {
                var isStoredAsText = TypeFamily.of(to.type()) == TypeFamily.TEXT
                        || (isMySql && to.type() instanceof ColumnType.Uuid);
                return (TypeFamily.of(from.type()) == TypeFamily.TEXT && !isStoredAsText)
                        || (index.parts().size() > 1 && collations.changes(alter, change.table, change.column));
            }
            var becomesLarge = to.type() instanceof ColumnType.Text || to.type() instanceof ColumnType.Blob;
            return isMySql
                    && index.kind().equals("BTREE")
                    && becomesLarge
                    && TypeFamily.of(from.type()) == TypeFamily.of(to.type())
                    && index.isOverWhole(change.column);
        }
    }
}
