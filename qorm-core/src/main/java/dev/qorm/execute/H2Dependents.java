package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What no migration created and H2 knows to depend on what one changes. An index or a constraint over several columns does not
 * let one of them go, nor does a computed column; one over that column alone goes with it, without a word. A foreign key holds
 * the table and the key that it refers to, and with a synonym H2 cannot copy a table, as it does for most changes of a column
 * (seen on 2.5.252).
 */
final class H2Dependents {
    private static final String SYNONYM = "the synonym ";

    private static final String PARTS = """
            select 'the ' || lower(c.CONSTRAINT_TYPE) || case c.CONSTRAINT_TYPE when 'FOREIGN KEY' then ' ' else ' constraint ' end,
                c.TABLE_SCHEMA, c.TABLE_NAME, c.CONSTRAINT_NAME, u.TABLE_NAME, u.COLUMN_NAME, r.UNIQUE_CONSTRAINT_NAME,
                current_schema
            from INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE u
            join INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
              on c.CONSTRAINT_SCHEMA = u.CONSTRAINT_SCHEMA and c.CONSTRAINT_NAME = u.CONSTRAINT_NAME
            left join INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS r
              on r.CONSTRAINT_SCHEMA = u.CONSTRAINT_SCHEMA and r.CONSTRAINT_NAME = u.CONSTRAINT_NAME
              and r.UNIQUE_CONSTRAINT_SCHEMA = current_schema
            where u.TABLE_SCHEMA = current_schema
            union all
            select 'the index ', i.TABLE_SCHEMA, i.TABLE_NAME, i.INDEX_NAME, i.TABLE_NAME, c.COLUMN_NAME, null, current_schema
            from INFORMATION_SCHEMA.INDEXES i join INFORMATION_SCHEMA.INDEX_COLUMNS c
              on c.INDEX_SCHEMA = i.INDEX_SCHEMA and c.INDEX_NAME = i.INDEX_NAME
            where i.TABLE_SCHEMA = current_schema and not i.IS_GENERATED
            union all
            select 'the synonym ', SYNONYM_SCHEMA, SYNONYM_FOR, SYNONYM_NAME, SYNONYM_FOR, null, null, current_schema
            from INFORMATION_SCHEMA.SYNONYMS where SYNONYM_FOR_SCHEMA = current_schema
            """;

    private static final String SPECIALS = """
            select TABLE_NAME, COLUMN_NAME, GENERATION_EXPRESSION, DOMAIN_NAME, DEFAULT_ON_NULL
            from INFORMATION_SCHEMA.COLUMNS
            where TABLE_SCHEMA = current_schema
              and (GENERATION_EXPRESSION is not null or DOMAIN_NAME is not null or DEFAULT_ON_NULL)
            """;

    private final Sql sql;
    private final Dialect dialect;
    /** The run that the database was asked for last, and what it said. */
    private @Nullable Run asked;

    private Look answer = Look.NOTHING;

    H2Dependents(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * An index, a constraint or a synonym.
     *
     * @param kind what it is, {@code the index }
     * @param table its table, or the one that a synonym stands for
     * @param isElsewhere whether that is in another schema
     * @param columns those that it is over, each behind its table: of a foreign key, at both ends
     * @param key of a foreign key, the constraint that it refers to
     */
    private record Part(
            String kind,
            String table,
            boolean isElsewhere,
            String name,
            Set<List<String>> columns,
            @Nullable String key) {
        static Part of(ResultSet row) throws SQLException {
            var column = row.getString(6);
            return new Part(
                    row.getString(1),
                    row.getString(3),
                    !row.getString(2).equals(row.getString(8)),
                    row.getString(4),
                    column == null ? Set.of() : Set.of(List.of(folded(row.getString(5)), folded(column))),
                    row.getString(7));
        }

        /** The same over the columns of both. */
        Part and(Part other) {
            var all = new HashSet<>(columns);
            all.addAll(other.columns);
            return new Part(kind, table, isElsewhere, name, all, key);
        }

        boolean isSynonymOf(String wanted) {
            return kind.equals(SYNONYM) && isSame(table, wanted);
        }

        boolean isOver(String wanted, String column) {
            return columns.contains(List.of(folded(wanted), folded(column)));
        }

        /** How many columns of a table it is over. */
        long columnsOf(String wanted) {
            return columns.stream()
                    .filter(each -> each.get(0).equals(folded(wanted)))
                    .count();
        }

        boolean isKnown(Schema schema) {
            var owner = isElsewhere || kind.equals(SYNONYM) ? null : schema.find(table);
            return owner != null && owner.elements().stream().anyMatch(element -> isSame(element.name(), name));
        }

        String text() {
            return kind + name + (kind.equals(SYNONYM) ? " for " : " of ") + table;
        }
    }

    /** A column that is computed, or has more than a migration says. */
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

        String text() {
            return table + "." + name;
        }
    }

