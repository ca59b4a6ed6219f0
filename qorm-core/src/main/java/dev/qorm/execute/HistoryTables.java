package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.dialect.Dialect;
import dev.qorm.operation.CreateTable;
import dev.qorm.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tables in which a database remembers its migrations. They are created like any other table: rendered by the
 * dialect from operations.
 *
 * <p>{@code qorm_history} has a row a migration. {@code qorm_step} has a row a statement while a migration is under way
 * on a database that cannot take DDL back. {@code qorm_lock} holds the lease of the one runner, where the database has
 * no lock of a session.
 */
public final class HistoryTables {
    static final String HISTORY = "qorm_history";
    static final String STEP = "qorm_step";
    static final String LOCK = "qorm_lock";

    private static final int NAME = 100;
    private static final int TIME = 40;

    private HistoryTables() {}

    /** The names of all of them: tables that are no model's. */
    public static Set<String> names() {
        return Set.of(HISTORY, STEP, LOCK);
    }

    private static CreateTable history() {
        return createTable(
                HISTORY,
                column("migration", varchar(NAME)),
                column("checksum", varchar(NAME)),
                column("state", varchar(NAME)),
                column("operation_count", integer()),
                column("started_at", varchar(TIME)),
                column("finished_at", varchar(TIME)).nullable(),
                column("execution_ms", bigint()).nullable(),
                column("tool_version", varchar(NAME)),
                column("applied_by", varchar(255)),
                primaryKey("qorm_history_pkey", "migration"));
    }

    private static CreateTable step() {
        return createTable(
                STEP,
                column("migration", varchar(NAME)),
                column("step", integer()),
                column("statement_hash", varchar(NAME)),
                column("state", varchar(NAME)),
                column("started_at", varchar(TIME)),
                primaryKey("qorm_step_pkey", "migration", "step"));
    }

    private static CreateTable lock() {
        return createTable(
                LOCK,
                column("id", integer()),
                column("owner", varchar(255)).nullable(),
                column("expires_at", bigint()),
                primaryKey("qorm_lock_pkey", "id"));
    }

    /** Whether {@code table} is there, in the schema that unqualified names mean. */
    static boolean exists(Sql sql, String table) throws SQLException {
        var connection = sql.connection();
        var metaData = connection.getMetaData();
        for (var name : List.of(table, table.toUpperCase(Locale.ROOT))) {
            var pattern = name.replace("_", metaData.getSearchStringEscape() + "_");
            try (var tables = metaData.getTables(connection.getCatalog(), connection.getSchema(), pattern, null)) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Creates what a run over a database of this kind needs and is not there. */
    static void create(Sql sql, Dialect dialect) throws SQLException {
        var wanted = new ArrayList<CreateTable>();
        if (!exists(sql, HISTORY)) {
            wanted.add(history());
        }
        if (!dialect.hasTransactionalDdl() && !exists(sql, STEP)) {
            wanted.add(step());
        }
        create(sql, dialect, wanted);
    }

    static void createLock(Sql sql, Dialect dialect) throws SQLException {
        if (!exists(sql, LOCK)) {
            create(sql, dialect, List.of(lock()));
        }
    }

    private static void create(Sql sql, Dialect dialect, List<CreateTable> wanted) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        for (var rendered : dialect.renderer().render(List.copyOf(wanted), Schema.empty())) {
            for (var statement : rendered.statements()) {
                sql.execute(statement.sql());
            }
        }
    }
}
