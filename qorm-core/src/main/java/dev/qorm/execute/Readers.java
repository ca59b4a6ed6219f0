package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.schema.SqlText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The views and triggers that read what a migration drops or renames. MySQL and MariaDB allow that, and then refuse
 * each statement of the application that uses the view or fires the trigger; so does H2 if something is renamed that a
 * view reads, and PostgreSQL if it is read by the function of a trigger, which is only a text to it ("PL/pgSQL under the
 * Hood" in its manual). PostgreSQL refuses to drop what a view reads, and updates views when it is renamed; SQLite does
 * the same for triggers, too.
 */
final class Readers {
    private final Sql sql;
    private final Dialect dialect;

    /**
     * What was read from the catalog, or null if it must be read: to answer, the server opens every table, which
     * takes too long to be done for each of many migrations.
     */
    private @Nullable Seen known;

    /** What comes after the migration that is checked. */
    private List<Run> later = List.of();

    Readers(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * What the user can see of the database.
     *
     * @param missingRights the privileges without which there may be more
     */
    private record Seen(List<Reader> readers, List<String> missingRights) {}

    /**
     * What a migration would break.
     *
     * @param broken a line for each operation, with the names of the views and triggers that read what it drops or
     *     renames
     * @param missingRights the privileges that the user needs to see all of them
     */
    record Look(List<String> broken, List<String> missingRights) {
        private static final Look NOTHING = new Look(List.of(), List.of());

        /** Returns what is in the way, for the user. */
        List<String> obstacles() {
            var lines = new ArrayList<String>();
            broken.forEach(each -> lines.add(each + " would no longer work"));
            if (!missingRights.isEmpty()) {
                lines.add(
                        "views or triggers may read what it renames or drops, and to see them, the user needs the right "
                                + String.join(" and ", missingRights) + " on the database");
            }
            return lines;
        }
    }

    /**
     * Checks before the first statement of a migration, unless the migration contains SQL of the user, which may drop
     * and create views and triggers.
     *
     * @throws ExecutionException if views or triggers read what is dropped or renamed, all of which it names, or cannot
     *     be seen
     */
    void check(Run run) throws SQLException {
        var look = look(run);
        if (!look.missingRights.isEmpty()) {
            throw ExecutionException.contradiction(unseen(run, look.missingRights));
        }
        if (!look.broken.isEmpty()) {
            throw ExecutionException.contradiction(message(run, look.broken));
        }
    }

    /**
     * Sets what comes after the migration that is checked next. On PostgreSQL, where only later inserts fail, a later
     * migration may replace the function: a history that was applied step by step must run at once, too.
     */
    void followedBy(List<Run> later) {
        this.later = later;
    }

    private boolean isFollowedBySql() {
        return later.stream().anyMatch(run -> HandmadeOperation.areIn(run.operations(), dialect.urlName()));
    }

    /** Returns what {@link #check} would refuse. */
    Look look(Run run) throws SQLException {
        var operations = run.operations();
        if (dialect == Dialect.SQLITE) {
            return Look.NOTHING;
        }
        if (HandmadeOperation.areIn(operations, dialect.urlName())) {
            known = null;
            return Look.NOTHING;
        }
        if (operations.stream().noneMatch(operation -> takesName(operation, dialect))
                || (dialect == Dialect.POSTGRESQL && isFollowedBySql())) {
            return Look.NOTHING;
        }
        var seen = known == null ? see() : known;
        known = operations.stream().anyMatch(operation -> takesTriggers(operation, seen.readers)) ? null : seen;
        return new Look(broken(operations, seen.readers, dialect), seen.missingRights);
    }

    /** Returns a line for each operation that drops or renames what some of {@code readers} read, with their names. */
    static List<String> broken(List<Operation> operations, List<Reader> readers, Dialect dialect) {
        var found = new ArrayList<String>();
        var dropped = dropped(operations);
        var names = new EarlierNames();
        for (var operation : operations) {
            var broken = readers.stream()
                    .filter(reader -> dropped.stream().noneMatch(reader::isOn))
                    .filter(reader -> isReadBy(operation, reader, names, dialect))
                    .map(Reader::name)
                    .toList();
            if (!broken.isEmpty()) {
                found.add("'" + operation.describe() + "': " + String.join(", ", broken));
            }
            names.after(operation);
        }
        return found;
    }

    /** Returns the tables that are dropped with their triggers, with the names that they had before. */
    private static List<String> dropped(List<Operation> operations) {
        var dropped = new ArrayList<String>();
        var names = new EarlierNames();
        for (var operation : operations) {
            if (operation instanceof DropTable drop) {
                dropped.add(names.table(drop.table().name()));
            }
            names.after(operation);
        }
        return dropped;
    }

    /** Whether an operation drops or renames something that has a name. */
    static boolean takesName(Operation operation, Dialect dialect) {
        return operation instanceof RenameTable
                || operation instanceof DropTable
                || (operation instanceof RenameColumn rename && changesName(rename, dialect))
                || operation instanceof DropColumn;
    }

    /** MySQL and MariaDB ignore the case of column names. */
    private static boolean changesName(RenameColumn rename, Dialect dialect) {
        return !dialect.isMySqlFamily() || !rename.from().equalsIgnoreCase(rename.to());
    }

    /** Whether triggers are dropped with their table, or get a table with another name. */
    private static boolean takesTriggers(Operation operation, List<Reader> readers) {
        var table = operation instanceof RenameTable rename
                ? rename.from()
                : operation instanceof DropTable drop ? drop.table().name() : null;
        return table != null && readers.stream().anyMatch(reader -> reader.isOn(table));
    }

    /** @param names those that the operations before this one changed */
    private static boolean isReadBy(Operation operation, Reader reader, EarlierNames names, Dialect dialect) {
        if (operation instanceof RenameTable rename) {
            var table = names.table(rename.from());
            return !table.isEmpty() && reader.readsTable(table);
        }
        if (operation instanceof DropTable drop) {
            var table = names.table(drop.table().name());
            return !table.isEmpty() && !reader.isOn(table) && reader.readsTable(table);
        }
        if (operation instanceof RenameColumn rename) {
            return changesName(rename, dialect) && readsColumn(reader, rename.table(), rename.from(), names);
        }
        return operation instanceof DropColumn drop
                && readsColumn(reader, drop.table(), drop.column().name(), names);
    }

    private static boolean readsColumn(Reader reader, String table, String column, EarlierNames names) {
        var name = names.column(table, column);
        return !name.isEmpty() && reader.readsColumn(names.table(table), name);
    }

    private Seen see() throws SQLException {
        return switch (dialect) {
            case H2 -> new Seen(h2Views(), List.of());
            case POSTGRESQL -> new Seen(postgresTriggers(), List.of());
            default -> seeOnMySql();
        };
    }

    /**
     * Those of enabled triggers. Of functions that are compiled into the server, the names that they get are known: {@code
     * tsvector_update_trigger(tsv, 'pg_catalog.english', title)}. The triggers of partitions are those of their table.
     */
    private List<Reader> postgresTriggers() throws SQLException {
        return sql.query(
                """
                select p.proname, t.tgname, c.relname,
                  case when l.lanname in ('internal', 'c')
                    then ' new.' || replace(encode(t.tgargs, 'escape'), '\\000', ' new.')
                    else replace(replace(p.prosrc, quote_ident(current_schema()) || '.', ''), '"' || current_schema() || '".', '') end
                from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                join pg_proc p on p.oid = t.tgfoid
                join pg_language l on l.oid = p.prolang
                where not t.tgisinternal and t.tgenabled <> 'D' and not c.relispartition
                  and c.relnamespace = quote_ident(current_schema())::regnamespace
                order by t.tgname, c.relname""",
                row -> new Reader(
                        "the function " + row.getString(1) + " of the trigger " + row.getString(2) + " of "
                                + row.getString(3),
                        row.getString(3),
                        "",
                        Reader.code(row.getString(4))));
    }

    /**
     * Returns those of all schemas; the triggers of H2 are Java classes. The names are expected as in a database that
     * does not change their case.
     */
    private List<Reader> h2Views() throws SQLException {
        return sql.query(
                "select TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, current_schema from INFORMATION_SCHEMA.VIEWS"
                        + " where VIEW_DEFINITION is not null order by TABLE_SCHEMA, TABLE_NAME",
                row -> new Reader(
                        "the view "
                                + (row.getString(1).equals(row.getString(4)) ? "" : row.getString(1) + ".")
                                + row.getString(2),
                        null,
                        SqlText.quoted(row.getString(4)) + ".",
                        row.getString(3)));
    }

    private Seen seeOnMySql() throws SQLException {
        var readers = new ArrayList<>(sql.query(
                "select table_name, view_definition from information_schema.views where table_schema = database()"
                        + " and view_definition is not null order by table_name",
                row -> new Reader("the view " + row.getString(1), null, "", row.getString(2))));
        readers.addAll(sql.query(
                "select trigger_name, event_object_table, action_statement from information_schema.triggers where"
                        + " trigger_schema = database() and action_statement is not null order by trigger_name",
                row -> new Reader(
                        "the trigger " + row.getString(1) + " of " + row.getString(2),
                        row.getString(2),
                        "",
                        Reader.code(row.getString(3)))));
        var missing = new ArrayList<String>();
        // If the user may not see the text of a view, the catalog has an empty one.
        if (readers.stream().anyMatch(reader -> reader.text().isEmpty())) {
            missing.add("show view");
        }
        if (!new ReaderRights(sql, dialect).maySeeTriggers()) {
            missing.add("trigger");
        }
        sql.endReading();
        return new Seen(readers, missing);
    }

    private static String unseen(Run run, List<String> rights) {
        return run.subject()
                + " was not started: views or triggers may read what it renames or drops, and the user has no right to see all"
                + " of them.\n  Grant " + String.join(" and ", rights)
                + " on the database, or set qorm.user to another user.\n  " + run.nothingDone();
    }

    private String message(Run run, List<String> found) {
        return run.subject() + " was not started: views or triggers read what it renames or drops, and "
                + dialect.displayName()
                + " would refuse every statement that uses them:"
                + found.stream().map(each -> "\n  " + each).collect(Collectors.joining())
                + "\n  " + remedy() + "\n  " + run.nothingDone();
    }

    private String remedy() {
        return dialect == Dialect.POSTGRESQL
                ? "Replace the functions in the migration, with runSql(\"create or replace function …\").reversedBy(\"create or"
                        + " replace function …\"); or drop the triggers that nobody needs."
                : "Drop them in the migration, with runSql(\"drop …\").reversedBy(\"create …\"), and create them again after"
                        + " the change; or drop those that nobody needs.";
    }
}
