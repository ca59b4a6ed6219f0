package dev.qorm.execute;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Foreign keys, checks, computed columns and defaults that no migration created and that depend on something that a migration
 * changes. MariaDB and MySQL would refuse the operation when those before it are done ("FOREIGN KEY Constraints", "CHECK
 * Constraints" and "Generated Columns" in MySQL's manual; seen on MariaDB 11.4). They drop a check over a single column
 * with the column, and MariaDB renames a column wherever it is read.
 */
final class MySqlDependents implements Obstruction {
    /** How many characters of {@code utf8mb4} are at most 255 bytes. */
    private static final int ONE_BYTE_OF_LENGTH = 63;

    private final Sql sql;
    private final Dialect dialect;

    /**
     * Whether the database contained nothing of the kind when it was last read. Operations of qorm do not change that,
     * so a run of many migrations reads the catalog once.
     */
    private boolean hasNothingByHand;

    /** The run that was checked last, and what the database then contained. */
    private @Nullable Run asked;

    private @Nullable MySqlObjects answer;

    MySqlDependents(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Returns a line for each operation. Empty if the migration contains SQL of the user, which may drop them. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        var isByHand = HandmadeOperation.areIn(operations, dialect.urlName());
        if (isByHand
                || hasNothingByHand
                || !dialect.isMySqlFamily()
                || operations.stream().noneMatch(this::isAsked)) {
            hasNothingByHand &= !isByHand;
            return List.of();
        }
        var seen = see(run);
        return seen.isEmpty()
                ? List.of()
                : new Course(run, seen, new LiveRenderer(sql, dialect).collations(run)).obstacles();
    }

    /** Returns the checks that are dropped with a column. */
    @Override
    public List<String> losses(Run run) throws SQLException {
        var operations = run.operations();
        if (!dialect.isMySqlFamily()
                || hasNothingByHand
                || HandmadeOperation.areIn(operations, dialect.urlName())
                || operations.stream().noneMatch(DropColumn.class::isInstance)) {
            return List.of();
        }
        var seen = see(run);
        var found = new ArrayList<String>();
        var names = new EarlierNames();
        for (var operation : operations) {
            if (operation instanceof DropColumn drop) {
                found.addAll(seen.checksThatGo(
                        names.table(drop.table()),
                        names.column(drop.table(), drop.column().name())));
            }
            names.after(operation);
        }
        return found;
    }

    /** Queries the database once for each run. */
    private MySqlObjects see(Run run) throws SQLException {
        if (answer == null || !run.equals(asked)) {
            answer = MySqlObjects.unknown(run.before(), sql, dialect);
            sql.endReading();
            hasNothingByHand = answer.isEmpty();
            asked = run;
        }
        return answer;
    }

    private boolean isAsked(Operation operation) {
        return operation instanceof DropColumn
                || operation instanceof AlterColumn
                || operation instanceof DropTable
                || dropsKey(operation)
                || (operation instanceof RenameColumn && dialect == Dialect.MYSQL);
    }

    @Override
    public String reason() {
        return dialect.displayName() + " would refuse it because of objects that no migration created, or lose them";
    }

    @Override
    public String remedy() {
        return "Drop them in the migration, with runSql(\"alter table … drop …\").reversedBy(\"alter table … add …\"), and"
                + " create them again after the change; or do both by hand.";
    }

    private static boolean dropsKey(Operation operation) {
        return operation instanceof DropUnique || operation instanceof DropPrimaryKey || operation instanceof DropIndex;
    }

    /** Whether the next operation adds another key in the same statement, or there is none because the key is the same. */
    private static boolean isReplaced(Operation drop, Operation next) {
        if (!(drop instanceof TableOperation one)
                || !(next instanceof TableOperation other)
                || !Table.key(one.table()).equals(Table.key(other.table()))) {
            return false;
        }
        return (drop instanceof DropPrimaryKey && next instanceof AddPrimaryKey)
                || (drop instanceof DropUnique unique
                        && next instanceof AddUnique add
                        && add.unique().name().equals(unique.unique().name())
                        && add.unique().columns().equals(unique.unique().columns()))
                || (drop instanceof DropIndex index
                        && next instanceof CreateIndex create
                        && create.index().name().equals(index.index().name())
                        && create.index().columns().equals(index.index().columns()));
    }

    /** The operations of a migration, one after the other. */
    private final class Course {
        private final Run run;
        private final MySqlObjects seen;
        private final Collations collations;
        private final EarlierNames names = new EarlierNames();
        private final List<String> dropped = new ArrayList<>();
        /** The columns that have another default now, or none, with their tables. */
        private final List<List<String>> redefined = new ArrayList<>();

        Course(Run run, MySqlObjects seen, Collations collations) {
            this.run = run;
            this.seen = seen;
            this.collations = collations;
        }

        List<String> obstacles() {
            var found = new ArrayList<String>();
            var schema = run.before();
            var operations = run.operations();
            for (var i = 0; i < operations.size(); i++) {
                var operation = operations.get(i);
                var after = operation.applyTo(schema);
                var next = i + 1 < operations.size() ? operations.get(i + 1) : operation;
                var dependents = inTheWay(operation, isReplaced(operation, next) ? next.applyTo(after) : after);
                if (!dependents.isEmpty()) {
                    found.add("'" + operation.describe() + "': " + String.join(", ", dependents));
                }
                if (operation instanceof DropTable drop) {
                    dropped.add(names.table(drop.table().name()));
                } else if (operation instanceof DropColumn drop) {
                    redefine(drop.table(), drop.column().name());
                } else if (operation instanceof AlterColumn alter
                        && !Objects.equals(
                                alter.from().defaultValue(), alter.to().defaultValue())) {
                    redefine(alter.table(), alter.to().name());
                }
                names.after(operation);
                schema = after;
            }
            return found;
        }

        /** @param after the schema after the operation */
        private List<String> inTheWay(Operation operation, Schema after) {
            if (operation instanceof DropTable drop) {
                var table = names.table(drop.table().name());
                return keys(key -> !key.isOf(table) && key.refersTo(table));
            }
            if (!(operation instanceof TableOperation change)) {
                return List.of();
            }
            var table = names.table(change.table());
            if (operation instanceof DropColumn drop) {
                var column = names.column(change.table(), drop.column().name());
                return Stream.of(
                                keys(key -> key.touches(table, column)),
                                seen.checksThatStay(table, column),
                                seen.computed(table, column),
                                defaults(table, column))
                        .flatMap(List::stream)
                        .toList();
            }
            if (operation instanceof RenameColumn rename && dialect == Dialect.MYSQL) {
                var column = names.column(change.table(), rename.from());
                return Stream.of(seen.checks(table, column), seen.computed(table, column), defaults(table, column))
                        .flatMap(List::stream)
                        .toList();
            }
            if (operation instanceof AlterColumn alter) {
                var column = names.column(change.table(), alter.from().name());
                var becomesRequired = alter.from().isNullable() && !alter.to().isNullable();
                var keys = keys(key -> (keysPrevent(alter, table, column) && key.touches(table, column))
                        || (becomesRequired && key.setsNull(table, column)));
                return Stream.concat(keys.stream(), seen.checksOf(table, column).stream())
                        .toList();
            }
            return dropsKey(operation)
                    ? keys(key -> isNeeded(key.columnsIn(table), after.table(change.table()), table))
                    : List.of();
        }

        private void redefine(String table, String column) {
            redefined.add(List.of(names.table(table), names.column(table, column)));
        }

        private List<String> defaults(String table, String column) {
            return seen.defaults(table, column, other -> redefined.contains(List.of(table, other)));
        }

        private List<String> keys(Predicate<MySqlObjects.Key> isInTheWay) {
            return seen.keys().stream()
                    .filter(key -> dropped.stream().noneMatch(key::isOf))
                    .filter(isInTheWay)
                    .map(MySqlObjects.Key::text)
                    .toList();
        }

        /**
         * Whether one of these lists of columns lacks an index.
         *
         * @param after the table after an index is dropped
         * @param table its name before the migration
         */
        private boolean isNeeded(List<List<String>> needed, Table after, String table) {
            var indexed = Stream.concat(
                            seen.indexes(table),
                            after.elements().stream()
                                    .filter(TableElement::hasIndex)
                                    .filter(part -> !(part instanceof Index index) || index.isOverColumns())
                                    .map(part -> part.columnNames().stream()
                                            .map(column -> names.column(after.name(), column))
                                            .toList()))
                    .toList();
            return needed.stream()
                    .anyMatch(columns -> indexed.stream().noneMatch(index -> MySqlObjects.begins(index, columns)));
        }

        /**
         * Whether a foreign key over the column prevents the change. MySQL lets a text become longer as long as its length
         * takes as many bytes as before ("Online DDL Operations" in its manual).
         */
        private boolean keysPrevent(AlterColumn alter, String table, String column) {
            var isMySql = dialect == Dialect.MYSQL;
            var isLonger = isMySql
                    && alter.from().type() instanceof ColumnType.Varchar from
                    && alter.to().type() instanceof ColumnType.Varchar to
                    && to.length() > from.length()
                    && (from.length() > ONE_BYTE_OF_LENGTH || to.length() <= ONE_BYTE_OF_LENGTH);
            return (!isLonger && collations.changesType(alter, table, column))
                    || collations.changes(alter, table, column)
                    || (isMySql && alter.from().isAutoIncrement() != alter.to().isAutoIncrement());
        }
    }
}
