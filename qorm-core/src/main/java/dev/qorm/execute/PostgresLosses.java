package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL drops with a column, or with its type, although the migration does not say so: indexes, constraints
 * and statistics go with the column ("ALTER TABLE" in its manual), a domain, a collation and the storage of values with
 * the type.
 */
final class PostgresLosses implements Obstruction {
    private static final String QUERY = """
            with changed as (
              select c.oid, c.relname, a.attname, a.attnum, a.atttypid, a.attcollation, a.attstorage, a.attacl,
                a.attnotnull and a.attgenerated <> '' is_required, to_jsonb(a) ->> 'attcompression' attcompression,
                a.attstattarget >= 0 or a.attoptions is not null is_measured, col_description(c.oid, a.attnum) is not null is_described,
                w.goes, w.returns, w.is_collated, w.is_commented
              from unnest(?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::boolean[])
                w(relname, attname, goes, returns, is_collated, is_commented)
              join pg_class c on c.relname = w.relname and c.relnamespace = quote_ident(current_schema())::regnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attname = w.attname and not a.attisdropped)
            select relname, null, attname, 'the domain ' || typname || ' of ' || relname || '.' || attname
                || case when exists (select 1 from pg_constraint k where k.contypid = t.oid and k.contype = 'c')
                        then ' with its checks' else '' end
            from changed join pg_type t on t.oid = atttypid where typtype = 'd' and not goes
            union all
            select relname, null, attname, 'the collation ' || collname || ' of ' || relname || '.' || attname
            from changed join pg_type t on t.oid = atttypid join pg_collation l on l.oid = attcollation
            where attcollation <> typcollation and not goes and not is_collated
            union all
            select relname, null, attname, 'the storage ' || case attstorage when 'p' then 'plain' when 'e' then 'external'
                when 'm' then 'main' else 'extended' end || ' of ' || relname || '.' || attname
            from changed join pg_type t on t.oid = atttypid where attstorage <> typstorage and (returns or not goes)
            union all
            select relname, null, attname, 'the compression ' || case attcompression when 'l' then 'lz4' else 'pglz' end || ' of '
                || relname || '.' || attname
            from changed where attcompression <> '' and (returns or not goes)
            union all
            select relname, null, attname, 'the privileges on ' || relname || '.' || attname
            from changed where attacl is not null and returns
            union all
            select relname, null, attname, 'the comment on ' || relname || '.' || attname
            from changed where is_described and not is_commented and returns
            union all
            select relname, null, attname, 'the options for statistics of ' || relname || '.' || attname
            from changed where is_measured and returns
            union all
            select relname, null, attname, 'the not null of ' || relname || '.' || attname
            from changed where is_required and returns
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
            union all
            select w.relname, null, attname, 'the statistics ' || s.stxname || ' of ' || w.relname
            from changed w join pg_depend d on refclassid = 'pg_class'::regclass and refobjid = w.oid and refobjsubid = attnum
            join pg_statistic_ext s on classid = 'pg_statistic_ext'::regclass and objid = s.oid
            where goes
            """;

    private final Sql sql;
    private final Dialect dialect;
    /** The run that was checked last, and its result. */
    private @Nullable Run asked;

    private List<Loss> answer = List.of();

