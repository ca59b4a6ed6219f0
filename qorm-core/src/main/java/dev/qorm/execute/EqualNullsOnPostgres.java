package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.List;

/** Unique indexes and constraints that take NULLs for equal, which PostgreSQL has since version 15. */
final class EqualNullsOnPostgres implements Obstruction {
    private static final int FIRST_VERSION = 15;

    private final Sql sql;
    private final Dialect dialect;

    EqualNullsOnPostgres(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    @Override
    public List<String> obstacles(Run run) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return List.of();
        }
        var found = run.operations().stream()
                .filter(EqualNullsOnPostgres::isOne)
                .map(operation -> "'" + operation.describe() + "'")
                .toList();
        return found.isEmpty() || sql.connection().getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION
                ? List.of()
                : found;
    }

    private static boolean isOne(Operation operation) {
        return operation instanceof CreateTable create
                ? create.table().elements().stream().anyMatch(TableElement::isNullsNotDistinct)
                : (operation instanceof AddUnique add && add.unique().isNullsNotDistinct())
                        || (operation instanceof CreateIndex index
                                && index.index().isNullsNotDistinct());
    }

    @Override
    public String reason() {
        return "only PostgreSQL " + FIRST_VERSION + " and later take NULLs for equal in a unique index or constraint";
    }

    @Override
    public String remedy() {
        return "Use such a version; or declare a unique index over an expression instead, as in fields.index(\"a\","
                + " \"coalesce(b, …)\").unique(), with a value that b never has.";
    }
}
