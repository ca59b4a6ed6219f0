package dev.qorm.introspect;

import static dev.qorm.introspect.Catalogue.strings;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The catalogue of PostgreSQL, {@code pg_catalog} ("System Catalogs" in its manual). */
final class PostgresIntrospection {
    private static final String TABLES = """
            select c.relname, obj_description(c.oid, 'pg_class')
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
            order by c.relname
            """;
    private static final String COLUMNS = """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                   pg_get_expr(d.adbin, d.adrelid), a.attidentity <> '', a.attgenerated <> '',
                   col_description(c.oid, a.attnum),
                   (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e
                    where e.enumtypid = a.atttypid)
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
              and a.attnum > 0 and not a.attisdropped
            order by c.relname, a.attnum
            """;
    private static final String CONSTRAINTS = """
            select c.relname, k.conname, k.contype, pg_get_constraintdef(k.oid),
                   array(select a.attname::text from unnest(k.conkey) with ordinality n(num, place)
                         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num order by place),
                   f.relname,
                   array(select a.attname::text from unnest(k.confkey) with ordinality n(num, place)
                         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.num order by place),
                   k.confdeltype, k.confupdtype
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            left join pg_class f on f.oid = k.confrelid
            where c.relnamespace = current_schema()::regnamespace and k.contype in ('p', 'u', 'f', 'c')
            order by c.relname, k.conname
            """;
    private static final String INDEXES = """
            select c.relname, i.relname, x.indisunique, pg_get_expr(x.indpred, x.indrelid),
                   array(select pg_get_indexdef(x.indexrelid, n, true) from generate_series(1, x.indnkeyatts) n),
                   array(select (x.indoption[n - 1] & 1)::text from generate_series(1, x.indnkeyatts) n)
            from pg_index x
            join pg_class i on i.oid = x.indexrelid
            join pg_class c on c.oid = x.indrelid
            where c.relnamespace = current_schema()::regnamespace
              and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
            order by c.relname, i.relname
            """;
    private static final Pattern TYPE =
            Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(\\d+))?\\))?( with(?:out)? time zone)?");
    private static final Pattern CHECK = Pattern.compile("(?s)CHECK \\((.*)\\)(?: NOT VALID| NO INHERIT)*");

    private final Catalogue catalogue;
    private final FoundTables found = new FoundTables();

    PostgresIntrospection(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    FoundTables read() throws SQLException {
        catalogue.query(TABLES, row -> found.table(row.getString(1), row.getString(2)));
        catalogue.query(COLUMNS, this::column);
        catalogue.query(CONSTRAINTS, this::constraint);
        catalogue.query(INDEXES, this::index);
        return found;
    }

    private void column(ResultSet row) throws SQLException {
        var name = row.getString(2);
        var values = strings(row, 9);
        var type = values.length > 0 ? ColumnTypes.enumeration(values) : type(row.getString(3));
        var expression = row.getString(5);
        var isGenerated = row.getBoolean(7);
        found.add(
                row.getString(1),
                new Column(
                        name,
                        type,
                        !row.getBoolean(4),
                        isGenerated ? null : Literals.parse(name, type, expression),
                        row.getBoolean(6),
                        isGenerated ? expression : null,
                        row.getString(8)));
    }

    private static ColumnType type(String name) {
        var matcher = TYPE.matcher(name);
        if (!matcher.matches()) {
            return ColumnTypes.text();
        }
        var first = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
        var second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        var precision = first < 0 ? ColumnType.MAX_TIME_PRECISION : first;
        var base = matcher.group(1) + (matcher.group(4) == null ? "" : matcher.group(4));
        return switch (base) {
            case "boolean" -> ColumnTypes.bool();
            case "smallint" -> ColumnTypes.smallint();
            case "integer" -> ColumnTypes.integer();
            case "bigint" -> ColumnTypes.bigint();
            case "real" -> ColumnTypes.real();
            case "double precision" -> ColumnTypes.doublePrecision();
            case "numeric" -> first < 0 ? ColumnTypes.decimal(65, 30) : ColumnTypes.decimal(first, second);
            case "character" -> ColumnTypes.character(Math.max(first, 1));
            case "character varying" -> first < 0 ? ColumnTypes.text() : ColumnTypes.varchar(first);
            case "date" -> ColumnTypes.date();
            case "time without time zone" -> ColumnTypes.time(precision);
            case "timestamp without time zone" -> ColumnTypes.timestamp(precision);
            case "timestamp with time zone" -> ColumnTypes.timestampWithTimeZone(precision);
            case "uuid" -> ColumnTypes.uuid();
            case "json", "jsonb" -> ColumnTypes.json();
            case "bytea" -> ColumnTypes.blob();
            default -> ColumnTypes.text();
        };
    }

    private void constraint(ResultSet row) throws SQLException {
        var table = row.getString(1);
        var name = row.getString(2);
        var columns = List.of(strings(row, 5));
        switch (row.getString(3)) {
            case "p" -> found.add(table, new PrimaryKey(name, columns));
            case "u" -> found.add(table, new UniqueConstraint(name, columns));
            case "f" ->
                found.add(
                        table,
                        new ForeignKey(
                                name,
                                columns,
                                row.getString(6),
                                List.of(strings(row, 7)),
                                action(row.getString(8)),
                                action(row.getString(9))));
            default -> {
                var matcher = CHECK.matcher(row.getString(4));
                found.add(table, new CheckConstraint(name, matcher.matches() ? matcher.group(1) : row.getString(4)));
            }
        }
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private void index(ResultSet row) throws SQLException {
        var names = strings(row, 5);
        var options = strings(row, 6);
        var columns = new ArrayList<IndexColumn>();
        for (var i = 0; i < names.length; i++) {
            columns.add(new IndexColumn(unquoted(names[i]), options[i].equals("1")));
        }
        found.add(row.getString(1), new Index(row.getString(2), columns, row.getBoolean(3), row.getString(4)));
    }

    private static String unquoted(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }
}
