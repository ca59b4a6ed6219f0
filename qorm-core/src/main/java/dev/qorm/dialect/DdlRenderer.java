package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.List;

/** Renders operations in the SQL of one kind of database. The same operations always give the same statements. */
public interface DdlRenderer {
    /**
     * Renders the operations of one migration.
     *
     * @param operations those of one migration, in order; the operations around one matter, because a foreign key is
     *     suspended while both of its ends change their types
     * @param before the schema before the first operation
     * @return one for each operation, in order
     * @throws UnsupportedByDatabaseException if the database does not support one of them
     * @throws dev.qorm.schema.SchemaException if an operation does not fit the schema before it
     */
    List<RenderedOperation> render(List<Operation> operations, Schema before);

    /**
     * Renders operations that undo others, the last of which was stopped between two of its statements.
     *
     * @param operations the operations that undo them
     * @param stopped which of these undoes the one that was stopped, from 0
     * @param before the schema after all of the operations that are undone
     * @return the same as {@link #render}; those of the stopped one may find that there is nothing to undo
     * @throws UnsupportedByDatabaseException as {@link #render}
     * @throws dev.qorm.schema.SchemaException as {@link #render}
     */
    List<RenderedOperation> renderPartialRollback(List<Operation> operations, int stopped, Schema before);

    /**
     * Returns the queries to be made on the rows before the first statement of {@link #render}. A database may still
     * refuse a statement: there is no probe for what only the database can decide.
     *
     * @param operations those of one migration, in order
     * @param before the schema before the first operation
     */
    List<RowProbe> probes(List<Operation> operations, Schema before);

    /**
     * Returns a query without a result, which the database refuses unless it has the table and these columns of it.
     *
     * @param columns empty for the table alone
     */
    String renderLookup(String table, List<String> columns);

    /**
     * Returns the statements that create a table that only this session sees and that is dropped with it, to find out
     * how the database writes its definition.
     *
     * @param table without foreign keys
     * @throws UnsupportedByDatabaseException if the database cannot have such a table
     */
    List<Statement> renderTemporary(Table table);

    /**
     * Returns the statements that create a table to find out whether the database accepts it: no other session sees the
     * table, even if the catalog does not contain such tables, and nothing is committed except on H2.
     *
     * @param table without foreign keys
     * @throws UnsupportedByDatabaseException if the database cannot have such a table
     */
    default List<Statement> renderTrial(Table table) {
        return renderTemporary(table);
    }

    /**
     * Returns statements that check whether the database can parse a value for existing rows, without evaluating it.
     * Empty if the database rolls migrations back, or cannot check this.
     *
     * @param table the table whose rows get it
     */
    default List<Statement> renderTrial(DefaultValue.Expression value, Table table) {
        return List.of();
    }
}
