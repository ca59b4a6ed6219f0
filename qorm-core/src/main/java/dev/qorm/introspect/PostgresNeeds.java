package dev.qorm.introspect;

import java.sql.SQLException;

/**
 * Finds what must exist before tables of PostgreSQL can be created, and what no migration creates: sequences,
 * functions, extensions, collations.
 */
final class PostgresNeeds {
    private static final String QUERY = """
            with part as (
              select c.relname, 'column ' || a.attname as name, 'pg_attrdef'::regclass as catalog, d.oid
              from pg_attrdef d join pg_class c on c.oid = d.adrelid
              join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
              where c.relnamespace = quote_ident(current_schema())::regnamespace
              union all
              select c.relname, 'check ' || k.conname, 'pg_constraint'::regclass, k.oid
              from pg_constraint k join pg_class c on c.oid = k.conrelid
              where c.relnamespace = quote_ident(current_schema())::regnamespace and k.contype = 'c'
              union all
              select c.relname, 'index ' || i.relname, 'pg_class'::regclass, i.oid
              from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
              where c.relnamespace = quote_ident(current_schema())::regnamespace
                and (x.indexprs is null or i.relam = (select oid from pg_am where amname = 'btree')))
            select p.relname, p.name, 'sequence ' || s.relname,
                   'create sequence ' || s.oid::regclass
                     || case when q.seqstart <> 1 then ' start with ' || q.seqstart else '' end
                     || case when q.seqincrement <> 1 then ' increment by ' || q.seqincrement else '' end,
                   'drop sequence ' || s.oid::regclass
            from part p
            join pg_depend d on d.classid = p.catalog and d.objid = p.oid and d.refclassid = 'pg_class'::regclass
            join pg_class s on s.oid = d.refobjid and s.relkind = 'S'
            join pg_sequence q on q.seqrelid = s.oid
            union
            select p.relname, p.name, coalesce('extension ' || e.extname, 'function ' || f.proname),
                   case when e.oid is null
                        then replace(pg_get_functiondef(f.oid), ' FUNCTION ' || quote_ident(current_schema()) || '.', ' FUNCTION ')
                        else format('create extension if not exists %I', e.extname) end,
                   case when e.oid is null then 'drop function ' || f.oid::regprocedure
                        else format('drop extension %I', e.extname) end
            from part p
            join pg_depend d on d.classid = p.catalog and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
            join pg_proc f on f.oid = d.refobjid and f.prokind = 'f'
            left join pg_depend o on o.classid = 'pg_proc'::regclass and o.objid = f.oid and o.deptype = 'e'
            left join pg_extension e on e.oid = o.refobjid
            union
            select c.relname, 'column ' || a.attname, 'collation ' || l.collname,
                   format('create collation %I (', l.collname)
                     || case when l.collprovider = 'i'
                             then format('provider = icu, locale = %L', coalesce(to_jsonb(l) ->> 'colllocale',
                                    to_jsonb(l) ->> 'colliculocale', l.collcollate))
                             else format('lc_collate = %L, lc_ctype = %L', l.collcollate, l.collctype) end
                     || case when l.collisdeterministic then ')' else ', deterministic = false)' end,
                   format('drop collation %I', l.collname)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
            join pg_type t on t.oid = a.atttypid
            join pg_collation l on l.oid = a.attcollation and l.oid <> t.typcollation
            where c.relnamespace = quote_ident(current_schema())::regnamespace and not a.attisdropped
              and l.collnamespace <> 'pg_catalog'::regnamespace and pg_collation_is_visible(l.oid)
            order by 1, 2, 3
            """;

    private PostgresNeeds() {}

    /** Adds a remark on how a new database gets it to each part of a table that is not an auto-increment column. */
    static void remark(Catalog catalog, FoundTables found) throws SQLException {
        catalog.query(QUERY, row -> {
            if (!found.isCounted(row.getString(1), row.getString(2))) {
                found.need(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        "needs the " + row.getString(3) + ", which no migration creates: add runSql("
                                + literal(row.getString(4)) + ").reversedBy(" + literal(row.getString(5))
                                + ") before the operations of the first migration, and then run mvn qorm:migrate"
                                + " -Dqorm.fake; a new database needs it, too");
            }
        });
    }

    private static String literal(String sql) {
        return '"'
                + sql.strip()
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                + '"';
    }
}