    PostgresLosses(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * A column that is dropped or gets another type.
     *
     * @param table the name of its table before the migration
     * @param name its name before the migration
     * @param goes whether it is dropped
     * @param returns whether it is created again under its name
     * @param isCollated whether the migrations state its collation, before or after
     * @param isCommented whether the migrations state its comment before
     */
    private record Changed(
            String table, String name, boolean goes, boolean returns, boolean isCollated, boolean isCommented) {}

    /**
     * Something that is dropped.
     *
     * @param part its name, or null if it is a property of the type
     * @param column the column that it is dropped with
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

    /** Returns what {@code run} drops although no migration knows it, for the user. */
    @Override
    public List<String> losses(Run run) throws SQLException {
        return found(run).stream()
                .filter(loss -> loss.known(run.before()) == null)
                .map(Loss::text)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Returns the elements that should stay according to the migrations, but that also contain a dropped column that
     * the migrations do not know in them, because it is included. Empty if the migration contains SQL of the user,
     * which may create them again.
     */
    @Override
    public List<String> obstacles(Run run) throws SQLException {
        if (HandmadeOperation.areIn(run.operations(), Dialect.POSTGRESQL.urlName())) {
            return List.of();
        }
        var dropped = run.operations().stream().map(PostgresLosses::dropped).collect(Collectors.toSet());
        return found(run).stream()
                .filter(loss -> isKnownWithoutColumn(loss, run.before()) && !dropped.contains(loss.part))
                .map(loss -> loss.text + ", with the column " + loss.column)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public String reason() {
        return "PostgreSQL would drop these with a column, although the migrations have them without it";
    }

    @Override
    public String remedy() {
        return "Create them again without the column by hand, or drop them in the migration, with runSql(\"…\"), and create"
                + " them again.";
    }

    /** Returns the name of the index or key that the operation drops; these names are unique in a schema. */
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
        return known != null && known.hasIndex() && !known.holds(loss.column) && !known.mentions(loss.column);
    }

    /** Queries the database once for each run, and only if a column is dropped or its type changes. */
    private List<Loss> found(Run run) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return List.of();
        }
        if (!run.equals(asked)) {
            var changed = changed(run.operations());
            answer = changed.isEmpty() ? List.of() : ask(changed, run.before());
            asked = run;
        }
        return answer;
    }

    private List<Changed> changed(List<Operation> operations) {
        var changed = new ArrayList<Changed>();
        var names = new EarlierNames();
        var all = operations.stream()
                .flatMap(operation -> operation instanceof RunSql run
                        ? (run.isNothing() ? List.<Operation>of() : run.operations()).stream()
                        : Stream.of(operation))
                .toList();
        for (var operation : all) {
            if (operation instanceof DropColumn drop) {
                var name = drop.column().name();
                var returns = all.stream()
                        .anyMatch(other -> other instanceof AddColumn add
                                && add.table().equals(drop.table())
                                && add.column().name().equals(name));
                changed.add(new Changed(
                        names.table(drop.table()),
                        names.column(drop.table(), name),
                        true,
                        returns,
                        false,
                        drop.column().comment() != null));
            } else if (operation instanceof AlterColumn alter) {
                var changesType = !alter.from().type().equals(alter.to().type()) || dialect.changesCollation(alter);
                var expression = alter.to().generatedAs();
                var isMadeAnew = expression != null
                        && (changesType || !expression.equals(alter.from().generatedAs()));
                if (isMadeAnew || changesType) {
                    var name = names.column(alter.table(), alter.from().name());
                    changed.add(new Changed(
                            names.table(alter.table()),
                            name,
                            isMadeAnew,
                            isMadeAnew,
                            isCollated(alter),
                            alter.from().comment() != null));
                }
            }
            names.after(operation);
        }
        return changed;
    }

    private static boolean isCollated(AlterColumn alter) {
        var database = Dialect.POSTGRESQL.urlName();
        return alter.from().collation(database) != null || alter.to().collation(database) != null;
    }

    /** A table that exists although the migration creates it is an obstacle, and not a loss. */
    private List<Loss> ask(List<Changed> changed, Schema before) throws SQLException {
        var found = sql.query(
                QUERY,
                row -> new Loss(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                array("text", changed, Changed::table),
                array("text", changed, Changed::name),
                array("bool", changed, Changed::goes),
                array("bool", changed, Changed::returns),
                array("bool", changed, Changed::isCollated),
                array("bool", changed, Changed::isCommented));
        return found.stream().filter(loss -> before.find(loss.table) != null).toList();
    }

    private Array array(String type, List<Changed> changed, Function<Changed, Object> value) throws SQLException {
        return sql.connection().createArrayOf(type, changed.stream().map(value).toArray());
    }
}
