package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Types and expressions of a migration that H2 does not know. Who develops on H2 may name those of the database that is used
 * later; H2 would refuse them when the statements before are done. So it is asked for a table that has them, which goes again.
 */
final class H2Definitions {
    /**
     * Syntax, a type and a function that are not known ("Error Code" in H2's documentation). All else may be of the table that
     * it is asked for, which is temporary and has another name.
     */
    private static final Set<Integer> UNKNOWN = Set.of(42000, 42001, 50004, 90022);

    private final Sql sql;
    private final Dialect dialect;

    H2Definitions(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** @throws ExecutionException when there are such, all of which it names */
    void check(Run run) throws SQLException {
        var found = obstacles(run);
        if (!found.isEmpty()) {
            throw ExecutionException.contradiction(run.subject()
                    + " was not started: H2 does not accept types or expressions of these tables:"
                    + found.stream().map(each -> "\n  " + each).collect(Collectors.joining())
                    + "\n  Use types and expressions that all your databases have; or give H2 its own statement, with"
                    + " runSql(\"…\").on(\"h2\").insteadOf(…).\n  " + run.nothingDone());
        }
    }

    /** A line for each table. Nothing where a person's code is a part of the migration: that may make the types. */
    List<String> obstacles(Run run) throws SQLException {
        var found = new ArrayList<String>();
        if (dialect != Dialect.H2
                || run.direction() == Direction.ROLL_BACK
                || run.operations().stream().anyMatch(HandmadeOperation.class::isInstance)) {
            return found;
        }
        for (var table : run.after().tables()) {
            if (saysNew(table, run.before().find(table.name()))) {
                var refusal = refusal(table);
                if (refusal != null) {
                    found.add(table.name() + ": " + refusal);
                }
            }
        }
        return found;
    }

    private static boolean saysNew(Table table, @Nullable Table before) {
        return table.elements().stream()
                .anyMatch(element -> isOfOneDatabase(element)
                        && (before == null || !before.elements().contains(element)));
    }

    /** Whether it may be one that some databases have and others do not. */
    private static boolean isOfOneDatabase(TableElement element) {
        return element instanceof CheckConstraint
                || (element instanceof Column column
                        && (column.type() instanceof ColumnType.Native
                                || column.defaultValue() instanceof DefaultValue.Expression
                                || column.generatedAs() != null));
    }

    private @Nullable String refusal(Table table) throws SQLException {
        var name = "qorm_scratch_" + UUID.randomUUID().toString().replace('-', '_');
        try {
            for (var statement : dialect.renderer().renderTemporary(columnsAndChecks(table, name))) {
                sql.execute(statement.sql());
            }
            return null;
        } catch (UnsupportedByDatabaseException e) {
            return null; // which is said where the statements are made
        } catch (SQLException e) {
            if (!UNKNOWN.contains(e.getErrorCode())) {
                return null;
            }
            var reason = Refusal.text(e).replaceFirst("(?s); SQL statement:.*", "");
            return reason.replaceAll(name + "(?:_\\d+)?", Matcher.quoteReplacement(table.name()));
        } finally {
            sql.execute("drop table if exists " + name);
        }
    }

    /** The names of checks are unique in a schema, and these are taken, or will be. */
    private static Table columnsAndChecks(Table table, String name) {
        var elements = new ArrayList<TableElement>();
        for (var element : table.elements()) {
            if (element instanceof Column) {
                elements.add(element);
            } else if (element instanceof CheckConstraint) {
                elements.add(element.named(name + "_" + elements.size()));
            }
        }
        return Table.of(name, null, elements);
    }
}
