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
import java.util.Set;

/**
 * Uses a database to find out how it writes the definition of a table. Servers rewrite definitions: they add casts and
 * parentheses, reorder conditions, and widen types. What a definition means to the server is shown by the result, so
 * the table is created where only this session sees it, and read back. Nothing of it remains.
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
     * Returns the tables as the database writes them, without their foreign keys, by name. Those that it refuses to
     * create are missing: an expression may need a function that no longer exists.
     */
    abstract Map<String, Table> written(Collection<Table> tables) throws SQLException;

    /** "Server Error Message Reference" of MySQL and MariaDB: no privilege on the database, or on a table. */
    private static final Set<Integer> NO_RIGHT = Set.of(1044, 1142);

    /** The server (by either of two settings) or the transaction is read-only. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);

    /**
     * Creates a temporary table; returns false if the database refuses.
     *
     * @throws SQLException if the user, or anybody on this server, may not create tables on MySQL or MariaDB, where
     *     they are real ones
     */
    final boolean create(Table table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (var each : dialect.renderer().renderTemporary(table)) {
                statement.execute(each.sql());
            }
            return true;
        } catch (SQLException e) {
            if (dialect.isMySqlFamily() && NO_RIGHT.contains(e.getErrorCode())) {
                throw notComparable(
                        "which the user has no right to do. Grant create and drop on the database, or set qorm.user to another user",
                        e);
            }
            // The driver of MySQL itself refuses if it knows that the session is read-only.
            if (dialect.isMySqlFamily() && (READ_ONLY.contains(e.getErrorCode()) || connection.isReadOnly())) {
                throw notComparable(
                        "but the server or the session is read-only, as a replica is. Set qorm.url to the address of the writable"
                                + " server",
                        e);
            }
            return false;
        } catch (UnsupportedByDatabaseException e) {
            return false;
        }
    }

    private SQLException notComparable(String reason, SQLException refusal) {
        return new SQLException(
                "the text of a default or an expression differs from the migrations. To find out whether it means the"
                        + " same, " + dialect.displayName() + " has to create it in another table, " + reason,
                refusal);
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
