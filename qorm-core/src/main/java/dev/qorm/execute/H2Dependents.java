package dev.qorm.execute;

import static dev.qorm.execute.H2Parts.folded;
import static dev.qorm.execute.H2Parts.isSame;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.H2Parts.Part;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Objects that no migration created and that, as H2 knows, depend on something that a migration changes. An index or a
 * constraint over several columns prevents that one of them is dropped, and so does a computed column; an index or a
 * constraint over that column alone is silently dropped with it. A foreign key protects the table and the key that it
 * refers to. A check or a computed column over a column whose type changes is read again. A table with a synonym cannot
 * be copied, as H2 does for most changes of a column (seen on 2.5.252).
 */
final class H2Dependents implements Obstruction {
    private static final String SPECIALS = """
            select TABLE_NAME, COLUMN_NAME, GENERATION_EXPRESSION, DOMAIN_NAME, DEFAULT_ON_NULL
            from INFORMATION_SCHEMA.COLUMNS
            where TABLE_SCHEMA = current_schema
              and (GENERATION_EXPRESSION is not null or DOMAIN_NAME is not null or DEFAULT_ON_NULL)
            """;

    private final Sql sql;
    private final Dialect dialect;
    private final H2Retyped retyped;
    /** The run that was checked last, and its result. */
    private @Nullable Run asked;

    private Look answer = Look.NOTHING;

    /**
     * Whether the database contained nothing that no migration created when it was last read. Operations of qorm do not
     * change that, so a run of many migrations reads the catalog once.
     */
    private boolean hasNothingByHand;

    H2Dependents(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.retyped = new H2Retyped(sql);
    }

    /** A computed column, or one with properties that no migration declares. */
    private record Special(
            String table,
            String name,
            @Nullable String expression,
            @Nullable String domain,
            boolean isDefaultOnNull) {
        static Special of(ResultSet row) throws SQLException {
            return new Special(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
        }

        boolean isKnown(Schema schema) {
            var owner = schema.find(table);
            return owner != null && owner.columns().keySet().stream().anyMatch(column -> isSame(column, name));
        }

        /** Whether it has a property that no migration declares. */
        boolean hasMore() {
            return domain != null || isDefaultOnNull;
        }

        String text() {
            return table + "." + name;
        }
    }

    /**
     * What depends on the changes of a migration.
     *
     * @param obstacles a line for each operation that H2 would refuse
     * @param losses what would be lost silently
     */
    private record Look(List<String> obstacles, List<String> losses) {
        static final Look NOTHING = new Look(List.of(), List.of());
    }

    /**
     * Returns a line for each operation that would be refused. Empty if the migration contains SQL of the user, which
     * may drop what is in the way.
     */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var obstacles = look(run).obstacles;
        return HandmadeOperation.areIn(run.operations(), dialect.urlName()) ? List.of() : obstacles;
    }

    @Override
    public String reason() {
        return "H2 would refuse it because of objects that no migration created";
    }

    @Override
    public String remedy() {
        return "Drop them in the migration, with runSql(\"drop …\").reversedBy(\"create …\"), and create them again after the"
                + " change; or do both by hand.";
    }

    /** Returns what is lost with a column or its type although no migration knows it, for the user. */
    @Override
    public List<String> losses(Run run) throws SQLException {
        return look(run).losses;
    }

    private Look look(Run run) throws SQLException {
        if (dialect != Dialect.H2) {
            return Look.NOTHING;
        }
        if (!run.equals(asked)) {
            answer = !hasNothingByHand
                            && run.operations().stream()
                                    .flatMap(operation -> operation.inDetail().stream())
                                    .anyMatch(H2Dependents::mayMeetOthers)
                    ? see(run)
                    : Look.NOTHING;
            hasNothingByHand &= !HandmadeOperation.areIn(run.operations(), dialect.urlName());
            asked = run;
        }
        return answer;
    }

    private static boolean mayMeetOthers(Operation operation) {
        return operation instanceof DropTable
                || operation instanceof DropIndex
                || operation instanceof DropUnique
                || operation instanceof DropPrimaryKey
                || copiesTable(operation);
    }

    private static boolean copiesTable(Operation operation) {
        return operation instanceof AddColumn || operation instanceof DropColumn || changesType(operation);
    }

    private static boolean changesType(Operation operation) {
        return operation instanceof AlterColumn alter
                && !alter.from().type().equals(alter.to().type());
    }

