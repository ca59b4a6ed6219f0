package dev.qorm.operation;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.TypeChange;
import dev.qorm.schema.TypeNames;
import org.jspecify.annotations.Nullable;

/**
 * Changes the definition of a column, not its name.
 *
 * @param table the table's name
 * @param from the column before
 * @param to the column after, of the same name
 * @param backfill the value for rows whose value is not possible in the column afterwards: NULL if the column becomes
 *     NOT NULL, and values that do not fit if the type becomes narrower. If values are rejected for their content
 *     rather than for their length or range, an expression gives a new value to each row that has one. If this is null,
 *     NULL is replaced with the column's default, if there is one, and any other such value makes the migration fail.
 *     Not part of the resulting schema
 * @param reverseBackfill the same for a rollback, or null for none
 * @param isConcurrent see {@link #concurrently()}
 */
public record AlterColumn(
        String table,
        Column from,
        Column to,
        @Nullable DefaultValue backfill,
        @Nullable DefaultValue reverseBackfill,
        boolean isConcurrent)
        implements ConcurrentOperation {
    public AlterColumn {
        if (!from.name().equals(to.name())) {
            throw new SchemaException(
                    "column " + table + "." + from.name() + " cannot be altered to another name: " + to.name());
        }
        backfill = checked(table, from, to, backfill);
        reverseBackfill = checked(table, to, from, reverseBackfill);
        if (isConcurrent && !isOfNotNullAlone(from, to)) {
            throw new SchemaException("column " + table + "." + from.name() + " cannot be altered concurrently: "
                    + ColumnDifference.describe(from, to)
                    + ". Only NOT NULL can be added or removed concurrently, on a column that is not computed; put the rest into an"
                    + " earlier migration");
        }
    }

    /** Changes the column in the migration's transaction, on databases whose DDL is transactional. */
    public AlterColumn(
            String table,
            Column from,
            Column to,
            @Nullable DefaultValue backfill,
            @Nullable DefaultValue reverseBackfill) {
        this(table, from, to, backfill, reverseBackfill, false);
    }

    /** Changes the column without values for rows. */
    public AlterColumn(String table, Column from, Column to) {
        this(table, from, to, null, null);
    }

    private static boolean isOfNotNullAlone(Column from, Column to) {
        return from.generatedAs() == null && !from.equals(to) && from.nullable().equals(to.nullable());
    }

    /** Returns the value that rows get, as a literal of the column's type. */
    private static @Nullable DefaultValue checked(
            String table, Column from, Column to, @Nullable DefaultValue backfill) {
        if (backfill != null && !becomesRequired(from, to) && mayRefuse(from, to) && !replaces(from, to, backfill)) {
            throw new SchemaException("the column " + table + "." + to.name()
                    + " cannot get a value for rows whose value is not valid as "
                    + TypeNames.of(to.type())
                    + (change(from, to).readsTexts()
                            ? ": each text becomes the value that it spells. "
                            : ": databases cannot tell which values of " + TypeNames.of(from.type()) + " those are. ")
                    + (change(from, to).isSpelled()
                            ? "Give all rows a value by an expression over the columns"
                            : "Leave it out")
                    + ", or change such rows first, by a runSql");
        }
        return backfill instanceof DefaultValue.Literal literal
                ? Column.literal(to.name(), to.type(), literal.value())
                : backfill;
    }

    private static TypeChange change(Column from, Column to) {
        return new TypeChange(from.type(), to.type());
    }

    private static boolean becomesRequired(Column from, Column to) {
        return from.isNullable() && !to.isNullable();
    }

    /**
     * If the column becomes NOT NULL, a value for all rows only replaces NULL, unless no row can keep its own value.
     */
    private static boolean replaces(Column from, Column to, DefaultValue backfill) {
        return backfill instanceof DefaultValue.Expression
                ? isReplacedByExpression(from, to)
                : change(from, to).detectsMisfits()
                        || (change(from, to).isSpelled() && change(from, to).isOutOfReach());
    }

    private static boolean isReplacedByExpression(Column from, Column to) {
        var change = change(from, to);
        return change.detectsMisfits() || (change.isSpelled() && (change.isOutOfReach() || !becomesRequired(from, to)));
    }

    private static boolean mayRefuse(Column from, Column to) {
        return to.generatedAs() == null && !change(from, to).takesAll();
    }

    /** Returns the change of the column's type, which may be none. */
    public TypeChange typeChange() {
        return change(from, to);
    }

    /**
     * Returns this operation with {@code value} for the rows whose value is not possible in the column afterwards.
     *
     * @throws SchemaException if the new type cannot hold it, or lengths, ranges and lists of values do not tell which
     *     rows these are
     */
    public AlterColumn backfill(Object value) {
        return backfilled(new DefaultValue.Literal(value));
    }

    /**
     * Returns this operation with an individual value for each row whose value is not possible in the column
     * afterwards.
     *
     * @param expression over the columns of the table, in SQL that every database in use understands
     * @throws SchemaException if lengths, ranges and lists of values do not tell which rows these are
     */
    public AlterColumn backfillSql(String expression) {
        return backfilled(new DefaultValue.Expression(expression));
    }

    /** Returns this operation with the given value for rows, or without one. */
    public AlterColumn backfilled(@Nullable DefaultValue value) {
        return new AlterColumn(table, from, to, value, reverseBackfill, isConcurrent);
    }

    /**
     * Returns this operation with {@code value} for the rows whose value was not possible in the column before, for a
     * rollback. It may be added after the migration was applied.
     *
     * @throws SchemaException if the old type cannot hold it, or lengths, ranges and lists of values do not tell which
     *     rows these are
     */
    public AlterColumn reversedBy(Object value) {
        return reversed(new DefaultValue.Literal(value));
    }

    /**
     * Returns this operation with an individual value for each such row, from an expression over the columns of the
     * table.
     */
    public AlterColumn reversedBySql(String expression) {
        return reversed(new DefaultValue.Expression(expression));
    }

    private AlterColumn reversed(DefaultValue value) {
        return new AlterColumn(table, from, to, backfill, value, isConcurrent);
    }

    /**
     * Returns this operation as a concurrent one. On PostgreSQL, NOT NULL then holds for new rows at once, and the
     * existing rows are validated while others write to the table. This cannot be done in a transaction, so the other
     * operations of the migration must be concurrent too. On the other databases it makes no difference.
     *
     * @throws SchemaException if anything but NOT NULL changes, or the column is computed
     */
    @Override
    public AlterColumn concurrently() {
        return new AlterColumn(table, from, to, backfill, reverseBackfill, true);
    }

    @Override
    public AlterColumn inTransaction() {
        return new AlterColumn(table, from, to, backfill, reverseBackfill, false);
    }

    @Override
    public Column element() {
        return to;
    }

    @Override
    public boolean isAddition() {
        return !to.isNullable();
    }

    @Override
    public Schema applyTo(Schema schema) {
        var before = schema.table(table);
        if (!before.column(from.name()).equals(from)) {
            throw new SchemaException("the column " + table + "." + from.name()
                    + " is not the one that this migration alters, which differs: "
                    + ColumnDifference.describe(before.column(from.name()), from));
        }
        return schema.replace(before.withColumn(to));
    }

    @Override
    public Operation reverse() {
        return new AlterColumn(table, to, from, reverseBackfill, null, isConcurrent);
    }

    /** Whether the database may reject the new type because a row has a value that does not fit it. */
    public boolean mayRefuseValues() {
        return mayRefuse(from, to) && !replacesMisfits();
    }

    /** Whether rows whose value does not fit the new type get another value. */
    public boolean replacesMisfits() {
        return backfill != null && mayRefuse(from, to) && replaces(from, to, backfill);
    }

    /** Whether the user's expression could give those rows another value. */
    public boolean canReplaceMisfits() {
        return mayRefuse(from, to) && isReplacedByExpression(from, to);
    }

    /** Whether each row keeps its value, possibly in a wider type. */
    public boolean keepsValues() {
        return backfill == null
                && (to.isNullable() || !from.isNullable() || to.defaultValue() == null)
                && to.generatedAs() == null
                && ColumnTypes.widens(from.type(), to.type());
    }

    /** A value that is rejected is not lost, and a computed value can be computed again. */
    @Override
    public boolean isDestructive() {
        return from.generatedAs() == null
                && (to.generatedAs() != null
                        || replacesMisfits()
                        || !typeChange().isExact());
    }

    @Override
    public boolean mayKeepAll() {
        return to.generatedAs() == null && !replacesMisfits() && typeChange().isUnknown();
    }

    @Override
    public String describe() {
        return "alter column " + concurrentWord() + table + "." + from.name() + ": "
                + ColumnDifference.describe(from, to);
    }

    @Override
    public char sign() {
        return '~';
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
