package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.HandmadeOperation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The procedures, functions and events of MySQL and MariaDB, and the procedures and functions of PostgreSQL, that read
 * what a migration drops or renames. They are texts to the server, which refuses them only when somebody calls them or
 * their time comes. Their texts have names for much that is not a table or a column, and may be old and no longer called;
 * so they are announced, and prevent nothing.
 */
final class Routines {
    private static final int EVENTS_ARE_DISABLED = 1577;

    /** Those of triggers prevent a migration, and are found by {@link Readers}. */
    private static final String ON_POSTGRESQL = """
            select case p.prokind when 'p' then 'procedure' else 'function' end, p.proname,
              replace(replace(p.prosrc, quote_ident(current_schema()) || '.', ''), '"' || current_schema() || '".', '')
            from pg_proc p join pg_language l on l.oid = p.prolang
            where p.pronamespace = quote_ident(current_schema())::regnamespace and l.lanname in ('plpgsql', 'sql')
              and not exists (select from pg_trigger t where t.tgfoid = p.oid)
            order by p.proname, p.oid""";

    private final Sql sql;
    private final Dialect dialect;
    private boolean areNone;

    Routines(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * Returns a line for each operation that they read the names of. Empty if the migration contains SQL of the user,
     * which may replace them. Those whose text the user may not see are left out.
     */
    List<String> broken(Run run) throws SQLException {
        var operations = run.operations();
        if (!dialect.isMySqlFamily() && dialect != Dialect.POSTGRESQL) {
            return List.of();
        }
        if (HandmadeOperation.areIn(operations, dialect.urlName())) {
            areNone = false;
            return List.of();
        }
        if (areNone || operations.stream().noneMatch(operation -> Readers.takesName(operation, dialect))) {
            return List.of();
        }
        var routines = read();
        areNone = routines.isEmpty();
        return Readers.broken(operations, routines, dialect);
    }

    private List<Reader> read() throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            return query(ON_POSTGRESQL);
        }
        var found = new ArrayList<Reader>(query("select lower(routine_type), routine_name, routine_definition"
                + " from information_schema.routines where routine_schema = database()"
                + " and routine_definition is not null order by routine_name"));
        try {
            found.addAll(query("select 'event', event_name, event_definition from information_schema.events"
                    + " where event_schema = database() and event_definition is not null order by event_name"));
        } catch (SQLException e) {
            if (e.getErrorCode() != EVENTS_ARE_DISABLED) {
                throw e;
            }
        }
        sql.endReading();
        return found;
    }

    /** They are on no table, but their authors may not have quoted the names either, as in a trigger. */
    private List<Reader> query(String catalog) throws SQLException {
        return sql.query(
                catalog,
                row -> new Reader(
                        "the " + row.getString(1) + " " + row.getString(2), "", "", Reader.code(row.getString(3))));
    }
}
