package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/**
 * Creates temporary tables, which have a catalog of their own, after a savepoint, because there may already be a
 * transaction.
 */
final class SqliteScratch extends Scratch {
    private static final String SAVEPOINT = "qorm_scratch";

    SqliteScratch(Connection connection) {
        super(connection, Dialect.SQLITE);
    }

    @Override
    Map<String, Table> written(Collection<Table> tables) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("savepoint " + SAVEPOINT);
            try {
                for (var table : tables) {
                    statement.execute("savepoint " + SAVEPOINT + "_table");
                    if (!create(withoutForeignKeys(table))) {
                        statement.execute("rollback to " + SAVEPOINT + "_table");
                    }
                    statement.execute("release " + SAVEPOINT + "_table");
                }
                var found = new SqliteIntrospection(new Catalog(connection), SqliteIntrospection.TEMPORARY).read();
                return byName(found.toIntrospection(name -> true).schema().tables());
            } finally {
                statement.execute("rollback to " + SAVEPOINT);
                statement.execute("release " + SAVEPOINT);
            }
        }
    }
}
