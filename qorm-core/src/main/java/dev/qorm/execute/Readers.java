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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The views and triggers that read what a migration drops or renames. MySQL and MariaDB allow that, and then refuse
 * each statement of the application that uses the view or fires the trigger; so does H2 if something is renamed that a
 * view reads. The other databases refuse the migration, or update the views and triggers.
 */
final class Readers {
    private final Sql sql;
    private final Dialect dialect;

    /**
     * What was read from the catalog, or null if it must be read: to answer, the server opens every table, which
     * takes too long to be done for each of many migrations.
     */
    private @Nullable Seen known;

    Readers(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * A view or a trigger.
     *
     * @param name its name, for the user
     * @param table the table whose rows fire the trigger, or null for a view
     * @param schema what precedes the names of tables if they are always qualified, or blank
     * @param text its definition
     */
    private record Reader(String name, @Nullable String table, String schema, String text) {
        /** Whether it reads the column, or the table if {@code column} is null. */
        boolean reads(String wanted, @Nullable String column) {
            if (table != null && table.equalsIgnoreCase(wanted)) {
                return column != null && has("\\b(?:new|old)\\s*\\.\\s*[`\"]?" + Pattern.quote(column));
            }
            return hasName(schema, wanted) && (column == null || hasName("", column));
        }

        /** The catalog quotes all names in a view; the author of a trigger may not have done so. */
        private boolean hasName(String before, String name) {
            return table == null
                    ? has(Pattern.quote(before) + "[`\"]" + Pattern.quote(name) + "[`\"]")
                    : has("(?<![\\w$'])" + Pattern.quote(name));
        }

        private boolean has(String regex) {
            var flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
            return Pattern.compile(regex + "(?![\\w$])", flags).matcher(text).find();
        }
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

    /** Returns what {@link #check} would refuse. */
    Look look(Run run) throws SQLException {
        var operations = run.operations();
        if (dialect.hasTransactionalDdl()) {
            return Look.NOTHING;
        }
        if (HandmadeOperation.areIn(operations, dialect.urlName())) {
            known = null;
            return Look.NOTHING;
        }
        if (operations.stream().noneMatch(this::takesNames)) {
            return Look.NOTHING;
        }
        var found = new ArrayList<String>();
        var seen = known == null ? see() : known;
        known = operations.stream().anyMatch(operation -> takesTriggers(operation, seen.readers)) ? null : seen;
        for (var operation : operations) {
            var names = seen.readers.stream()
                    .filter(reader -> isReadBy(operation, reader))
                    .map(Reader::name)
                    .toList();
            if (!names.isEmpty()) {
                found.add("'" + operation.describe() + "': " + String.join(", ", names));
            }
        }
        return new Look(found, seen.missingRights);
    }

    private boolean takesNames(Operation operation) {
        return operation instanceof RenameTable
                || operation instanceof DropTable
                || (operation instanceof RenameColumn rename && takesName(rename))
                || operation instanceof DropColumn;
    }

    /** MySQL and MariaDB ignore the case of column names. */
    private boolean takesName(RenameColumn rename) {
        return !dialect.isMySqlFamily() || !rename.from().equalsIgnoreCase(rename.to());
    }

    /** Whether triggers are dropped with their table, or get a table with another name. */
    private static boolean takesTriggers(Operation operation, List<Reader> readers) {
        var table = operation instanceof RenameTable rename
                ? rename.from()
                : operation instanceof DropTable drop ? drop.table().name() : null;
        return readers.stream().anyMatch(reader -> reader.table != null && reader.table.equalsIgnoreCase(table));
    }

    private boolean isReadBy(Operation operation, Reader reader) {
        if (operation instanceof RenameTable rename) {
            return reader.reads(rename.from(), null);
        }
        if (operation instanceof DropTable drop) {
            return reader.reads(drop.table().name(), null);
        }
        if (operation instanceof RenameColumn rename) {
            return takesName(rename) && reader.reads(rename.table(), rename.from());
        }
        return operation instanceof DropColumn drop
                && reader.reads(drop.table(), drop.column().name());
    }

    private Seen see() throws SQLException {
        return dialect == Dialect.H2 ? new Seen(h2Views(), List.of()) : seeOnMySql();
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
                        row.getString(3))));
        var missing = new ArrayList<String>();
        // If the user may not see the text of a view, the catalog has an empty one.
        if (readers.stream().anyMatch(reader -> reader.text.isEmpty())) {
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
                + "\n  Drop them in the migration, with runSql(\"drop …\").reversedBy(\"create …\"), and create them"
                + " again after the change; or drop those that nobody needs.\n  "
                + run.nothingDone();
    }
}
