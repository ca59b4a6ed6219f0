package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.execute.SpecialTables.Special;
import java.sql.SQLException;
import java.util.List;

/**
 * Keys and indexes over long columns in tables of MariaDB or MySQL whose row format is {@code compact} or {@code
 * redundant}, as servers before MySQL 5.7 made them. A column has at most 767 bytes there ("InnoDB Limits" in MySQL's
 * manual), and in a key of qorm's own tables 3072. The server would say so when earlier statements are done.
 */
final class OldRowFormats implements Obstruction {
    private static final int MAX_BYTES = 767;

    private final SpecialTables tables;
    private final Sql sql;
    private final Dialect dialect;

    OldRowFormats(SpecialTables tables, Sql sql, Dialect dialect) {
        this.tables = tables;
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        var old = tables.before(run).stream().filter(Special::hasShortKeys).toList();
        return KeyLengths.of(run, old, sql, dialect).stream()
                .flatMap(key -> key.bytes().entrySet().stream()
                        .filter(column -> column.getValue() > MAX_BYTES && key.isLonger(column.getKey()))
                        .map(column -> "'" + key.operation().describe() + "': the column " + column.getKey() + " of "
                                + column.getValue() + " bytes"))
                .distinct()
                .toList();
    }

    @Override
    public String reason() {
        return "its keys are over columns of more than " + MAX_BYTES
                + " bytes, and the row format of their tables, compact or redundant, does not allow that";
    }

    @Override
    public String remedy() {
        return "Convert the tables in the migration, with runSql(\"alter table … row_format = dynamic\").reversedBy(\"…\"), or"
                + " by hand; or make the columns shorter.";
    }
}
