package dev.qorm.operation;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * One step from a schema to the next. Immutable, compared by value, and reversible without further information.
 *
 * <p>The laws: {@code op.reverse().applyTo(op.applyTo(s))} equals {@code s}, and an operation that does not fit a
 * schema throws an exception instead of changing a part of it.
 */
public sealed interface Operation permits TableOperation, CreateTable, DropTable, RenameTable, HandmadeOperation {
    /**
     * Returns the schema after this operation.
     *
     * @throws dev.qorm.schema.SchemaException if the operation does not fit {@code schema}
     */
    Schema applyTo(Schema schema);

    /**
     * Returns the schema after {@code operations}, applied one after the other.
     *
     * @throws dev.qorm.schema.SchemaException if one does not fit the schema that results from those before it
     */
    static Schema replay(Schema before, List<? extends Operation> operations) {
        var schema = before;
        for (var operation : operations) {
            schema = operation.applyTo(schema);
        }
        return schema;
    }

    /**
     * Returns the operation that undoes this one.
     *
     * @throws IrreversibleOperationException if there is none, see {@link #isReversible()}
     */
    Operation reverse();

    /** Whether {@link #reverse()} returns an operation. */
    default boolean isReversible() {
        return true;
    }

    /**
     * Returns the operations that describe the change to the schema: this operation alone, or those that the user's
     * statement replaces.
     */
    default List<Operation> inDetail() {
        return List.of(this);
    }

    /**
     * Returns the operations that run on one database: this operation alone, or those that the user's statement
     * replaces on other databases.
     *
     * @param database one of {@link DatabaseNames#ALL}
     */
    default List<Operation> forDatabase(String database) {
        return List.of(this);
    }

    /** Returns the operations that run on one database for {@code operations}, one after the other. */
    static List<Operation> forDatabase(List<Operation> operations, String database) {
        return operations.stream()
                .flatMap(operation -> operation.forDatabase(database).stream())
                .toList();
    }

    /**
     * Whether PostgreSQL runs this operation concurrently with the work of others, outside a transaction. The other
     * operations of its migration are then concurrent too.
     */
    default boolean isConcurrent() {
        return false;
    }

    /** Whether rows or values may be lost. */
    default boolean isDestructive() {
        return false;
    }

    /** Whether only the database knows if an operation that {@link #isDestructive} loses data at all. */
    default boolean mayKeepAll() {
        return false;
    }

    /** Describes the operation to the user: {@code create table author}. */
    String describe();

    /** The kind of operation at a glance: {@code +} adds, {@code -} removes, {@code ~} changes. */
    char sign();

    /** Calls the method of {@code visitor} that belongs to this operation. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A function over all operations. A new operation does not compile until every visitor handles it.
     *
     * @param <R> the type of its result
     */
    interface Visitor<R> {
        R visit(CreateTable operation);

        R visit(DropTable operation);

        R visit(CommentTable operation);

        R visit(AddColumn operation);

        R visit(DropColumn operation);

        R visit(AlterColumn operation);

        R visit(AddPrimaryKey operation);

        R visit(DropPrimaryKey operation);

        R visit(AddUnique operation);

        R visit(DropUnique operation);

        R visit(CreateIndex operation);

        R visit(DropIndex operation);

        R visit(AddCheck operation);

        R visit(DropCheck operation);

        R visit(AddForeignKey operation);

        R visit(DropForeignKey operation);

        R visit(RenameTable operation);

        R visit(RenameColumn operation);

        R visit(RenameConstraint operation);

        R visit(RenameIndex operation);

        R visit(RunSql operation);

        R visit(RunJava operation);
    }
}
