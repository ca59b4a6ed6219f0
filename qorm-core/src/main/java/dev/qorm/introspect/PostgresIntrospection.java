package dev.qorm.introspect;

import static dev.qorm.introspect.Catalog.strings;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.PostgresEnumerations;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads the catalog of PostgreSQL, {@code pg_catalog} ("System Catalogs" in its manual). */
final class PostgresIntrospection {
    private static final String TABLES = """
            select c.relname, obj_description(c.oid, 'pg_class'), c.relkind = 'p', c.relpersistence = 'u',
                   c.relrowsecurity,
                   case when c.relispartition then 'a partition' when c.relkind = 'v' then 'a view'
                        when c.relkind = 'm' then 'a materialized view' when c.relkind = 'f' then 'a foreign table'
                        when exists (select 1 from pg_inherits h where h.inhrelid = c.oid) then 'a table that inherits' end
            from pg_class c
            where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
            order by c.relname
            """;

    /**
     * A serial column has as its default the next value of a sequence that belongs to the column, or of one that
     * belongs to no column and is used by no other default.
     */
    private static final String COLUMNS = """
            select c.relname, a.attname,
                   case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod)
                        else format_type(a.atttypid, a.atttypmod) end,
                   a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated <> '',
                   col_description(c.oid, a.attnum),
                   (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e
                    where e.enumtypid = a.atttypid),
                   t.typname, t.typtype,
                   (select case when pg_collation_is_visible(l.oid) then l.collname::text else '' end
                    from pg_collation l where l.oid = a.attcollation and a.attcollation <> t.typcollation),
                   exists (select 1 from pg_depend o join pg_class s on s.oid = o.objid and s.relkind = 'S'
                           where o.classid = 'pg_class'::regclass and o.refclassid = 'pg_class'::regclass
                             and o.refobjid = c.oid and o.refobjsubid = a.attnum and o.deptype = 'a'),
                   coalesce(b.typnamespace, t.typnamespace) = 'pg_catalog'::regnamespace,
                   (select s.relname from pg_depend o join pg_class s on s.oid = o.refobjid and s.relkind = 'S'
                    where o.classid = 'pg_attrdef'::regclass and o.objid = d.oid and o.refclassid = 'pg_class'::regclass
                      and a.attnotnull
                      and not exists (select 1 from pg_depend w where w.classid = 'pg_class'::regclass
                                      and w.objid = s.oid and w.deptype in ('a', 'i'))
                      and not exists (select 1 from pg_depend u where u.classid = 'pg_attrdef'::regclass
                                      and u.refobjid = s.oid and u.objid <> d.oid)
                    limit 1),
                   case when t.typtype = 'd' then concat_ws(', ',
                       case when t.typnotnull then 'NOT NULL' end, 'DEFAULT ' || t.typdefault,
                       (select string_agg(pg_get_constraintdef(k.oid), ', ' order by k.conname) from pg_constraint k
                        where k.contypid = t.oid and k.contype = 'c')) end,
                   (select count(*) from pg_attribute o join pg_class r on r.oid = o.attrelid and r.relkind in ('r', 'p')
                    where t.typtype = 'e' and o.atttypid = t.oid and not o.attisdropped)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_type t on t.oid = a.atttypid
            left join pg_type b on b.oid = t.typbasetype
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind in ('r', 'p')
              and a.attnum > 0 and not a.attisdropped
            order by c.relname, a.attnum
            """;

    private static final Pattern NEXT = Pattern.compile("nextval\\('(?:[^']|'')+'::regclass\\)");

    private static final String COUNTERS = """
            select c.relname, a.attname, s.seqstart, s.seqincrement
            from pg_depend d
            join pg_sequence s on s.seqrelid = d.objid
            join pg_class c on c.oid = d.refobjid
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where c.relnamespace = quote_ident(current_schema())::regnamespace and d.classid = 'pg_class'::regclass
              and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
            order by c.relname, a.attnum
            """;