    /**
     * What depends on what a migration changes.
     *
     * @param obstacles a line for each operation that H2 would refuse
     * @param losses what would go without a word
     */
    private record Look(List<String> obstacles, List<String> losses) {
        static final Look NOTHING = new Look(List.of(), List.of());
    }

    /** @throws ExecutionException when there are obstacles */
    void check(Run run) throws SQLException {
        run.refuseToStart(
                obstacles(run),
                "H2 would refuse it because of what no migration created",
                "Drop that in the migration, with runSql(\"drop …\").reversedBy(\"create …\"), and create it again after the"
                        + " change; or by hand.");
    }

    /** A line for each operation. Nothing where a person's SQL is a part of the migration: that may drop what is in the way. */
    List<String> obstacles(Run run) throws SQLException {
        return HandmadeOperation.areIn(run.operations(), dialect.urlName()) ? List.of() : look(run).obstacles;
    }

    /** What goes with a column or its type and no migration knows, in words. */
    List<String> losses(Run run) throws SQLException {
        return look(run).losses;
    }

    private Look look(Run run) throws SQLException {
        if (dialect != Dialect.H2) {
            return Look.NOTHING;
        }
        if (!run.equals(asked)) {
            answer = run.operations().stream()
                            .flatMap(operation -> operation.inDetail().stream())
                            .anyMatch(H2Dependents::mayMeetOthers)
                    ? see(run)
                    : Look.NOTHING;
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
        var parts = parts().stream().filter(part -> !part.isKnown(before)).toList();
        var specials = sql.query(SPECIALS, Special::of);
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
                        .filter(part -> !dropped.contains(folded(part.table)))
                        .toList();
                var inTheWay = new ArrayList<String>();
                there.stream()
                        .filter(part -> isInTheWay(part, operation, table, names))
                        .forEach(part -> inTheWay.add(part.text()));
                specials.stream()
                        .filter(special -> !special.isKnown(before) && isInTheWay(special, operation, table, names))
                        .forEach(special -> inTheWay.add("the computed column " + special.text()));
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
        losses.addAll(H2MadeAgain.losses(run, sql));
        return new Look(obstacles, List.copyOf(losses));
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
            return part.key != null && part.columnsOf(table) > 0 && (part.isElsewhere || !isSame(part.table, table));
        }
        if (operation instanceof DropUnique drop) {
            return isSame(part.key, drop.unique().name());
        }
        return operation instanceof DropPrimaryKey drop
                && isSame(part.key, drop.key().name());
    }

    private static boolean goesWith(Part part, Operation operation, String table, EarlierNames names) {
        return operation instanceof DropColumn drop
                ? part.isOver(table, names.column(drop.table(), drop.column().name())) && part.columnsOf(table) == 1
                : operation instanceof DropTable && part.isSynonymOf(table);
    }

    private static boolean isInTheWay(Special special, Operation operation, String table, EarlierNames names) {
        return operation instanceof DropColumn drop
                && isSame(special.table, table)
                && SqlText.hasWord(
                        special.expression,
                        names.column(drop.table(), drop.column().name()));
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

    private List<Part> parts() throws SQLException {
        var parts = new LinkedHashMap<List<Object>, Part>();
        for (var part : sql.query(PARTS, Part::of)) {
            parts.merge(List.of(part.kind, part.isElsewhere, part.table, part.name), part, Part::and);
        }
        return List.copyOf(parts.values());
    }

    private static boolean isSame(@Nullable String one, String other) {
        return one != null && folded(one).equals(folded(other));
    }

    /** A name in either case that the database may be set to fold to. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
