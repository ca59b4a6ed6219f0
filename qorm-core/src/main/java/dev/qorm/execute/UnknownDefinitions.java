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
 * Finds new types and expressions of a migration that the database does not support. A user who develops on one
 * database may write those of another; H2, MariaDB and MySQL would refuse them only when the statements before are
 * done. So each of them is tried in a table of its own, which only this session sees and which is dropped again. The
 * servers are asked to parse a value for existing rows.
 *
 * <p>A refusal counts only if its code says that the definition is wrong, regardless of the rest of the table, and if
 * the columns beside the definition are accepted without it. After any other error, such as a column that the table
 * does not have or a privilege that the user does not have, nothing is reported.
 */
final class UnknownDefinitions {
    /**
     * Syntax, an unknown type, an unknown function, and types that cannot be compared ("Error Code" in H2's
     * documentation).
     */
    private static final Set<Integer> UNKNOWN_TO_H2 = Set.of(42000, 42001, 50004, 90022, 90110);

    /** The class of H2's codes for a constant that is no value of the type it is compared with. */
    private static final int WRONG_VALUE = 22;

    /**
     * The same, and whatever else can be wrong with a type, a default or an expression ("Error Message Reference" in
     * the manuals of MySQL and MariaDB), in this order: syntax and types; functions and what else an expression cannot
     * contain; defaults; keys over types without a length; expressions in indexes.
     */
    private static final Set<Integer> UNKNOWN_TO_MYSQL = Set.of(
            1063, 1064, 1115, 1273, 1291, 1425, 1426, 1427, 1439, 4161, //
            1111, 1139, 1582, 1583, 1901, 3102, 3763, 3764, 3765, 3769, 3770, 3771, 3772, 3812, 3814, 3815, 3816,
            3817, //
            1067, 1101, //
            1170, 3152, //
            3753, 3757, 3758, 3761, 3762, 3800);

    /** Keys, columns or rows that are too many or too long. */
    private static final Set<Integer> TOO_LARGE = Set.of(1069, 1070, 1071, 1074, 1117, 1118);

    /**
     * What can be wrong with a value for existing rows in any place: syntax, an unknown function, its parameters, that
     * it reads the table that it changes.
     */
    private static final Set<Integer> UNREADABLE = Set.of(1064, 1093, 1305, 1582, 1583);

    /** A key that the server may require. */
    private static final Column KEY = Column.of("qorm_key", ColumnTypes.integer());

    private final Sql sql;
    private final Dialect dialect;

    UnknownDefinitions(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /**
     * Checks before the first statement. A server is not asked about a migration with a single statement, which leaves
     * nothing behind if it is refused.
     *
     * @throws ExecutionException if there are such definitions, all of which it names
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
                dialect.displayName() + " does not accept these types or expressions",
                "Correct them in the models, or use types and expressions that all your databases have; or give "
                        + dialect.displayName() + " its own statement, with runSql(\"…\").on(\"" + dialect.urlName()
                        + "\").insteadOf(…).");
    }

    /** Returns a line for each. Empty if the migration contains code of the user, which may create the types. */
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
        if (isAsked) {
            sql.endReading();
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

    /**
     * Returns those of a new table. The table is tried as a whole first, because there is usually nothing wrong with
     * it.
     */
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

    /** A text in a foreign key may have another character set than in the trial table, and be shorter. */
    private static boolean isTooLarge(Table table, SQLException refusal) {
        var linksTexts = table.foreignKeys().values().stream()
                .flatMap(key -> key.columns().stream())
                .anyMatch(column -> Collations.isText(table.column(column).type()));
        return TOO_LARGE.contains(refusal.getErrorCode()) && !linksTexts;
    }

    private List<String> refused(List<Definition> definitions) throws SQLException {
        var found = new ArrayList<String>();
        for (var definition : definitions) {
            var refusal = refusal(withKey(definition.elements()));
            if (refusal != null && isUnknown(refusal.getErrorCode()) && refusal(withKey(definition.beside())) == null) {
                found.add(definition.text() + ": "
                        + reason(refusal, definition.element().name()));
            }
        }
        return found;
    }

    private boolean isUnknown(int code) {
        return dialect == Dialect.H2
                ? UNKNOWN_TO_H2.contains(code) || code / 1000 == WRONG_VALUE
                : UNKNOWN_TO_MYSQL.contains(code);
    }

    private static List<TableElement> withKey(List<? extends TableElement> elements) {
        var all = new ArrayList<TableElement>(elements);
        if (elements.stream().noneMatch(PrimaryKey.class::isInstance)) {
            all.add(KEY);
            all.add(new PrimaryKey("pkey", List.of(KEY.name())));
        }
        return all;
    }

    /** Returns how the database refuses a table with these elements, or null if it accepts it. */
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
            return null; // which is reported when the statements are rendered
        } catch (SQLException e) {
            return e;
        } finally {
            if (isCreated) {
                sql.execute("drop " + (dialect.isMySqlFamily() ? "temporary " : "") + "table " + name);
            }
        }
    }

    /**
     * Returns the message without the prefix of MariaDB's driver, without the statement, which is not in the migration,
     * and without the names of the trial table.
     */
    private static String reason(SQLException refusal, String name) {
        return Refusal.text(refusal)
                .replaceFirst("^\\(conn=\\d+\\) ", "")
                .replaceFirst("(?s)(?: in SQL statement|; SQL statement:|; check the manual).*", "")
                .replaceAll("qorm_scratch_\\w+", name);
    }
}