    private static final String ENUMERATIONS = """
            select c.relname, a.attname, format_type(a.atttypid, -1)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_type t on t.oid = a.atttypid
            where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relkind in ('r', 'p') and t.typtype = 'e'
              and a.attnum > 0 and not a.attisdropped
            order by c.relname, a.attnum
            """;

    private static final String INDEXES = """
            select c.relname, i.relname, x.indisunique, pg_get_expr(x.indpred, x.indrelid),
                   array(select case when n.num = 0 then pg_get_indexdef(x.indexrelid, n.place::int, false)
                                     else a.attname::text end
                         from unnest(x.indkey) with ordinality n(num, place)
                         left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num
                         where n.place <= x.indnkeyatts order by place),
                   array(select (x.indoption[n - 1])::text from generate_series(1, x.indnkeyatts) n),
                   array(select (x.indkey[n - 1] = 0)::text from generate_series(1, x.indnkeyatts) n), m.amname,
                   array(select a.attname::text from unnest(x.indkey) with ordinality n(num, place)
                         join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num
                         where n.place > x.indnkeyatts order by place),
                   exists (select 1 from unnest(x.indclass) o join pg_opclass p on p.oid = o where not p.opcdefault)
                     or exists (select 1 from unnest(x.indkey, x.indcollation) n(num, collation_id)
                                join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num
                                where n.collation_id <> 0 and n.collation_id <> a.attcollation)
                     or exists (select 1 from generate_series(1, x.indnkeyatts) n
                                where x.indkey[n - 1] = 0
                                  and position(pg_get_indexdef(x.indexrelid, n, false) || ' COLLATE '
                                               in pg_get_indexdef(x.indexrelid)) > 0),
                   x.indisvalid, pg_get_indexdef(x.indexrelid),
                   coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false)
            from pg_index x
            join pg_class i on i.oid = x.indexrelid
            join pg_am m on m.oid = i.relam
            join pg_class c on c.oid = x.indrelid
            where c.relnamespace = quote_ident(current_schema())::regnamespace
              and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
            order by c.relname, i.relname
            """;

    private final Catalog catalog;

    private final FoundTables found = new FoundTables();

    private final PostgresCasts casts = new PostgresCasts();

    PostgresIntrospection(Catalog catalog) {
        this.catalog = catalog;
    }

    FoundTables read() throws SQLException {
        catalog.query(TABLES, this::table);
        catalog.query(ENUMERATIONS, row -> casts.add(row.getString(1), row.getString(2), row.getString(3)));
        catalog.query(COLUMNS, this::column);
        catalog.query(
                COUNTERS,
                row -> found.counted(row.getString(1), "column " + row.getString(2), row.getLong(3), row.getLong(4)));
        new PostgresKeys(catalog, found, casts).read();
        catalog.query(INDEXES, this::index);
        PostgresNeeds.remark(catalog, found);
        return found;
    }

    private void table(ResultSet row) throws SQLException {
        var name = row.getString(1);
        if (row.getString(6) != null) {
            found.otherThanPlainTable(name, row.getString(6));
            return;
        }
        found.table(name, row.getString(2));
        if (row.getBoolean(3)) {
            found.remark(name, "table", "is partitioned; qorm treats it as a plain table");
        }
        if (row.getBoolean(4)) {
            found.remark(name, "table", "is unlogged; qorm treats it as a plain table");
        }
        if (row.getBoolean(5)) {
            found.remark(name, "table", "has row level security; qorm ignores that");
        }
    }

