package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.SpecialTables.Special;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Long keys and indexes in tables of MariaDB or MySQL in a storage engine that allows fewer bytes than InnoDB ("The
 * MyISAM Storage Engine" in MySQL's manual; seen on MariaDB 11.4). MySQL would refuse them when earlier statements are
 * done, and MariaDB silently puts only prefixes into an index.
 */
final class EngineKeys implements Obstruction {
    private static final Map<String, Integer> MAX_BYTES = Map.of("myisam", 1000, "aria", 2300);

    private final SpecialTables tables;
    private final Sql sql;
    private final Dialect dialect;

    EngineKeys(SpecialTables tables, Sql sql, Dialect dialect) {
        this.tables = tables;
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var limited = tables.before(run).stream()
                .filter(table -> maxBytes(table) < Integer.MAX_VALUE)
                .toList();
        return KeyLengths.of(run, limited, sql, dialect).stream()
                .filter(key -> key.total() > maxBytes(key.table()) && key.isLonger())
                .map(key -> "'" + key.operation().describe() + "': " + key.total() + " bytes over "
                        + String.join(", ", key.bytes().keySet()) + " in a table of "
                        + key.table().engine() + ", more than " + maxBytes(key.table()))
                .distinct()
                .toList();
    }

    private static int maxBytes(Special table) {
        return MAX_BYTES.getOrDefault(table.engine().toLowerCase(Locale.ROOT), Integer.MAX_VALUE);
    }

    @Override
    public String reason() {
        return "its keys and indexes are longer than the storage engines of their tables allow";
    }

    @Override
    public String remedy() {
        return "Convert the tables in the migration, with runSql(\"alter table … engine = InnoDB\").reversedBy(\"…\"), or by"
                + " hand; or make the columns shorter.";
    }
}
