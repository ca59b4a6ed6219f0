package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The schemas of a server that contain tables, except for the one that unqualified names refer to. */
public final class OtherSchemas {
    private static final String H2 = """
            SELECT DISTINCT TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES
            WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN (CURRENT_SCHEMA, 'INFORMATION_SCHEMA') ORDER BY 1
            """;
    /** Without what belongs to an extension. */
    private static final String POSTGRESQL = """
            select distinct n.nspname from pg_namespace n
            join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p')
            where n.nspname <> current_schema() and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
              and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                              and d.deptype = 'e')
            order by 1
            """;

    private static final String MYSQL = """
            select distinct table_schema from information_schema.tables
            where table_type = 'BASE TABLE'
              and table_schema not in (database(), 'information_schema', 'mysql', 'performance_schema', 'sys')
            order by 1
            """;

    private OtherSchemas() {}

    /**
     * Returns their names, sorted.
     *
     * @throws SQLException if the catalog cannot be read
     */
    public static List<String> list(Connection connection, Dialect dialect) throws SQLException {
        var names = new ArrayList<String>();
        if (dialect != Dialect.SQLITE) {
            var sql = dialect == Dialect.H2 ? H2 : dialect == Dialect.POSTGRESQL ? POSTGRESQL : MYSQL;
            new Catalog(connection).query(sql, row -> names.add(row.getString(1)));
        }
        return names;
    }

    /** Returns how a URL selects one of them. */
    public static String inUrl(String schema, Dialect dialect) {
        return switch (dialect) {
            case H2 -> ";SCHEMA=" + schema + " at the end of qorm.url";
            case POSTGRESQL -> "currentSchema=" + schema + " among the parameters of qorm.url";
            case MARIADB, MYSQL, SQLITE -> schema + " as the database in qorm.url";
        };
    }
}
