package dev.qorm.introspect;

import static dev.qorm.introspect.Catalog.strings;

import dev.qorm.dialect.PostgresNotNull;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys and checks of PostgreSQL. */
final class PostgresKeys {
    private static final String CONSTRAINTS = """
            select c.relname, k.conname, k.contype, pg_get_constraintdef(k.oid),
                   array(select a.attname::text from unnest(k.conkey) with ordinality n(num, place)
                         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.num order by place),
                   f.relname,
                   array(select a.attname::text from unnest(k.confkey) with ordinality n(num, place)
                         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.num order by place),
                   k.confdeltype, k.confupdtype, f.relnamespace = c.relnamespace,
                   exists (select 1 from pg_trigger g where g.tgconstraint = k.oid and g.tgenabled not in ('O', 'A')),
                   array(select a.attname::text from unnest(x.indkey) with ordinality n(num, place)
                         join pg_attribute a on a.attrelid = x.indrelid and a.attnum = n.num
                         where n.place > x.indnkeyatts order by place),
                   coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false),
                   k.condeferrable, k.condeferred
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            left join pg_class f on f.oid = k.confrelid
            left join pg_index x on x.indexrelid = k.conindid and k.contype = 'u'
            where c.relnamespace = quote_ident(current_schema())::regnamespace and k.contype in ('p', 'u', 'f', 'c', 'x')
            order by c.relname, k.conname
            """;

    private static final Pattern CHECK = Pattern.compile("(?s)CHECK \\((.*)\\)((?: NO INHERIT)*)");

    /** The names of columns in parentheses. */
    private static final String LIST = "\\((?:\"(?:[^\"]|\"\")*+\"|[^\")])*+\\)";

    private static final Pattern UNENFORCED = Pattern.compile(" NOT (?:VALID|ENFORCED)$");

    /** What a unique constraint declares, and the rest. */
    private static final Pattern UNIQUE =
            Pattern.compile("(?s)UNIQUE(?: NULLS NOT DISTINCT)? (" + LIST + ")(?: INCLUDE " + LIST + ")?(.*)");
    /** What a schema has of a unique constraint or foreign key, but not of a primary key. */
    private static final Pattern DEFERRAL = Pattern.compile(" DEFERRABLE(?: INITIALLY DEFERRED)?$");

    /** The properties that a key can have in addition to its columns and actions, at the end of its definition. */
    private static final Pattern MORE =
            Pattern.compile(" (?:MATCH FULL|INCLUDE \\(|DEFERRABLE|INITIALLY DEFERRED|ON DELETE SET DEFAULT"
                    + "|ON UPDATE SET DEFAULT|ON DELETE SET NULL \\(|WITHOUT OVERLAPS|PERIOD).*$");

    private final Catalog catalog;
    private final FoundTables found;
    private final PostgresCasts casts;

    /** @param casts those of the columns with enumerations */
    PostgresKeys(Catalog catalog, FoundTables found, PostgresCasts casts) {
        this.catalog = catalog;
        this.found = found;
        this.casts = casts;
    }

    void read() throws SQLException {
        catalog.query(CONSTRAINTS, this::constraint);
    }

    private void constraint(ResultSet row) throws SQLException {
        var table = row.getString(1);
        var name = row.getString(2);
        var definition = row.getString(4);
        var columns = List.of(strings(row, 5));
        switch (row.getString(3)) {
            case "p" -> key(table, new PrimaryKey(name, columns), definition);
            case "u" -> {
                var unique = new UniqueConstraint(
                        name, columns, List.of(strings(row, 12)), row.getBoolean(13), deferral(row));
                key(table, unique, UNIQUE.matcher(definition).replaceFirst("UNIQUE $1$2"));
            }
            case "f" -> {
                if (row.getBoolean(10)) {
                    var key = new ForeignKey(
                                    name,
                                    columns,
                                    row.getString(6),
                                    List.of(strings(row, 7)),
                                    action(row.getString(8)),
                                    action(row.getString(9)))
                            .deferral(deferral(row));
                    key(table, key, definition);
                    if (row.getBoolean(11)) {
                        found.notEnforced(
                                table, Words.part(key), "enforced for all rows", "disabled by DISABLE TRIGGER");
                    }
                } else {
                    found.remark(table, "foreign key " + name, "refers to another schema; it is left out");
                }
            }
            case "x" -> found.remark(table, "exclusion constraint " + name, "is left out");
            default -> {
                if (columns.size() == 1 && name.equals(PostgresNotNull.checkName(columns.get(0)))) {
                    left(table, name, columns.get(0));
                } else {
                    check(table, name, definition);
                }
            }
        }
    }

    private void key(String table, TableElement key, String definition) {
        found.add(table, key);
        var enforced = enforced(table, Words.part(key), definition);
        var more = MORE.matcher(
                key instanceof PrimaryKey
                        ? enforced
                        : DEFERRAL.matcher(enforced).replaceFirst(""));
        if (more.find()) {
            found.remark(table, Words.part(key), "is " + more.group().strip() + "; qorm ignores that");
        }
    }

    /**
     * Returns the definition without the clause that it is not enforced for all rows, which is added as a difference.
     */
    private String enforced(String table, String part, String definition) {
        var matcher = UNENFORCED.matcher(definition);
        if (!matcher.find()) {
            return definition;
        }
        found.notEnforced(table, part, "enforced for all rows", matcher.group().strip());
        return definition.substring(0, matcher.start());
    }

    private void left(String table, String name, String column) {
        var drop = "alter table " + SqlText.quoted(table) + " drop constraint " + SqlText.quoted(name);
        found.remark(
                table,
                "check " + name,
                "was left by a migration that makes " + column
                        + " NOT NULL and was stopped; it is left out. It goes when"
                        + " that migration is finished or rolled back, or with " + drop,
                drop);
    }

    private void check(String table, String name, String definition) {
        var matcher = CHECK.matcher(enforced(table, "check " + name, definition));
        var condition = matcher.matches() ? matcher.group(1) : definition;
        var check = new CheckConstraint(name, String.valueOf(casts.simplified(table, condition)));
        found.add(table, check);
        if (matcher.matches() && !matcher.group(2).isEmpty()) {
            found.remark(table, Words.part(check), "is" + matcher.group(2) + "; qorm ignores that");
        }
    }

    private static @Nullable Deferral deferral(ResultSet row) throws SQLException {
        if (!row.getBoolean(14)) {
            return null;
        }
        return row.getBoolean(15) ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            default -> ReferentialAction.NO_ACTION;
        };
    }
}