    private void column(ResultSet row) throws SQLException {
        var table = row.getString(1);
        var name = row.getString(2);
        var values = strings(row, 9);
        var type = values.length > 0 ? ColumnTypes.enumeration(values) : PostgresTypeNames.parse(row.getString(3));
        var expression = casts.simplified(table, row.getString(5));
        var isGenerated = row.getBoolean(7);
        var sequence = row.getString(15);
        var isSerial = expression != null
                && (row.getBoolean(13) || sequence != null)
                && NEXT.matcher(expression).matches();
        if (isSerial && sequence != null) {
            found.remark(
                    table,
                    "column " + name,
                    "takes its numbers from the sequence " + sequence
                            + ", which is not dropped with it; qorm treats it as an auto-increment column");
        }
        var column = new Column(
                name,
                type,
                !row.getBoolean(4),
                isGenerated || isSerial ? null : Literals.parse(name, type, expression),
                isSerial || !row.getString(6).isEmpty(),
                isGenerated ? expression : null,
                row.getString(8));
        var collation = row.getString(12);
        found.add(
                table,
                collation == null || collation.isEmpty()
                        ? column
                        : column.collation(Dialect.POSTGRESQL.urlName(), collation));
        remarks(row, table, name, values.length > 0);
    }

    private void remarks(ResultSet row, String table, String column, boolean isEnumeration) throws SQLException {
        var part = "column " + column;
        var typeName = row.getString(10);
        if (isEnumeration && !typeName.equals(PostgresEnumerations.typeName(table, column))) {
            var rename = row.getInt(17) > 1
                    ? null
                    : "alter type " + row.getString(3) + " rename to "
                            + SqlText.quoted(PostgresEnumerations.typeName(table, column));
            found.remark(
                    table,
                    part,
                    "has the type " + typeName + ", but qorm gives each column a type of its own: "
                            + PostgresEnumerations.typeName(table, column)
                            + (rename == null
                                    ? "; other columns share this type"
                                    : "; rename it before you change its values: " + rename),
                    rename);
        }
        if ("d".equals(row.getString(11))) {
            var more = row.getString(16);
            found.remark(
                    table,
                    part,
                    "has the domain " + typeName + " as its type; qorm treats it as " + row.getString(3)
                            + (more.isEmpty() ? "" : ", without the domain's " + more));
        }
        if (!isEnumeration && !row.getBoolean(14)) {
            found.remark(
                    table,
                    part,
                    "has the type " + row.getString(3)
                            + ", which PostgreSQL itself does not have. Create it before the migrations run");
        }
        if ("".equals(row.getString(12))) {
            found.remark(table, part, "has a collation of another schema; qorm ignores that");
        }
        if (row.getBoolean(4) && row.getBoolean(7)) {
            found.remark(table, part, "is computed and NOT NULL; qorm treats it as nullable");
        }
        if ("a".equals(row.getString(6))) {
            found.remark(table, part, "is generated always as identity; qorm treats it as generated by default");
        }
    }

    private void index(ResultSet row) throws SQLException {
        var table = row.getString(1);
        var part = "index " + row.getString(2);
        if (!row.getString(8).equals("btree")) {
            found.remark(table, part, "is not a b-tree; it is left out: " + row.getString(12));
            return;
        }
        if (!row.getBoolean(11)) {
            found.remark(table, part, "is not valid; it is left out");
            return;
        }
        var names = strings(row, 5);
        var options = strings(row, 6);
        var areExpressions = strings(row, 7);
        var columns = new ArrayList<IndexColumn>();
        var isOdd = row.getBoolean(10);
        for (var i = 0; i < names.length; i++) {
            var isDescending = (Integer.parseInt(options[i]) & 1) == 1;
            columns.add(
                    areExpressions[i].equals("true")
                            ? new IndexColumn(expression(table, names[i]), isDescending, true)
                            : new IndexColumn(names[i], isDescending));
            // The default order of NULLs: last in ascending order, first in descending order.
            isOdd |= !List.of("0", "3").contains(options[i]);
        }
        found.add(
                table,
                new Index(
                        row.getString(2),
                        columns,
                        row.getBoolean(3),
                        casts.simplified(table, row.getString(4)),
                        List.of(strings(row, 9)),
                        row.getBoolean(13)));
        if (isOdd) {
            found.remark(table, part, "is treated as a plain index; its definition is " + row.getString(12));
        }
    }

    /** The catalog puts parentheses around what does not look like a call of a function. */
    private String expression(String table, String text) {
        var inner = text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
        return Objects.requireNonNull(casts.simplified(table, inner));
    }
}
