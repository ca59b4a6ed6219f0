package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the complete definition of a column, which MySQL and MariaDB require whenever it is added or changed. */
final class MySqlDefinitions {
    private static final Pattern TIME = Pattern.compile("(?i)^(?:datetime|timestamp)(?:\\((\\d)\\))?(?![\\w(])");
    /** The types that MariaDB can compress ("Storage-Engine Independent Column Compression" in its manual). */
    private static final Pattern COMPRESSIBLE =
            Pattern.compile("(?i)(?:varchar|varbinary|json|(?:tiny|medium|long)?(?:text|blob))(?!\\w)");

    /** Types whose values are in a spatial reference system, unless they specify it themselves. */
    private static final Pattern SPATIAL =
            Pattern.compile("(?i)geometry|(?:multi)?(?:point|linestring|polygon)|geom(?:etry)?collection");

    private static final Pattern NOW = Pattern.compile("(?i)current_timestamp(?:\\((\\d)?\\))?");

    private final MySqlOperationRenderer renderer;
    private final String characters;
    private final Collations collations;

    /**
     * @param characters the character set and the collation of qorm's tables
     * @param collations those of the existing columns, as far as they are known
     */
    MySqlDefinitions(MySqlOperationRenderer renderer, String characters, Collations collations) {
        this.renderer = renderer;
        this.characters = characters;
        this.collations = collations;
    }

    /**
     * Returns the definition of a column of a new table, which has the character set and collation of the table unless
     * it needs others.
     */
    String ofNewTable(String table, Column column) {
        var stated = renderer.notation.collated(column);
        var type = renderer.notation.typeName(table, column) + stated;
        var linked = stated.isEmpty() && Collations.isText(column.type()) ? linked(table, column) : null;
        return definition(column, linked == null ? type : type + " " + linked.sql(), false);
    }

