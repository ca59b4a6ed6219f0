package dev.qorm.dialect;

import dev.qorm.operation.Operation;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import java.util.List;

/** Says operations in the SQL of one kind of database. The same operations always give the same statements. */
public interface DdlRenderer {
    /**
     * The statements for the operations of one migration.
     *
     * @param operations one migration's, in order; it counts what stands beside an operation: a foreign key is
     *     suspended while both of its ends change their types
     * @param before the schema that the first operation finds
     * @return one for each operation, in order
     * @throws UnsupportedByDatabaseException when the database cannot do one of them
     * @throws dev.qorm.schema.SchemaException when an operation does not fit the schema that it finds
     */
    List<RenderedOperation> render(List<Operation> operations, Schema before);

    /**
     * The statements that undo operations of which the last one was stopped between two of its statements.
     *
     * @param operations those that undo them
     * @param stopped which of these undoes the one that was stopped, from 0
     * @param before the schema with all of the operations in it that are undone
     * @return as {@link #render} gives them; those of the one that was stopped may find that there is nothing to undo
     * @throws UnsupportedByDatabaseException as {@link #render}
     * @throws dev.qorm.schema.SchemaException as {@link #render}
     */
    List<RenderedOperation> renderUndo(List<Operation> operations, int stopped, Schema before);

    /**
     * What to ask of the rows before the first statement of {@link #render}. A database may refuse a statement all the
     * same: of what it alone can tell there is no probe.
     *
     * @param operations one migration's, in order
     * @param before the schema that the first operation finds
     */
    List<RowProbe> probes(List<Operation> operations, Schema before);

    /**
     * The statements that create a table which only this session sees and which goes with it: for asking the database how
     * it writes what is in the table.
     *
     * @param table without foreign keys
     * @throws UnsupportedByDatabaseException when the database cannot have such a table
     */
    List<Statement> renderTemporary(Table table);

    /**
     * The same for asking whether the database takes the table: no other session sees it, also where the catalogue tells nothing
     * of such ones, and nothing is committed but on H2.
     *
     * @param table without foreign keys
     * @throws UnsupportedByDatabaseException when the database cannot have such a table
     */
    default List<Statement> renderTrial(Table table) {
        return renderTemporary(table);
    }

    /**
     * Statements that ask whether the database can read a value for rows, which does not evaluate it. None where it takes
     * migrations back, or cannot be asked.
     *
     * @param table whose rows get it
     */
    default List<Statement> renderTrial(DefaultValue.Expression value, Table table) {
        return List.of();
    }
}
