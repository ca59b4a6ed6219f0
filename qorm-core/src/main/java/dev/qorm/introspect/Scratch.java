package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks a database how it writes the definition of a table. Servers rewrite what they are told: they add casts and
 * parentheses, turn conditions round, and widen types. What a definition means to the server is what it makes of it, so
 * the table is created where only this session sees it, and read back. Nothing of it stays.
 */
abstract class Scratch {
    final Connection connection;
    final Dialect dialect;

    Scratch(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    static Scratch of(Connection connection, Dialect dialect) {
        return switch (dialect) {
            case H2, MARIADB, MYSQL -> new NeighbourScratch(connection, dialect);
            case POSTGRESQL -> new PostgresScratch(connection);
            case SQLITE -> new SqliteScratch(connection);
        };
    }

    /**
     * The tables as the database writes them, without their foreign keys, by name. Those that it refuses to create are
     * not there: the user may lack the right, or an expression needs a function that is gone.
     */
    abstract Map<String, Table> written(Collection<Table> tables) throws SQLException;

    /** Creates a temporary table; false when the database refuses. */
    final boolean create(Table table) {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var each : dialect.renderer().renderTemporary(table)) {
                statement.execute(each.sql());
            }
            return true;
        } catch (SQLException | UnsupportedByDatabaseException e) {
            return false;
        }
    }

    static Table withoutForeignKeys(Table table) {
        return Table.of(
                table.name(),
                table.comment(),
                table.elements().stream()
                        .filter(element -> !(element instanceof ForeignKey))
                        .toList());
    }

    static Map<String, Table> byName(Collection<Table> tables) {
        var byName = new LinkedHashMap<String, Table>();
        tables.forEach(table -> byName.put(table.name(), table));
        return byName;
    }
}
