package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.Locale;
import java.util.Set;

/** Names that a database keeps for itself, or cannot have, so that no quotes help. */
final class KeptNames {
    /** "System Columns" in the manual of PostgreSQL. */
    private static final Set<String> POSTGRES_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    /** The index of the primary key, and the one that InnoDB creates where there is none. */
    private static final Set<String> MYSQL_INDEXES = Set.of("primary", "gen_clust_index");

    private KeptNames() {}

    /** @throws UnsupportedByDatabaseException if the database cannot have the name of the table or the part */
    static void refuse(Dialect dialect, Table table, TableElement part) {
        switch (dialect) {
            case POSTGRESQL -> {
                if (part instanceof Column && POSTGRES_COLUMNS.contains(part.name())) {
                    throw refusal(dialect, part.name(), "name of a column of " + table.name());
                }
            }
            case SQLITE -> {
                ofSqlite(table.name(), "name of a table");
                if (part instanceof Index) {
                    ofSqlite(part.name(), "name of an index of " + table.name());
                }
            }
            case MARIADB, MYSQL -> {
                ofMySql(dialect, table.name(), "name of a table");
                ofMySql(dialect, part.name(), "name in the table " + table.name());
                var hasIndex = part instanceof Index || part instanceof UniqueConstraint || part instanceof ForeignKey;
                if (hasIndex && MYSQL_INDEXES.contains(part.name().toLowerCase(Locale.ROOT))) {
                    throw refusal(dialect, part.name(), "name of a key or index of " + table.name());
                }
            }
            case H2 -> {}
        }
    }

    private static void ofSqlite(String name, String place) {
        if (name.toLowerCase(Locale.ROOT).startsWith("sqlite_")) {
            throw refusal(Dialect.SQLITE, name, place);
        }
    }

    /** "Schema Object Names" in the manual of MySQL. */
    private static void ofMySql(Dialect dialect, String name, String place) {
        if (name.endsWith(" ") || name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
            throw refusal(dialect, name, place);
        }
    }

    private static UnsupportedByDatabaseException refusal(Dialect dialect, String name, String place) {
        return new UnsupportedByDatabaseException("'" + name + "' as the " + place, dialect, "give it another name");
    }
}
