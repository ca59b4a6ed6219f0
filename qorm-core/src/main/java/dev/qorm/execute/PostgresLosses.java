package dev.qorm.execute;

import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgreSQL takes away with a column, or with its type, and no migration knows: indexes and constraints go with the
 * column ("ALTER TABLE" in its manual), a domain and a collation with the type.
 */
final class PostgresLosses {
    private static final String QUERY = """
            with changed as (
              select c.oid, c.relname, a.attname, a.attnum, a.atttypid, a.attcollation, w.goes
              from unnest(?::text[], ?::text[], ?::boolean[]) w(relname, attname, goes)
              join pg_class c on c.relname = w.relname and c.relnamespace = quote_ident(current_schema())::regnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = w.attname and not a.attisdropped)
            select relname, null, 'the domain ' || typname || ' of ' || relname || '.' || attname
                || case when exists (select 1 from pg_constraint k where k.contypid = t.oid and k.contype = 'c')
                        then ' with its checks' else '' end
            from changed join pg_type t on t.oid = atttypid where typtype = 'd' and not goes
            union all
            select relname, null, 'the collation ' || collname || ' of ' || relname || '.' || attname
            from changed join pg_type t on t.oid = atttypid join pg_collation l on l.oid = attcollation
            where attcollation <> typcollation and not goes
            union all
            select w.relname, i.relname, 'the index ' || i.relname || ' of ' || w.relname
            from changed w join pg_depend d on refclassid = 'pg_class'::regclass and refobjid = w.oid and refobjsubid = attnum
            join pg_class i on classid = 'pg_class'::regclass and objid = i.oid and relkind in ('i', 'I')
            where goes
            union all
            select w.relname, k.conname, 'the constraint ' || k.conname || ' of ' || w.relname
            from changed w join pg_depend d on refclassid = 'pg_class'::regclass and refobjid = w.oid and refobjsubid = attnum
            join pg_constraint k on classid = 'pg_constraint'::regclass and objid = k.oid and k.conrelid = w.oid
            where goes
            """;

    private final List<Changed> changed = new ArrayList<>();
    /** As tables and columns are called before the migration, by what they are called after a rename in it. */
    private final Map<List<String>, String> earlier = new HashMap<>();

    private PostgresLosses() {}

    /**
     * A column that goes or gets another type.
     *
     * @param table the name that its table had before the migration
     * @param name the name that it had before the migration
     * @param goes whether it goes, if only to come back under its name
     */
    private record Changed(String table, String name, boolean goes) {}

    /**
     * What {@code operations} take away, in words. The database is asked once, and only where a column goes or changes its
     * type.
     */
    static List<String> of(List<Operation> operations, Schema before, Sql sql) throws SQLException {
        var losses = new PostgresLosses();
        operations.forEach(losses::add);
        return losses.changed.isEmpty() ? List.of() : losses.found(before, sql);
    }

    private void add(Operation operation) {
        if (operation instanceof RunSql run) {
            (run.isNothing() ? List.<Operation>of() : run.operations()).forEach(this::add);
        } else if (operation instanceof RenameTable rename) {
            earlier.put(List.of(rename.to()), table(rename.from()));
        } else if (operation instanceof RenameColumn rename) {
            earlier.put(List.of(table(rename.table()), rename.to()), column(rename.table(), rename.from()));
        } else if (operation instanceof DropColumn drop) {
            add(drop.table(), drop.column().name(), true);
        } else if (operation instanceof AlterColumn alter) {
            var isMadeAnew = alter.to().generatedAs() != null;
            if (isMadeAnew || !alter.from().type().equals(alter.to().type())) {
                add(alter.table(), alter.from().name(), isMadeAnew);
            }
        }
    }

    private void add(String table, String column, boolean goes) {
        changed.add(new Changed(table(table), column(table, column), goes));
    }

    private String table(String name) {
        return earlier.getOrDefault(List.of(name), name);
    }

    private String column(String table, String name) {
        return earlier.getOrDefault(List.of(table(table), name), name);
    }

    private List<String> found(Schema before, Sql sql) throws SQLException {
        var connection = sql.connection();
        var found = sql.query(
                QUERY,
                row -> isKnown(before, row.getString(1), String.valueOf(row.getString(2))) ? "" : row.getString(3),
                connection.createArrayOf(
                        "text", changed.stream().map(Changed::table).toArray()),
                connection.createArrayOf(
                        "text", changed.stream().map(Changed::name).toArray()),
                connection.createArrayOf(
                        "bool", changed.stream().map(Changed::goes).toArray()));
        return found.stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /** What is there where the migration creates a table is in its way, and no loss. */
    private static boolean isKnown(Schema before, String table, String part) {
        var known = before.find(table);
        return known == null
                || known.elements().stream().map(TableElement::name).anyMatch(part::equals);
    }
}
