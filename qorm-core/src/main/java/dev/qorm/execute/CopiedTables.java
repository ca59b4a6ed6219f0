package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tables that MySQL copies to make a column NOT NULL: those with a full-text index, and those with a check over an
 * enumeration, a day or a time (seen on 8.0.33). It refuses that for a column of a foreign key ("Error 1832") when earlier
 * statements of the migration are done. Where migrations know a check and the key, they drop the key meanwhile.
 */
final class CopiedTables implements Obstruction {
    private static final String COPIED = """
            select t.table_name, concat('the check ', t.constraint_name)
            from information_schema.table_constraints t join information_schema.check_constraints c
              on c.constraint_schema = t.constraint_schema and c.constraint_name = t.constraint_name
            join information_schema.columns l
              on l.table_schema = t.table_schema and l.table_name = t.table_name
              and l.data_type in ('enum', 'set', 'date', 'time', 'datetime', 'timestamp')
              and instr(c.check_clause, concat('`', replace(l.column_name, '`', '``'), '`')) > 0
            where t.table_schema = database() and c.constraint_schema = database() and t.constraint_type = 'CHECK'
            union select table_name, concat('the full-text index ', index_name)
            from information_schema.statistics where table_schema = database() and index_type = 'FULLTEXT'
            order by 1, 2""";

    private static final String KEYS = """
            select table_name, constraint_name, column_name, referenced_table_name, referenced_column_name,
              referenced_table_schema = database()
            from information_schema.key_column_usage
            where table_schema = database() and referenced_table_name is not null and @@foreign_key_checks = 1
            order by 1, 2""";

    private final Sql sql;
    private final Dialect dialect;

    CopiedTables(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Why a table is copied: a check or an index of it. */
    private record Reason(String table, String text) {}

    /** A column of a foreign key with the one that it refers to. */
    private record Link(String table, String key, String column, String target, String targetColumn, boolean isInside) {
        boolean touches(String otherTable, String otherColumn) {
            return (table.equalsIgnoreCase(otherTable) && column.equalsIgnoreCase(otherColumn))
                    || (isInside && target.equalsIgnoreCase(otherTable) && targetColumn.equalsIgnoreCase(otherColumn));
        }

        boolean isIn(Schema schema) {
            var known = schema.find(table);
            return known != null && known.foreignKeys().keySet().stream().anyMatch(key::equalsIgnoreCase);
        }
    }

    /** Returns a line for each column. Empty if the migration contains SQL of the user, which may drop them. */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var operations = run.operations();
        if (dialect != Dialect.MYSQL
                || operations.stream().noneMatch(operation -> becomesRequired(operation) != null)
                || HandmadeOperation.areIn(operations, dialect.urlName())) {
            return List.of();
        }
        var reasons = sql.query(COPIED, row -> new Reason(row.getString(1), row.getString(2)));
        var links = reasons.isEmpty()
                ? List.<Link>of()
                : sql.query(
                        KEYS,
                        row -> new Link(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBoolean(6)));
        sql.endReading();
        return links.isEmpty() ? List.of() : obstacles(run, reasons, links);
    }

    private static List<String> obstacles(Run run, List<Reason> reasons, List<Link> links) {
        var found = new ArrayList<String>();
        var names = new EarlierNames();
        var schema = run.before();
        for (var operation : run.operations()) {
            var alter = becomesRequired(operation);
            if (alter != null) {
                var table = names.table(alter.table());
                var column = names.column(alter.table(), alter.from().name());
                var copying = reasons.stream()
                        .filter(reason -> reason.table.equalsIgnoreCase(table))
                        .map(Reason::text)
                        .toList();
                var now = schema;
                var known = now.table(alter.table());
                var keys = copying.isEmpty()
                        ? Stream.<Link>of()
                        : links.stream()
                                .filter(link -> link.touches(table, column))
                                .filter(link ->
                                        !link.isIn(run.before()) || (!isDropped(known) && isThere(link, now, names)));
                keys.map(link -> "'" + alter.describe() + "': the foreign key " + link.key + " of " + link.table
                                + ", with " + String.join(", ", copying))
                        .forEach(found::add);
            }
            names.after(operation);
            schema = operation.applyTo(schema);
        }
        return found;
    }

    /** Whether the migration drops the foreign keys that it knows while a column of the table becomes NOT NULL. */
    private static boolean isDropped(Table table) {
        return !table.checks().isEmpty();
    }

    private static boolean isThere(Link link, Schema now, EarlierNames names) {
        return now.tables().stream()
                .flatMap(table -> table.foreignKeys().keySet().stream())
                .map(names::part)
                .anyMatch(link.key::equalsIgnoreCase);
    }

    private static @Nullable AlterColumn becomesRequired(Operation operation) {
        return operation instanceof AlterColumn alter
                        && alter.from().isNullable()
                        && !alter.to().isNullable()
                        && alter.from().type().equals(alter.to().type())
                ? alter
                : null;
    }

    @Override
    public String reason() {
        return "MySQL copies tables that have such a check or index, and cannot make a column of a foreign key NOT NULL"
                + " then";
    }

    @Override
    public String remedy() {
        return "Drop the foreign key, the check or the index in the migration, with runSql(\"alter table … drop …\").reversedBy("
                + "\"alter table … add …\"), and create it again after the change; or do both by hand.";
    }
}