    private Look see(Run run) throws SQLException {
        var before = run.before();
        var all =
                H2Parts.read(sql).stream().filter(part -> part.touches(before)).toList();
        var parts = all.stream().filter(part -> !part.isKnown(before)).toList();
        var specials = sql.query(SPECIALS, Special::of).stream()
                .filter(special -> before.find(special.table) != null)
                .toList();
        hasNothingByHand = parts.isEmpty()
                && all.stream().allMatch(part -> part.extras().isEmpty())
                && specials.stream().allMatch(special -> special.isKnown(before) && !special.hasMore());
        var obstacles = new ArrayList<String>();
        var losses = new TreeSet<String>();
        var names = new EarlierNames();
        var dropped = new HashSet<String>();
        var operations = run.operations().stream()
                .flatMap(operation -> operation.inDetail().stream())
                .toList();
        for (var operation : operations) {
            var table = names.table(table(operation));
            if (before.find(table) != null) {
                var there = parts.stream()
                        .filter(part -> !dropped.contains(folded(part.table())))
                        .toList();
                var inTheWay = new ArrayList<String>();
                there.stream()
                        .filter(part -> isInTheWay(part, operation, table, names))
                        .forEach(part -> inTheWay.add(part.text()));
                specials.stream()
                        .filter(special -> !special.isKnown(before) && isInTheWay(special, operation, table, names))
                        .forEach(special -> inTheWay.add("the computed column " + special.text()));
                if (operation instanceof AlterColumn alter && changesType(alter)) {
                    var column = names.column(alter.table(), alter.from().name());
                    for (var part : there) {
                        if (part.isOver(table, column) && retyped.isRefusedBy(part, column, alter)) {
                            inTheWay.add(part.text());
                        }
                    }
                    for (var special : specials) {
                        if (!special.isKnown(before)
                                && isSame(special.table, table)
                                && isRefusedBy(special, column, alter)) {
                            inTheWay.add("the computed column " + special.text());
                        }
                    }
                }
                if (!inTheWay.isEmpty()) {
                    obstacles.add("'" + operation.describe() + "': " + String.join(", ", inTheWay));
                }
                there.stream()
                        .filter(part -> goesWith(part, operation, table, names))
                        .forEach(part -> losses.add(part.text()));
                specials.forEach(special -> losses.addAll(losses(special, operation, table, names)));
            }
            if (operation instanceof DropTable) {
                dropped.add(folded(table));
            }
            names.after(operation);
        }
        losses.addAll(H2MadeAgain.losses(run, all));
        return new Look(obstacles, List.copyOf(losses));
    }

    private boolean isRefusedBy(Special special, String column, AlterColumn alter) throws SQLException {
        var expression = special.expression;
        return expression != null
                && reads(expression, column)
                && retyped.isRefusedBy(expression, special.table, column, alter);
    }

    private static String table(Operation operation) {
        return operation instanceof TableOperation change
                ? change.table()
                : operation instanceof DropTable drop ? drop.table().name() : "";
    }

    private static boolean isInTheWay(Part part, Operation operation, String table, EarlierNames names) {
        if (copiesTable(operation) && part.isSynonymOf(table)) {
            return true;
        }
        if (operation instanceof DropColumn drop) {
            return part.isOver(table, names.column(drop.table(), drop.column().name())) && part.columnsOf(table) > 1;
        }
        if (operation instanceof DropTable) {
            return part.key() != null
                    && part.columnsOf(table) > 0
                    && (part.isElsewhere() || !isSame(part.table(), table));
        }
        if (operation instanceof DropUnique drop) {
            return isSame(part.key(), names.part(drop.unique().name()));
        }
        return operation instanceof DropPrimaryKey drop
                && isSame(part.key(), names.part(drop.key().name()));
    }

    private static boolean goesWith(Part part, Operation operation, String table, EarlierNames names) {
        return operation instanceof DropColumn drop
                ? part.isOver(table, names.column(drop.table(), drop.column().name())) && part.columnsOf(table) == 1
                : operation instanceof DropTable && part.isSynonymOf(table);
    }

    private static boolean isInTheWay(Special special, Operation operation, String table, EarlierNames names) {
        return operation instanceof DropColumn drop
                && isSame(special.table, table)
                && reads(
                        special.expression,
                        names.column(drop.table(), drop.column().name()));
    }

    /** H2 writes the names in quotes, usually in capitals. */
    private static boolean reads(@Nullable String expression, String column) {
        return SqlText.mentions(expression, column)
                || SqlText.mentions(expression, column.toUpperCase(Locale.ROOT))
                || SqlText.mentions(expression, column.toLowerCase(Locale.ROOT));
    }

    private static List<String> losses(Special special, Operation operation, String table, EarlierNames names) {
        if (!changesType(operation)
                || !(operation instanceof AlterColumn alter)
                || !isSame(special.table, table)
                || !isSame(
                        special.name, names.column(alter.table(), alter.from().name()))) {
            return List.of();
        }
        var found = new ArrayList<String>();
        if (special.domain != null) {
            found.add("the domain " + special.domain + " of " + special.text());
        }
        if (special.isDefaultOnNull) {
            found.add("the default on null of " + special.text());
        }
        return found;
    }
}
