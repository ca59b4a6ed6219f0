package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.PostgresDefinitions;
import dev.qorm.dialect.PostgresDefinitions.Definition;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@link PostgresDefinitions} of a database, from {@code pg_catalog}. */
final class DefinitionsOnPostgres {
    /**
     * Finds those with any property that a migration may not declare. The parts of a definition between the table and
     * the condition of an index, and after the referenced columns of a foreign key, are cut out by the length of the
     * text before and after them. PostgreSQL 13 takes no keyword for the name of a column without AS.
     */
    private static final String QUERY = """
            with names as (select c.oid, c.relname, c.relnamespace,
                quote_ident(n.nspname) || '.' || quote_ident(c.relname) as qualified
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relnamespace = quote_ident(current_schema())::regnamespace and c.relname in (%s)),
            indexes as (select t.relname, i.relname as index_name, t.qualified, x.*, i.relkind,
                pg_get_indexdef(x.indexrelid) as def,
                ' WHERE ' || pg_get_expr(x.indpred, x.indrelid) as condition,
                (select ' WITH (' || array_to_string(i.reloptions, ', ') || ')' where i.reloptions <> '{}') as options,
                (select quote_ident(s.spcname) from pg_tablespace s where s.oid = i.reltablespace) as place,
                obj_description(i.oid, 'pg_class') as comment,
                x.indnatts > x.indnkeyatts
                  or exists (select 1 from unnest(x.indclass) o join pg_opclass p on p.oid = o where not p.opcdefault)
                  or exists (select 1 from unnest(x.indkey, x.indcollation) n(num, collation_id)
                             join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num
                             where n.collation_id <> 0 and n.collation_id <> a.attcollation)
                  or exists (select 1 from generate_series(1, x.indnkeyatts) n
                             where x.indkey[n - 1] = 0
                               and position(pg_get_indexdef(x.indexrelid, n, false) || ' COLLATE '
                                            in pg_get_indexdef(x.indexrelid)) > 0)
                  or exists (select 1 from unnest(x.indoption) o where o not in (0, 3))
                  or i.reloptions <> '{}' or i.reltablespace <> 0 as has_more
              from pg_index x join names t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid)
            select relname, index_name,
                substr(left(def, length(def) - coalesce(length(condition), 0)),
                    length('CREATE INDEX  ON  ' || quote_ident(index_name) || qualified) + 1
                    + case when indisunique then length('UNIQUE ') else 0 end
                    + case when relkind = 'I' then length('ONLY ') else 0 end)
                  || coalesce(' TABLESPACE ' || place, ''),
                comment, 'i'
            from indexes x
            where (has_more or position(' NULLS NOT DISTINCT' in def) > 0 or comment is not null)
              and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
            union all
            select t.relname, k.conname,
                case k.contype
                  when 'c' then case when k.connoinherit then ' NO INHERIT' else '' end
                  when 'f' then substr(d.def, length('FOREIGN KEY () REFERENCES ()' || k.confrelid::regclass
                    || (select string_agg(quote_ident(a.attname), ', ') from unnest(k.conkey) n
                        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n)
                    || (select string_agg(quote_ident(a.attname), ', ') from unnest(k.confkey) n
                        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n)) + 1)
                  else left(d.def, length(d.def) - length(w.deferred)) || coalesce(x.options, '')
                    || coalesce(' USING INDEX TABLESPACE ' || x.place, '') || w.deferred end,
                obj_description(k.oid, 'pg_constraint'), k.contype
            from pg_constraint k join names t on t.oid = k.conrelid
            left join indexes x on x.indexrelid = k.conindid and k.contype in ('p', 'u'),
            lateral (select pg_get_constraintdef(k.oid) as def) d,
            lateral (select case when k.condeferrable then ' DEFERRABLE' else '' end
                || case when k.condeferred then ' INITIALLY DEFERRED' else '' end as deferred) w
            where k.contype in ('p', 'u', 'f', 'c') and (k.condeferrable or k.connoinherit and k.contype = 'c' or x.has_more
              or d.def ~ '^UNIQUE NULLS NOT DISTINCT|MATCH FULL|SET DEFAULT|SET NULL \\(' and k.contype in ('u', 'f')
              or obj_description(k.oid, 'pg_constraint') is not null)
            """;

    private DefinitionsOnPostgres() {}

    /**
     * Returns the definitions of elements that the migrations know, under their names in {@code before}. The database
     * is queried only if an operation may drop one for a while.
     */
    static PostgresDefinitions read(List<Operation> operations, Schema before, Sql sql) throws SQLException {
        if (operations.stream()
                .flatMap(operation -> operation.inDetail().stream())
                .noneMatch(DefinitionsOnPostgres::takesAway)) {
            return PostgresDefinitions.NONE;
        }
        var tables = tables(operations, before);
        var definitions = new ArrayList<Definition>();
        for (var row : sql.query(
                QUERY.formatted(String.join(", ", Collections.nCopies(tables.size(), "?"))),
                found -> new Row(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4),
                        found.getString(5)),
                tables.toArray())) {
            before.table(row.table).elements().stream()
                    .filter(part -> part.name().equals(row.name) && row.isOf(part))
                    .forEach(part -> definitions.add(new Definition(row.table, part, row.text, row.comment)));
        }
        return PostgresDefinitions.of(definitions);
    }

    /**
     * Returns the tables that the operations may concern: those that they name, and those with foreign keys to them. The
     * catalog has many, and is read for each migration.
     */
    private static Set<String> tables(List<Operation> operations, Schema before) {
        var named = new HashSet<String>();
        for (var operation : operations) {
            for (var each : operation.inDetail()) {
                if (each instanceof TableOperation change) {
                    named.add(change.table());
                } else if (each instanceof RenameTable rename) {
                    named.add(rename.from());
                }
            }
        }
        var tables = new HashSet<String>();
        for (var table : before.tables()) {
            if (named.contains(table.name())
                    || table.foreignKeys().values().stream().anyMatch(key -> named.contains(key.referencedTable()))) {
                tables.add(table.name());
            }
        }
        tables.add(""); // no table, since a list must not be empty
        return tables;
    }

    private static boolean takesAway(Operation operation) {
        return operation instanceof AlterColumn alter
                ? !alter.from().type().equals(alter.to().type())
                        || Dialect.POSTGRESQL.changesCollation(alter)
                        || (alter.to().generatedAs() != null
                                && !alter.to().generatedAs().equals(alter.from().generatedAs()))
                : operation instanceof DropIndex
                        || operation instanceof DropUnique
                        || operation instanceof DropPrimaryKey
                        || operation instanceof DropForeignKey
                        || operation instanceof DropCheck;
    }

    /** @param type the letter that {@code pg_constraint} has for the type of a constraint, or {@code i} for an index */
    private record Row(
            String table,
            String name,
            String text,
            @Nullable String comment,
            String type) {
        boolean isOf(TableElement part) {
            return switch (type) {
                case "i" -> part instanceof Index;
                case "p" -> part instanceof PrimaryKey;
                case "u" -> part instanceof UniqueConstraint;
                case "f" -> part instanceof ForeignKey;
                default -> part instanceof CheckConstraint;
            };
        }
    }
}
