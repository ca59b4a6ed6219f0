package dev.qorm.operation;

import dev.qorm.schema.Schema;
import java.util.List;

/**
 * One step from a schema to the next. Immutable, compared by value, reversible by itself.
 *
 * <p>The laws: {@code op.reverse().applyTo(op.applyTo(s))} equals {@code s}, and an operation that does not fit a schema
 * throws instead of doing half of it.
 */
public sealed interface Operation permits TableOperation, CreateTable, DropTable, RenameTable, HandmadeOperation {
    /**
     * The schema after this step.
     *
     * @throws dev.qorm.schema.SchemaException when the step does not fit {@code schema}
     */
    Schema applyTo(Schema schema);

    /**
     * The schema after {@code operations}, one after the other.
     *
     * @throws dev.qorm.schema.SchemaException when one does not fit the schema that those before it leave
     */
    static Schema replay(Schema before, List<? extends Operation> operations) {
        var schema = before;
        for (var operation : operations) {
            schema = operation.applyTo(schema);
        }
        return schema;
    }

    /**
     * The step that undoes this one.
     *
     * @throws IrreversibleOperationException when there is none, see {@link #isReversible()}
     */
    Operation reverse();

    /** Whether {@link #reverse()} gives an operation. */
    default boolean isReversible() {
        return true;
    }

    /** What becomes of the schema: it alone, or the operations in whose place a person's statement stands. */
    default List<Operation> inDetail() {
        return List.of(this);
    }

    /**
     * What it is on one kind of database: it alone, or the operations in whose place a person's statement stands on others.
     *
     * @param database of {@link DatabaseNames#ALL}
     */
    default List<Operation> forDatabase(String database) {
        return List.of(this);
    }

    /** What {@code operations} are on one kind of database, one after the other. */
    static List<Operation> forDatabase(List<Operation> operations, String database) {
        return operations.stream()
                .flatMap(operation -> operation.forDatabase(database).stream())
                .toList();
    }

    /**
     * Whether PostgreSQL does it beside the work of others, in no transaction. The other operations of its migration then are
     * the same.
     */
    default boolean isConcurrent() {
        return false;
    }

    /** Whether rows or values may be lost. */
    default boolean isDestructive() {
        return false;
    }

    /** What is done, for a person: {@code create table author}. */
    String describe();

    /** What kind of step it is at a glance: {@code +} adds, {@code -} removes, {@code ~} changes. */
    char sign();

    /** Calls the method of {@code visitor} that belongs to this operation. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A function over all operations. A new operation does not compile until every visitor handles it.
     *
     * @param <R> what it gives
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
