package dev.qorm.execute;

import dev.qorm.dialect.Collations;
import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.RenderedOperation;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Types and expressions that are new in a migration and that the database does not take. Who develops on one database may
 * name those of another; H2, MariaDB and MySQL would refuse them when the statements before are done. So they are asked for
 * a table of each, which only this session sees and which goes again. A value for rows the servers are asked to read.
 *
 * <p>A refusal counts where its code says that the definition is wrong, whatever else is in the table, and where the columns
 * beside the definition are taken without it. All else, such as a column that the table does not have or a right that the user
 * does not have, leaves the question unanswered.
 */
final class UnknownDefinitions {
    /** Syntax, a type and a function that are not known ("Error Code" in H2's documentation). */
    private static final Set<Integer> UNKNOWN_TO_H2 = Set.of(42000, 42001, 50004, 90022);

    /**
     * The same and what else a type, a default or an expression can be wrong in ("Error Message Reference" in the manuals of
     * MySQL and MariaDB), in this order: syntax and types; functions and what else an expression cannot have; defaults; keys
     * over what has no length.
     */
    private static final Set<Integer> UNKNOWN_TO_MYSQL = Set.of(
            1063, 1064, 1115, 1273, 1291, 1425, 1426, 1427, 1439, 4161, //
            1111, 1139, 1582, 1583, 1901, 3102, 3763, 3764, 3765, 3769, 3770, 3771, 3772, 3812, 3814, 3815, 3816,
            3817, //
            1067, 1101, //
            1170, 3152);

    /** Too many or too long keys, columns or rows. */
    private static final Set<Integer> TOO_LARGE = Set.of(1069, 1070, 1071, 1074, 1117, 1118);

    /** What a value for rows can be wrong in, wherever it stands: syntax, an unknown function, its parameters. */
    private static final Set<Integer> UNREADABLE = Set.of(1064, 1305, 1582, 1583);

    /** A key that the server may require. */
    private static final Column KEY = Column.of("qorm_key", ColumnTypes.integer());

    private final Sql sql;
    private final Dialect dialect;

