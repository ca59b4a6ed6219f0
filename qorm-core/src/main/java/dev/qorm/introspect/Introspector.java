package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.LinkedColumns;
import dev.qorm.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;

/**
 * Reads the tables of a database as a {@link Schema}, with a handful of queries on the whole catalog, whatever the
 * number of tables.
 */
public final class Introspector {
    private Introspector() {}

    /**
     * Returns the tables of the schema that unqualified names refer to.
     *
     * @param connection to the database
     * @param dialect the kind of database
     * @param wanted which tables, by name; a foreign key to one that is not wanted is left out
     * @throws SQLException if the catalog cannot be read
     */
    public static Schema introspect(Connection connection, Dialect dialect, Predicate<String> wanted)
            throws SQLException {
        return read(connection, dialect, wanted).schema();
    }

    /**
     * Returns the same, with remarks on what a schema cannot express.
     *
     * @param connection to the database
     * @param dialect the kind of database
     * @param wanted which tables, by name; a foreign key to one that is not wanted is left out
     * @throws SQLException if the catalog cannot be read
     */
    public static Introspection read(Connection connection, Dialect dialect, Predicate<String> wanted)
            throws SQLException {
        return read(connection, dialect, wanted, new LinkedColumns());
    }

    /**
     * Returns the same, given the columns that foreign keys linked earlier.
     *
     * @param connection to the database
     * @param dialect the kind of database
     * @param wanted which tables, by name; a foreign key to one that is not wanted is left out
     * @param earlier the columns that foreign keys linked at any time; texts of MariaDB and MySQL keep the collation of
     *     the other end even if the key has been dropped
     * @throws SQLException if the catalog cannot be read
     */
    public static Introspection read(
            Connection connection, Dialect dialect, Predicate<String> wanted, LinkedColumns earlier)
            throws SQLException {
        var catalog = new Catalog(connection);
        var tables = switch (dialect) {
            case H2 -> new H2Introspection(catalog).read();
            case POSTGRESQL -> new PostgresIntrospection(catalog).read();
            case SQLITE -> new SqliteIntrospection(catalog, SqliteIntrospection.LIVE).read();
            case MARIADB -> new MariaDbIntrospection(catalog, earlier).read();
            case MYSQL -> new MySqlIntrospection(catalog, Dialect.MYSQL, earlier).read();
        };
        return tables.toIntrospection(wanted);
    }
}
