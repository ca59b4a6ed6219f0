package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects in a database besides plain tables, which qorm does not manage: views, triggers, functions, procedures,
 * events, sequences, types, and tables of other kinds.
 */
public final class OtherObjects {
    private static final String H2 = """
            SELECT 'view', TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = CURRENT_SCHEMA
            UNION ALL SELECT 'trigger', TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS
              WHERE TRIGGER_SCHEMA = CURRENT_SCHEMA
            UNION ALL SELECT 'function', ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES
              WHERE ROUTINE_SCHEMA = CURRENT_SCHEMA
            UNION ALL SELECT 'sequence', SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES
              WHERE SEQUENCE_SCHEMA = CURRENT_SCHEMA
            UNION ALL SELECT 'domain', DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS WHERE DOMAIN_SCHEMA = CURRENT_SCHEMA
            ORDER BY 1, 2
            """;
    /** Without the sequences of columns, and without what belongs to an extension. */
    private static final String POSTGRESQL = """
            select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                        when 'f' then 'foreign table' else 'type' end, c.relname::text
            from pg_class c
            where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind in ('v', 'm', 'S', 'f', 'c')
              and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                              and d.deptype in ('a', 'i', 'e'))
            union all
            select 'partition', c.relname from pg_class c
            where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relispartition and c.relkind in ('r', 'p')
            union all
            select distinct 'inheriting table', c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where c.relnamespace = quote_ident(current_schema())::regnamespace and not c.relispartition and c.relkind = 'r'
            union all
            select 'trigger', t.tgname || ' of ' || c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid
            where c.relnamespace = quote_ident(current_schema())::regnamespace and not t.tgisinternal
            union all
            select 'rule', r.rulename || ' of ' || c.relname from pg_rewrite r join pg_class c on c.oid = r.ev_class
            where c.relnamespace = quote_ident(current_schema())::regnamespace and r.rulename <> '_RETURN'
            union all
            select case p.prokind when 'p' then 'procedure' else 'function' end, p.proname from pg_proc p
            where p.pronamespace = quote_ident(current_schema())::regnamespace
              and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
                              and d.deptype = 'e')
            union all
            select 'domain', t.typname from pg_type t
            where t.typnamespace = quote_ident(current_schema())::regnamespace and t.typtype = 'd'
              and not exists (select 1 from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid
                              and d.deptype = 'e')
            order by 1, 2
            """;

    private static final String MYSQL = """
            select case table_type when 'SEQUENCE' then 'sequence' when 'SYSTEM VERSIONED' then 'system-versioned table'
                        else lower(table_type) end, table_name
            from information_schema.tables where table_schema = database() and table_type <> 'BASE TABLE'
            union all select 'trigger', trigger_name from information_schema.triggers where trigger_schema = database()
            union all select lower(routine_type), routine_name from information_schema.routines where routine_schema = database()
            order by 1, 2
            """;

    /** A server that was started with events disabled does not list any. */
    private static final String EVENTS_OF_MYSQL =
            "select 'event', event_name from information_schema.events where event_schema = database() order by 2";

    private static final String SQLITE =
            "select type, name from sqlite_master where type in ('view', 'trigger') order by 1, 2";

    private OtherObjects() {}

    /**
     * Returns those in the schema that unqualified names refer to, sorted.
     *
     * @throws SQLException if the catalog cannot be read
     */
    public static List<Remark> list(Connection connection, Dialect dialect) throws SQLException {
        var sql = switch (dialect) {
            case H2 -> H2;
            case POSTGRESQL -> POSTGRESQL;
            case SQLITE -> SQLITE;
            case MARIADB, MYSQL -> MYSQL;
        };
        var objects = new ArrayList<Remark>();
        var catalog = new Catalog(connection);
        if (dialect.isMySqlFamily() && hasEvents(catalog)) {
            catalog.query(EVENTS_OF_MYSQL, row -> objects.add(leftOut(row.getString(1), row.getString(2))));
        }
        catalog.query(sql, row -> objects.add(leftOut(row.getString(1), row.getString(2))));
        if (dialect == Dialect.SQLITE) {
            SqliteModules.tables(catalog).forEach((name, kind) -> objects.add(leftOut(kind, name)));
        }
        return objects;
    }

    private static boolean hasEvents(Catalog catalog) throws SQLException {
        var states = new ArrayList<String>();
        catalog.query("select @@event_scheduler", row -> states.add(row.getString(1)));
        return !states.contains("DISABLED");
    }

    private static Remark leftOut(String kind, String name) {
        return new Remark(
                null,
                kind + " " + name,
                "is left out: qorm manages " + (kind.contains("table") ? "plain tables" : "tables") + " only");
    }
}