    /**
     * Returns the character set and collation at another end of its foreign keys, if they differ from those of qorm's
     * tables.
     */
    private Collations.@Nullable Characters linked(String table, Column column) {
        return collations
                .linkedTo(table, column.name())
                .filter(found -> !found.sql().equals(characters))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the definition of a column of an existing table, which may have another character set than qorm's. A text
     * that remains one keeps its character set and collation: with others, a unique key and a comparison would mean
     * something else. A new text has those of qorm's tables: another character set may replace characters that it lacks
     * with question marks. But a column of a foreign key must match that at the other end, which has the same values.
     * Another collation that the migrations state precedes all this; if they no longer state one, the text becomes a new
     * one. While they state the same, a text keeps the one that it has, which somebody may have changed.
     */
    String of(String table, Column column) {
        var stated = renderer.notation.collated(column);
        var before = stated(table, column.name());
        var isKept = isText(table, column.name()) && stated.equals(before);
        var there = isKept ? collations.of(table, column.name()) : null;
        var kept = !Collations.isText(column.type())
                ? null
                : there != null || !stated.isEmpty() ? there : linked(table, column);
        var properties = collations.properties(table, column.name());
        var name = renderer.notation.typeName(table, column);
        var isCompressed =
                properties.isCompressed() && COMPRESSIBLE.matcher(name).lookingAt();
        var type = isCompressed ? name + " compressed" : name;
        if (kept != null) {
            checkValues(table, column, kept);
            return definition(column, type + " " + kept.sql(), properties.isVirtual()) + kept(column, properties);
        }
        if (!stated.isEmpty()) {
            return definition(column, type + stated, properties.isVirtual()) + kept(column, properties);
        }
        var family = TypeFamily.of(column.type());
        var isText = family == TypeFamily.TEXT || family == TypeFamily.ENUMERATION;
        var isStated = isText && (!before.isEmpty() || !renderer.isInForeignKey(table, column.name()));
        return definition(column, type + (isStated ? " " + characters : ""), properties.isVirtual())
                + kept(column, properties);
    }

    /**
     * Returns the other properties of the existing column that would be lost. Without a default, a column cannot be
     * invisible on MariaDB.
     */
    private String kept(Column column, Collations.Properties properties) {
        return (isSpatial(column.type()) && properties.spatialSystem() != null
                        ? " srid " + properties.spatialSystem()
                        : "")
                + (properties.isInvisible() && canBeInvisible(column) ? " invisible" : "");
    }

    /** Whether the values of a type are geometries, whose indexes are spatial on MySQL. */
    static boolean isSpatial(ColumnType type) {
        return type instanceof ColumnType.Native other
                && SPATIAL.matcher(other.name().strip()).matches();
    }

    private boolean canBeInvisible(Column column) {
        return renderer.dialect == Dialect.MYSQL || !column.isRequired();
    }

    private String generated(String expression, boolean isVirtual) {
        return isVirtual ? "generated always as (" + expression + ") virtual" : renderer.notation.generated(expression);
    }

    /**
     * Returns a computed column as it is while a column that it reads is renamed: not computed or, since a virtual
     * column must be, always NULL.
     */
    Column readingNone(String table, Column column) {
        var plain = MySqlOperationRenderer.plain(column, column.type());
        return collations.properties(table, column.name()).isVirtual() ? plain.generatedAs("null") : plain;
    }

    /** The server refuses to store the values of a virtual column. */
    void checkVirtual(String table, Column to) {
        if (collations.properties(table, to.name()).isVirtual() && to.generatedAs() == null) {
            throw new UnsupportedByDatabaseException(
                    "values of its own in the virtual column " + to.name() + " of " + table,
                    renderer.dialect,
                    "make it a stored one in a migration before, with runSql(\"alter table … drop column …, add column"
                            + " … generated always as (…) stored\")");
        }
    }

    /**
     * Otherwise, an existing column would become visible, and each {@code insert} without names of columns would fail.
     */
    void checkInvisible(String table, Column to) {
        if (collations.properties(table, to.name()).isInvisible() && !canBeInvisible(to)) {
            throw new UnsupportedByDatabaseException(
                    "the invisible column " + to.name() + " of " + table + ", NOT NULL and without a default",
                    renderer.dialect,
                    "give it a default, or make it visible in an earlier migration, with runSql(\"alter table …\")");
        }
    }

    /** The server refuses a foreign key over texts with different collations late, and only with a number. */
    void checkLinked(Table table, ForeignKey key) {
        var target = key.refersTo(table.name()) ? table : renderer.before.find(key.referencedTable());
        for (var i = 0; i < key.columns().size(); i++) {
            var from = characters(table, table.name(), key.columns().get(i));
            var to = characters(
                    target, key.referencedTable(), key.referencedColumns().get(i));
            if (from != null && to != null && !from.equals(to)) {
                throw new UnsupportedByDatabaseException(
                        "the foreign key " + key.name() + " from '"
                                + key.columns().get(i) + "' of " + table.name() + ", in "
                                + from.collation() + ", to '"
                                + key.referencedColumns().get(i) + "' of "
                                + key.referencedTable() + ", in " + to.collation(),
                        renderer.dialect,
                        "give both the same character set and collation first, with runSql(\"alter table …\")");
            }
        }
    }

    /** The server would replace the characters with question marks in a list of values, and refuses them elsewhere. */
    private void checkValues(String table, Column column, Collations.Characters kept) {
        if (column.type() instanceof ColumnType.Enumeration enumeration) {
            enumeration.values().stream()
                    .filter(value -> !kept.has(value))
                    .findFirst()
                    .ifPresent(value -> {
                        throw new UnsupportedByDatabaseException(
                                "the value '" + value + "' in " + kept.characterSet()
                                        + ", the character set of the column " + column.name() + " of " + table,
                                renderer.dialect,
                                "give the column another character set first, with runSql(\"alter table …\")");
                    });
        }
    }

    /**
     * Returns those of a column: what is known of the database, or else what the migrations state.
     *
     * @param table the table, or null if the migrations do not contain it
     */
    private Collations.@Nullable Characters characters(@Nullable Table table, String name, String column) {
        var known = collations.of(name, column);
        var there = table == null ? null : table.columns().get(column);
        var stated = there == null ? null : there.collation(renderer.dialect.urlName());
        return known != null || stated == null ? known : new Collations.Characters("utf8mb4", stated);
    }

    /** Returns the collation that the migrations state for a column before the operation, as SQL; empty for none. */
    private String stated(String table, String column) {
        var there = renderer.before.find(table);
        var before = there == null ? null : there.columns().get(column);
        return before == null ? "" : renderer.notation.collated(before);
    }

    /** Whether the column is a text before the operation. */
    private boolean isText(String table, String column) {
        var there = renderer.before.table(table).columns().get(column);
        return there != null && Collations.isText(there.type());
    }

    private String definition(Column column, String type, boolean isVirtual) {
        var sql = new StringBuilder(renderer.quoted(column.name()) + " " + type);
        if (column.generatedAs() != null) {
            sql.append(' ').append(generated(renderer.notation.expression(column.generatedAs()), isVirtual));
        } else {
            sql.append(column.isNullable() ? " null" : " not null");
        }
        if (column.defaultValue() != null) {
            sql.append(" default ").append(defaultValue(column.type(), type, column.defaultValue()));
        }
        if (column.isAutoIncrement()) {
            sql.append(" auto_increment");
        }
        if (column.comment() != null) {
            sql.append(" comment ").append(renderer.notation.textLiteral(column.comment()));
        }
        return sql.toString();
    }

    /** MySQL requires parentheses around an expression, and around any default of a large object. */
    private String defaultValue(ColumnType type, String typeName, DefaultValue value) {
        var sql = renderer.notation.sql(type, value);
        var isPlain = value instanceof DefaultValue.Literal ? !MySqlLimits.isLarge(type) : isNow(typeName, sql);
        return isPlain ? sql : "(" + sql + ")";
    }

    /**
     * Whether it is the current time with as many digits as the column has, which the servers accept without
     * parentheses. In parentheses, it would be an expression: on MySQL, a computed column cannot read a later column
     * that has one, and a {@code timestamp} cannot have one at all if {@code explicit_defaults_for_timestamp} is off.
     */
    private static boolean isNow(String type, String sql) {
        var time = TIME.matcher(type);
        var now = NOW.matcher(sql);
        return time.find()
                && now.matches()
                && Objects.requireNonNullElse(time.group(1), "0").equals(Objects.requireNonNullElse(now.group(1), "0"));
    }
}
