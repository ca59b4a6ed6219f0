package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL takes away with a column, or with its type, and the migration does not: indexes and constraints go with the
 * column ("ALTER TABLE" in its manual), a domain and a collation with the type.
 */
final class PostgresLosses {
    private static final String QUERY = """
            with changed as (
              select c.oid, c.relname, a.attname, a.attnum, a.atttypid, a.attcollation, w.goes
              from unnest(?::text[], ?::text[], ?::boolean[]) w(relname, attname, goes)
              join pg_class c on c.relname = w.relname and c.relnamespace = quote_ident(current_schema())::regnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = w.attname and not a.attisdropped)
            select relname, null, attname, 'the domain ' || typname || ' of ' || relname || '.' || attname
                || case when exists (select 1 from pg_constraint k where k.contypid = t.oid and k.contype = 'c')
                        then ' with its checks' else '' end
            from changed join pg_type t on t.oid = atttypid where typtype = 'd' and not goes
            union all
            select relname, null, attname, 'the collation ' || collname || ' of ' || relname || '.' || attname
            from changed join pg_type t on t.oid = atttypid join pg_collation l on l.oid = attcollation
            where attcollation <> typcollation and not goes
            union all
            select w.relname, i.relname, attname, 'the index ' || i.relname || ' of ' || w.relname
            from changed w join pg_depend d on refclassid = 'pg_class'::regclass and refobjid = w.oid and refobjsubid = attnum
            join pg_class i on classid = 'pg_class'::regclass and objid = i.oid and relkind in ('i', 'I')
            where goes
            union all
            select w.relname, k.conname, attname, 'the constraint ' || k.conname || ' of ' || w.relname
            from changed w join pg_depend d on refclassid = 'pg_class'::regclass and refobjid = w.oid and refobjsubid = attnum
            join pg_constraint k on classid = 'pg_constraint'::regclass and objid = k.oid and k.conrelid = w.oid
            where goes
            """;

    private final List<Changed> changed = new ArrayList<>();
    /** As tables and columns are called before the migration, by what they are called after a rename in it. */
    private final Map<List<String>, String> earlier = new HashMap<>();

    private PostgresLosses(List<Operation> operations) {
        operations.forEach(this::add);
    }

    /**
     * A column that goes or gets another type.
     *
     * @param table the name that its table had before the migration
     * @param name the name that it had before the migration
     * @param goes whether it goes, if only to come back under its name
     */
    private record Changed(String table, String name, boolean goes) {}

    /**
     * What goes.
     *
     * @param part its name, or null where it is something of a type
     * @param column the column that it goes with
     */
    private record Loss(String table, @Nullable String part, String column, String text) {
        @Nullable
        TableElement known(Schema before) {
            return before.table(table).elements().stream()
                    .filter(element -> element.name().equals(part))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * What {@code operations} take away and no migration knows, in words. The database is asked once, and only where a column
     * goes or changes its type.
     */
    static List<String> of(List<Operation> operations, Schema before, Sql sql) throws SQLException {
        return new PostgresLosses(operations)
                .found(before, sql).stream()
                        .filter(loss -> loss.known(before) == null)
                        .map(Loss::text)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** @throws ExecutionException when there are obstacles */
    static void check(Run run, Sql sql) throws SQLException {
        run.refuseToStart(
                obstacles(run, sql),
                "PostgreSQL would drop with a column what the migrations have without it",
                "Create that again without the column by hand, or drop it in the migration, with runSql(\"…\"), and create it"
                        + " again.");
    }

    /**
     * What stays as the migrations know it, and has a column that goes beside those that they know: it includes it. Nothing
     * where a person's SQL is a part of the migration: that may make it anew.
     */
    static List<String> obstacles(Run run, Sql sql) throws SQLException {
        if (HandmadeOperation.areIn(run.operations(), Dialect.POSTGRESQL.urlName())) {
            return List.of();
        }
        var losses = new PostgresLosses(run.operations());
        losses.changed.removeIf(each -> !each.goes);
        var dropped = run.operations().stream().map(PostgresLosses::dropped).collect(Collectors.toSet());
        return losses.found(run.before(), sql).stream()
                .filter(loss -> isKnownWithoutColumn(loss, run.before()) && !dropped.contains(loss.part))
                .map(loss -> loss.text + ", with the column " + loss.column)
                .distinct()
                .sorted()
                .toList();
    }

    /** The name of the index or key that goes by itself; their names are unique in a schema. */
    private static String dropped(Operation operation) {
        if (operation instanceof DropIndex drop) {
            return drop.index().name();
        }
        if (operation instanceof DropUnique drop) {
            return drop.unique().name();
        }
        return operation instanceof DropPrimaryKey drop ? drop.key().name() : "";
    }

    private static boolean isKnownWithoutColumn(Loss loss, Schema before) {
        var known = loss.known(before);
        return known != null
                && (known instanceof Index || known instanceof UniqueConstraint || known instanceof PrimaryKey)
                && !known.columnNames().contains(loss.column)
                && !SqlText.mentions(known.expression(), loss.column);
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

    /** What is there where the migration creates a table is in its way, and no loss. */
    private List<Loss> found(Schema before, Sql sql) throws SQLException {
        if (changed.isEmpty()) {
            return List.of();
        }
        var connection = sql.connection();
        var found = sql.query(
                QUERY,
                row -> new Loss(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                connection.createArrayOf(
                        "text", changed.stream().map(Changed::table).toArray()),
                connection.createArrayOf(
                        "text", changed.stream().map(Changed::name).toArray()),
                connection.createArrayOf(
                        "bool", changed.stream().map(Changed::goes).toArray()));
        return found.stream().filter(loss -> before.find(loss.table) != null).toList();
    }
}