    UnknownDefinitions(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * Asks before the first statement. A server is not asked about a migration of a single statement: refused, it leaves
     * nothing behind.
     *
     * @throws ExecutionException when there are such, all of which it names
     */
    void check(Run run, List<RenderedOperation> rendered) throws SQLException {
        var statements = rendered.stream()
                .mapToInt(operation -> operation.statements().size())
                .sum();
        if (dialect != Dialect.H2 && statements < 2) {
            return;
        }
        run.refuseToStart(
                obstacles(run),
                dialect.displayName() + " does not take these types or expressions",
                "Use types and expressions that all your databases have; or give " + dialect.displayName()
                        + " its own statement, with runSql(\"…\").on(\"" + dialect.urlName() + "\").insteadOf(…).");
    }

    /** A line for each. Nothing where a person's code is a part of the migration: that may make the types. */
    List<String> obstacles(Run run) throws SQLException {
        var found = new ArrayList<String>();
        if (dialect.hasTransactionalDdl()
                || run.direction() == Direction.ROLL_BACK
                || HandmadeOperation.areIn(run.operations(), dialect.urlName())) {
            return found;
        }
        var isAsked = false;
        var schema = run.before();
        for (var operation : run.operations()) {
            var definitions = Definition.in(operation, schema);
            var value = valueForRows(operation);
            var refused = new ArrayList<String>();
            if (!definitions.isEmpty()) {
                refused.addAll(
                        operation instanceof CreateTable create
                                ? refused(create.table(), definitions)
                                : refused(definitions));
            }
            if (value != null && operation instanceof TableOperation change) {
                refused.addAll(refused(value, schema.table(change.table())));
            }
            refused.forEach(each -> found.add("'" + operation.describe() + "': " + each));
            isAsked |= value != null || !definitions.isEmpty();
            schema = operation.applyTo(schema);
        }
        if (isAsked && !sql.connection().getAutoCommit()) {
            sql.connection().rollback(); // the server keeps nothing open of what was read
        }
        return found;
    }

    private static DefaultValue.@Nullable Expression valueForRows(Operation operation) {
        var value = operation instanceof AddColumn add
                ? add.backfill()
                : operation instanceof AlterColumn alter ? alter.backfill() : null;
        return value instanceof DefaultValue.Expression expression ? expression : null;
    }

    private List<String> refused(DefaultValue.Expression value, Table table) {
        try {
            for (var statement : dialect.renderer().renderTrial(value, table)) {
                sql.execute(statement.sql());
            }
            return List.of();
        } catch (SQLException e) {
            return UNREADABLE.contains(e.getErrorCode()) ? List.of(value.sql() + ": " + reason(e, "")) : List.of();
        }
    }

    /** Those of a new table, which is asked for as a whole first: most often there is nothing wrong with it. */
    private List<String> refused(Table table, List<Definition> definitions) throws SQLException {
        var refusal = refusal(withoutForeignKeys(table));
        if (refusal == null) {
            return List.of();
        }
        var found = refused(definitions);
        return found.isEmpty() && dialect.isMySqlFamily() && isTooLarge(table, refusal)
                ? List.of(reason(refusal, ""))
                : found;
    }

    private static List<TableElement> withoutForeignKeys(Table table) {
        return table.elements().stream()
                .filter(element -> !(element instanceof ForeignKey))
                .toList();
    }

    /** A text of a foreign key may have other characters than the one that is asked for, and be shorter. */
    private static boolean isTooLarge(Table table, SQLException refusal) {
        var linksTexts = table.foreignKeys().values().stream()
                .flatMap(key -> key.columns().stream())
                .anyMatch(column -> Collations.isText(table.column(column).type()));
        return TOO_LARGE.contains(refusal.getErrorCode()) && !linksTexts;
    }

    private List<String> refused(List<Definition> definitions) throws SQLException {
        var codes = dialect == Dialect.H2 ? UNKNOWN_TO_H2 : UNKNOWN_TO_MYSQL;
        var found = new ArrayList<String>();
        for (var definition : definitions) {
            var refusal = refusal(withKey(definition.elements()));
            if (refusal != null
                    && codes.contains(refusal.getErrorCode())
                    && refusal(withKey(definition.beside())) == null) {
                found.add(definition.text() + ": "
                        + reason(refusal, definition.element().name()));
            }
        }
        return found;
    }

    private static List<TableElement> withKey(List<? extends TableElement> elements) {
        var all = new ArrayList<TableElement>(elements);
        all.add(KEY);
        all.add(new PrimaryKey("pkey", List.of(KEY.name())));
        return all;
    }

    /** What the database says to a table of these, or null when it takes it. */
    private @Nullable SQLException refusal(List<? extends TableElement> elements) throws SQLException {
        var name = "qorm_scratch_" + UUID.randomUUID().toString().replace('-', '_');
        var renamed = new ArrayList<TableElement>();
        for (var element : elements) {
            renamed.add(element instanceof Column ? element : element.named(name + "_" + renamed.size()));
        }
        var isCreated = false;
        try {
            for (var statement : dialect.renderer().renderTrial(Table.of(name, null, renamed))) {
                sql.execute(statement.sql());
                isCreated = true;
            }
            return null;
        } catch (UnsupportedByDatabaseException e) {
            return null; // which is said where the statements are made
        } catch (SQLException e) {
            return e;
        } finally {
            if (isCreated) {
                sql.execute("drop " + (dialect.isMySqlFamily() ? "temporary " : "") + "table " + name);
            }
        }
    }

    /** Without what the driver of MariaDB puts before, the statement, which the migration does not have, and the name of a part in it. */
    private static String reason(SQLException refusal, String name) {
        return Refusal.text(refusal)
                .replaceFirst("^\\(conn=\\d+\\) ", "")
                .replaceFirst("(?s)(?: in SQL statement|; SQL statement:|; check the manual).*", "")
                .replaceAll("qorm_scratch_\\w+", name);
    }
}
