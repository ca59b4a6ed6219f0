package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL drops with an index although it does not belong to it: the replica identity of a table, without which
 * published changes of its rows are refused. And what an index loses if it is dropped in one migration and made again in
 * a later one, concurrently: the properties that no migration declares, which a single migration would keep.
 */
final class PostgresIndexLosses {
    private static final String QUERY = """
            select 'the ' || what || ' of the index ' || i.relname || ' of ' || t.relname
            from unnest(?::text[], ?::boolean[]) w(relname, is_remade)
            join pg_class i on i.relname = w.relname and i.relnamespace = quote_ident(current_schema())::regnamespace
            join pg_index x on x.indexrelid = i.oid
            join pg_class t on t.oid = x.indrelid
            join pg_am m on m.oid = i.relam,
            unnest(array[
              case when x.indisreplident then 'replica identity' end,
              case when is_remade and x.indisclustered then 'cluster' end,
              case when is_remade and m.amname <> 'btree' then 'method ' || m.amname end,
              case when is_remade and exists (select 1 from unnest(x.indclass) o join pg_opclass p on p.oid = o
                where not p.opcdefault) then 'operator class' end,
              case when is_remade and exists (select 1 from unnest(x.indkey, x.indcollation) n(num, collation_id)
                join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num
                where n.collation_id <> 0 and n.collation_id <> a.attcollation) then 'collation' end,
              case when is_remade and exists (select 1 from unnest(x.indoption) o where o not in (0, 3))
                then 'order of nulls' end,
              case when is_remade and i.reloptions <> '{}' then 'storage parameters' end,
              case when is_remade and i.reltablespace <> 0 then 'tablespace' end,
              case when is_remade and obj_description(i.oid, 'pg_class') is not null then 'comment' end]) what
            where what is not null
            order by 1""";

    private final Sql sql;
    private final Dialect dialect;
    private List<Run> later = List.of();

    PostgresIndexLosses(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** Sets what comes after the migration that is checked next. */
    void followedBy(List<Run> runs) {
        later = runs;
    }

    /** Returns what is lost with indexes and keys, for the user. */
    List<String> losses(Run run) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return List.of();
        }
        var names = new EarlierNames();
        var dropped = new TreeMap<String, Boolean>();
        for (var operation : run.operations()) {
            for (var each : operation.inDetail()) {
                var name = dropped(each);
                if (name != null) {
                    dropped.put(names.part(name), each instanceof DropIndex && isMadeLater(name));
                }
                names.after(each);
            }
        }
        return dropped.isEmpty() ? List.of() : ask(dropped);
    }

    /** Whether a later migration makes an index of that name concurrently. */
    private boolean isMadeLater(String name) {
        return later.stream()
                .flatMap(run -> run.operations().stream())
                .anyMatch(operation -> operation instanceof CreateIndex create
                        && create.isConcurrent()
                        && create.index().name().equals(name));
    }

    private static @Nullable String dropped(Operation operation) {
        if (operation instanceof DropIndex drop) {
            return drop.index().name();
        }
        if (operation instanceof DropUnique drop) {
            return drop.unique().name();
        }
        return operation instanceof DropPrimaryKey drop ? drop.key().name() : null;
    }

    private List<String> ask(Map<String, Boolean> dropped) throws SQLException {
        var connection = sql.connection();
        return sql.query(
                QUERY,
                row -> row.getString(1),
                connection.createArrayOf("text", dropped.keySet().toArray()),
                connection.createArrayOf("bool", dropped.values().toArray()));
    }
}
