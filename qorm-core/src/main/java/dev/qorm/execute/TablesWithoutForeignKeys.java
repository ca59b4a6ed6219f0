package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.SpecialTables.Special;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.Operation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * New foreign keys from or to tables of MariaDB or MySQL that cannot have any. A key to such a table, or from a
 * partitioned one, would be refused when earlier statements are done; a key from a table of MyISAM or Aria is silently
 * not created ("FOREIGN KEY Constraints", "Restrictions and Limitations on Partitioning" in MySQL's manual).
 */
final class TablesWithoutForeignKeys implements Obstruction {
    private final SpecialTables tables;
    private final Dialect dialect;

    TablesWithoutForeignKeys(SpecialTables tables, Dialect dialect) {
        this.tables = tables;
        this.dialect = dialect;
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var special = tables.before(run).stream()
                .filter(table -> !table.hasForeignKeys())
                .toList();
        var found = new ArrayList<String>();
        var names = new EarlierNames();
        for (var operation : special.isEmpty() ? List.<Operation>of() : run.operations()) {
            names.after(operation);
            var ends = new LinkedHashSet<String>();
            for (var key : SpecialTables.added(operation)) {
                if (operation instanceof AddForeignKey add) {
                    ends.add(names.table(add.table()));
                }
                ends.add(names.table(key.referencedTable()));
            }
            var reasons = ends.stream()
                    .map(end -> SpecialTables.find(special, end))
                    .filter(Objects::nonNull)
                    .map(TablesWithoutForeignKeys::text)
                    .toList();
            if (!reasons.isEmpty()) {
                found.add("'" + operation.describe() + "': " + String.join(", ", reasons));
            }
        }
        return found;
    }

    private static String text(Special table) {
        return "the table " + table.name() + (table.isPartitioned() ? " is partitioned" : " is in " + table.engine());
    }

    @Override
    public String reason() {
        return "its foreign keys begin or end at tables that cannot have foreign keys on " + dialect.displayName();
    }

    @Override
    public String remedy() {
        return "Convert such a table in the migration, with runSql(\"alter table … engine = InnoDB\") or runSql(\"alter table …"
                + " remove partitioning\"), or by hand; or leave out the relation.";
    }
}
