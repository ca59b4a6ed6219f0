package dev.qorm.execute;

import dev.qorm.dialect.Dialect;
import dev.qorm.dialect.UnsupportedByDatabaseException;
import dev.qorm.execute.MigrationListener.Direction;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Types and expressions that are new in a migration and that H2 does not know. Who develops on H2 may name those of the
 * database that is used later; H2 would refuse them when the statements before are done. So it is asked for a table of each,
 * which only this session sees and which goes again.
 */
final class H2Definitions {
    /**
     * Syntax, a type and a function that are not known ("Error Code" in H2's documentation). All else, such as a column that
     * the table does not have, is no matter of the type or the expression.
     */
    private static final Set<Integer> UNKNOWN = Set.of(42000, 42001, 50004, 90022);

    private static final Column ANY = Column.of("any_column", ColumnTypes.integer());

    private final Sql sql;
    private final Dialect dialect;

    H2Definitions(Sql sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    /** @throws ExecutionException when there are such, all of which it names */
    void check(Run run) throws SQLException {
        run.refuseToStart(
                obstacles(run),
                "H2 does not know these types or expressions",
                "Use types and expressions that all your databases have; or give H2 its own statement, with"
                        + " runSql(\"…\").on(\"h2\").insteadOf(…).");
    }

    /** A line for each. Nothing where a person's code is a part of the migration: that may make the types. */
    List<String> obstacles(Run run) throws SQLException {
        var found = new ArrayList<String>();
        if (dialect != Dialect.H2
                || run.direction() == Direction.ROLL_BACK
                || HandmadeOperation.areIn(run.operations(), dialect.urlName())) {
            return found;
        }
        for (var operation : run.operations()) {
            for (var definition : definitions(operation).toList()) {
                var refusal = refusal(definition.element);
                if (refusal != null) {
                    found.add("'" + operation.describe() + "': " + definition.text + ": " + refusal);
                }
            }
        }
        return found;
    }

    /**
     * Something that may be of one kind of database.
     *
     * @param text the type or expression
     * @param element what has it, and nothing else that H2 may not know
     */
    private record Definition(String text, TableElement element) {
        static Definition of(CheckConstraint check) {
            return new Definition(check.expression(), check);
        }
    }

    private static Stream<Definition> definitions(Operation operation) {
        if (operation instanceof CreateTable create) {
            return create.table().elements().stream()
                    .flatMap(element -> element instanceof Column column
                            ? definitions(ANY, column)
                            : element instanceof CheckConstraint check
                                    ? Stream.of(Definition.of(check))
                                    : Stream.empty());
        }
        if (operation instanceof AddColumn add) {
            return definitions(ANY, add.column());
        }
        if (operation instanceof AddCheck add) {
            return Stream.of(Definition.of(add.check()));
        }
        return operation instanceof AlterColumn alter ? definitions(alter.from(), alter.to()) : Stream.empty();
    }

    /** What of a column is not as it was before. */
    private static Stream<Definition> definitions(Column from, Column to) {
        var found = Stream.<Definition>builder();
        if (to.type() instanceof ColumnType.Native type && !type.equals(from.type())) {
            found.add(new Definition(type.name(), Column.of(ANY.name(), type)));
        }
        if (to.defaultValue() instanceof DefaultValue.Expression expression
                && !expression.equals(from.defaultValue())) {
            found.add(new Definition(expression.sql(), ANY.withDefault(expression)));
        }
        var generated = to.generatedAs();
        if (generated != null && !generated.equals(from.generatedAs())) {
            found.add(new Definition(generated, ANY.generatedAs(generated)));
        }
        return found.build();
    }

    private @Nullable String refusal(TableElement element) throws SQLException {
        var name = "qorm_scratch_" + UUID.randomUUID().toString().replace('-', '_');
        var table =
                element instanceof Column ? Table.of(name, element) : Table.of(name, ANY, element.named(name + "_c"));
        try {
            for (var statement : dialect.renderer().renderTemporary(table)) {
                sql.execute(statement.sql());
            }
            return null;
        } catch (UnsupportedByDatabaseException e) {
            return null; // which is said where the statements are made
        } catch (SQLException e) {
            return UNKNOWN.contains(e.getErrorCode()) ? reason(e) : null;
        } finally {
            sql.execute("drop table if exists " + name);
        }
    }

    /** Without the statement, which the migration does not have. */
    private static String reason(SQLException refusal) {
        return Refusal.text(refusal).replaceFirst("(?s)(?: in SQL statement|; SQL statement:).*", "");
    }
}
