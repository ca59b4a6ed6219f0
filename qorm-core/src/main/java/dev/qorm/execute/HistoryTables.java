package dev.qorm.execute;

import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.createTable;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.schema.ColumnTypes.bigint;
import static dev.qorm.schema.ColumnTypes.integer;
import static dev.qorm.schema.ColumnTypes.varchar;

import dev.qorm.dialect.Dialect;
import dev.qorm.migration.MigrationSequence;
import dev.qorm.operation.CreateTable;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables in which a database records its migrations. They are created like any other table: rendered by the dialect
 * from operations.
 *
 * <p>{@code qorm_history} has a row for each migration. {@code qorm_step} has a row for each statement while a
 * migration is running on a database without transactional DDL. {@code qorm_lock} holds the lease of the only runner,
 * if the database has no session locks. An application that shares its database with another one has a history with a
 * different name, and a lock of its own, because it changes other tables.
 */
public final class HistoryTables {
    /** The tables of a database that belongs to one application. */
    public static final HistoryTables DEFAULT = new HistoryTables("qorm");

    private static final String SUFFIX = "_history";
    /** PostgreSQL truncates names to 63 bytes, and the primary key's name is longer than the table's. */
    private static final int MAX_LENGTH = 50;

    private static final Pattern LEGAL = Pattern.compile("[a-z][a-z0-9_]*" + SUFFIX);
    private static final Set<String> COLUMNS_OF_A_HISTORY =
            Set.of("migration", "checksum", "state", "operation_count", "tool_version", "applied_by");
    private static final int NAME = 100;
    private static final int TIME = 40;

    private final String history;
    private final String step;
    private final String lock;

    private HistoryTables(String prefix) {
        this.history = prefix + SUFFIX;
        this.step = prefix + "_step";
        this.lock = prefix + "_lock";
    }

    /**
     * Returns the tables of one of several applications in a database.
     *
     * @param history the name of the history, {@code shop_history}; the others are then {@code shop_step} and {@code
     *     shop_lock}. It is written without quotes and means the same on every database
     * @throws ExecutionException if it is not such a name
     */
    public static HistoryTables named(String history) {
        if (!LEGAL.matcher(history).matches() || history.length() > MAX_LENGTH) {
            throw ExecutionException.contradiction("qorm.historyTable is '" + history
                    + "'; it must be at most " + MAX_LENGTH
                    + " characters long, contain only lower-case letters a to z, digits and underscores, begin with a letter and end in "
                    + SUFFIX + ", such as shop" + SUFFIX);
        }
        return new HistoryTables(history.substring(0, history.length() - SUFFIX.length()));
    }

    /** Returns the names of the history, step and lock tables of all applications with a history in {@code schema}. */
    public static Set<String> namesIn(Schema schema) {
        return schema.tables().stream()
                .filter(table -> table.elements().stream()
                        .map(element -> element.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet())
                        .containsAll(COLUMNS_OF_A_HISTORY))
                .map(table -> Table.key(table.name()))
                .filter(name -> LEGAL.matcher(name).matches())
                .flatMap(name -> new HistoryTables(name.substring(0, name.length() - SUFFIX.length())).names().stream())
                .collect(Collectors.toSet());
    }

    /** Returns the names of all of them, which belong to no model. */
    public Set<String> names() {
        return Set.of(history, step, lock);
    }

    /**
     * Checks that no migration has a table with one of these names.
     *
     * @throws ExecutionException if one has
     */
    public void check(MigrationSequence sequence) {
        for (var way : sequence.ways()) {
            way.states().forEach(this::check);
        }
    }

    private void check(Schema state) {
        for (var name : names()) {
            if (state.find(name) != null) {
                throw ExecutionException.contradiction("the migrations have a table " + name
                        + ", and qorm keeps its own records in a table of that name. Give the history another"
                        + " name, such as -Dqorm.historyTable=app" + SUFFIX + ", or rename the model's table");
            }
        }
    }

    String history() {
        return history;
    }

    String step() {
        return step;
    }

    String lock() {
        return lock;
    }

    private CreateTable historyTable() {
        return createTable(
                history,
                column("migration", varchar(NAME)),
                column("checksum", varchar(NAME)),
                column("state", varchar(NAME)),
                column("operation_count", integer()),
                column("started_at", varchar(TIME)),
                column("finished_at", varchar(TIME)).nullable(),
                column("execution_ms", bigint()).nullable(),
                column("tool_version", varchar(NAME)),
                column("applied_by", varchar(255)),
                primaryKey(history + "_pkey", "migration"));
    }

    private CreateTable stepTable() {
        return createTable(
                step,
                column("migration", varchar(NAME)),
                column("step", integer()),
                column("statement_hash", varchar(NAME)),
                column("state", varchar(NAME)),
                column("started_at", varchar(TIME)),
                primaryKey(step + "_pkey", "migration", "step"));
    }

    private CreateTable lockTable() {
        return createTable(
                lock,
                column("id", integer()),
                column("owner", varchar(255)).nullable(),
                column("expires_at", bigint()),
                primaryKey(lock + "_pkey", "id"));
    }

    /** Whether {@code table} exists in the schema to which unqualified names refer. */
    static boolean exists(Sql sql, String table) throws SQLException {
        var connection = sql.connection();
        var metaData = connection.getMetaData();
        var schema = sql.schema();
        var escape = metaData.getSearchStringEscape();
        for (var name : List.of(table, table.toUpperCase(Locale.ROOT))) {
            // Older drivers of SQLite have none, and _ matches any character.
            var pattern = escape == null ? name : name.replace("_", escape + "_");
            try (var tables = metaData.getTables(connection.getCatalog(), schema, pattern, null)) {
                while (tables.next()) {
                    // The schema is a pattern, too: a_b also matches axb.
                    if (tables.getString("TABLE_NAME").equals(name)
                            && (schema == null || schema.equals(tables.getString("TABLE_SCHEM")))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Creates the missing tables that a run on this kind of database needs. */
    void create(Sql sql, Dialect dialect) throws SQLException {
        var missing = new ArrayList<CreateTable>();
        for (var each : wanted(dialect)) {
            if (!exists(sql, each.table().name())) {
                missing.add(each);
            }
        }
        create(sql, dialect, missing);
    }

    /** Returns the tables that a run on this kind of database needs. */
    List<CreateTable> wanted(Dialect dialect) {
        return dialect.hasTransactionalDdl() ? List.of(historyTable()) : List.of(historyTable(), stepTable());
    }

    void createLock(Sql sql, Dialect dialect) throws SQLException {
        if (!exists(sql, lock)) {
            create(sql, dialect, List.of(lockTable()));
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
