package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.ForeignKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of MariaDB or MySQL that are not what qorm creates: somebody partitioned them, an old server made them, or
 * their storage engine is another one. The catalog is read for runs that change existing tables or refer to them, and
 * if it has no such table, only once.
 */
final class SpecialTables {
    private static final String QUERY = """
            select table_name, engine, row_format, %1$s, table_type
            from information_schema.tables
            where table_schema = database() and table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
              and (engine <> 'InnoDB' or row_format in ('Compact', 'Redundant') or %1$s or table_type <> 'BASE TABLE')""";

    private static final String IS_PARTITIONED = "create_options like '%partitioned%'";

    /** MySQL does not have the option on a table that is partitioned by its primary key. */
    private static final String IS_PARTITIONED_ON_MYSQL = "table_name in (select table_name from"
            + " information_schema.partitions where table_schema = database() and partition_method is not null)";

    private final Sql sql;
    private final Dialect dialect;
    private @Nullable Run asked;
    private List<Special> answer = List.of();
    private boolean areNone;

    SpecialTables(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * A table.
     *
     * @param engine the storage engine as the catalog calls it
     * @param hasShortKeys whether a column has at most 767 bytes in a key
     * @param isVersioned whether MariaDB keeps the history of its rows
     */
    record Special(String name, String engine, boolean hasShortKeys, boolean isPartitioned, boolean isVersioned) {
        private static Special of(ResultSet row) throws SQLException {
            var isInnoDb = "InnoDB".equalsIgnoreCase(row.getString(2));
            var isOldFormat = List.of("Compact", "Redundant").contains(row.getString(3));
            return new Special(
                    row.getString(1),
                    row.getString(2),
                    isInnoDb && isOldFormat,
                    row.getBoolean(4),
                    !"BASE TABLE".equals(row.getString(5)));
        }

        /** The NDB Cluster of MySQL has foreign keys, too. */
        boolean hasForeignKeys() {
            return !isPartitioned && (engine.equalsIgnoreCase("InnoDB") || engine.equalsIgnoreCase("ndbcluster"));
        }
    }

    /**
     * Returns those that are there before the run. Empty if the run contains SQL of the user, which may convert them,
     * and on other databases.
     */
    List<Special> before(Run run) throws SQLException {
        if (!dialect.isMySqlFamily()) {
            return List.of();
        }
        if (HandmadeOperation.areIn(run.operations(), dialect.urlName())) {
            areNone = false;
            return List.of();
        }
        if (areNone || !meetsExistingTables(run)) {
            return List.of();
        }
        if (!run.equals(asked)) {
            var isPartitioned = dialect == Dialect.MYSQL ? IS_PARTITIONED_ON_MYSQL : IS_PARTITIONED;
            answer = sql.query(QUERY.formatted(isPartitioned), Special::of);
            sql.endReading();
            areNone = answer.isEmpty();
            asked = run;
        }
        return answer;
    }

    /** Returns the table of this name, or null if it is none of these. */
    static @Nullable Special find(List<Special> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** Returns the foreign keys that an operation adds. */
    static Collection<ForeignKey> added(Operation operation) {
        if (operation instanceof CreateTable create) {
            return create.table().foreignKeys().values();
        }
        return operation instanceof AddForeignKey add ? List.of(add.key()) : List.of();
    }

    private static boolean meetsExistingTables(Run run) {
        var names = new EarlierNames();
        for (var operation : run.operations()) {
            var met = Stream.concat(
                    operation instanceof TableOperation change ? Stream.of(change.table()) : Stream.empty(),
                    added(operation).stream().map(ForeignKey::referencedTable));
            names.after(operation); // a new table may refer to itself
            if (met.anyMatch(table -> !names.table(table).isEmpty())) {
                return true;
            }
        }
        return false;
    }
}
