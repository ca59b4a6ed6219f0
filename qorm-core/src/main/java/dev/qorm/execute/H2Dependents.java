package dev.qorm.execute;

import static dev.qorm.execute.H2Parts.folded;
import static dev.qorm.execute.H2Parts.isSame;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.H2Change.Special;
import dev.qorm.execute.H2Parts.Part;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.HandmadeOperation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
                                    .anyMatch(H2Change::mayMeetOthers)
                    ? see(run)
                    : Look.NOTHING;
            hasNothingByHand &= !HandmadeOperation.areIn(run.operations(), dialect.urlName());
            asked = run;
        }
        return answer;
    }

    private Look see(Run run) throws SQLException {
        var before = run.before();
        var all =
                H2Parts.read(sql).stream().filter(part -> part.touches(before)).toList();
        var parts = all.stream().filter(part -> !part.isKnown(before)).toList();
        var specials = sql.query(SPECIALS, Special::of).stream()
                .filter(special -> before.find(special.table()) != null)
                .toList();
        var computed =
                specials.stream().filter(special -> !special.isKnown(before)).toList();
        hasNothingByHand = parts.isEmpty()
                && computed.isEmpty()
                && all.stream().allMatch(part -> part.extras().isEmpty())
                && specials.stream().noneMatch(Special::hasMore);
        var obstacles = new ArrayList<String>();
        var losses = new TreeSet<String>();
        var dropped = new HashSet<String>();
        for (var change : H2Change.in(run.operations(), before)) {
            var there = parts.stream()
                    .filter(part -> !dropped.contains(folded(part.table())))
                    .toList();
            var inTheWay = inTheWay(change, there, computed);
            if (!inTheWay.isEmpty()) {
                obstacles.add("'" + change.operation().describe() + "': " + String.join(", ", inTheWay));
            }
            there.stream().filter(change::takes).forEach(part -> losses.add(part.text()));
            specials.forEach(special -> losses.addAll(change.losses(special)));
            if (change.operation() instanceof DropTable) {
                dropped.add(folded(change.table()));
            }
        }
        losses.addAll(H2MadeAgain.losses(run, all));
        return new Look(obstacles, List.copyOf(losses));
    }

    /** Returns what H2 would refuse a change for, for the user. */
    private List<String> inTheWay(H2Change change, List<Part> parts, List<Special> computed) throws SQLException {
        var found = new ArrayList<String>();
        for (var part : parts) {
            if (change.meets(part) || isRefusedBy(part, change)) {
                found.add(part.text());
            }
        }
        for (var column : computed) {
            if (change.meets(column) || isRefusedBy(column, change)) {
                found.add("the computed column " + column.text());
            }
        }
        return found;
    }

    private boolean isRefusedBy(Part part, H2Change change) throws SQLException {
        return change.operation() instanceof AlterColumn alter
                && change.isOfType()
                && part.isOver(change.table(), change.column())
                && retyped.isRefusedBy(part, change.column(), alter);
    }

    private boolean isRefusedBy(Special special, H2Change change) throws SQLException {
        var expression = special.expression();
        return change.operation() instanceof AlterColumn alter
                && change.isOfType()
                && expression != null
                && isSame(special.table(), change.table())
                && H2Change.reads(expression, change.column())
                && retyped.isRefusedBy(expression, special.table(), change.column(), alter);
    }
}
