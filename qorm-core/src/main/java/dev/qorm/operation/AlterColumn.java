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
 * @param backfill what rows get whose value the column cannot have afterwards: NULL where it becomes NOT NULL, and what
 *     does not fit where the type becomes narrower. Where a value has to spell one of the new
 *     type, an expression gives each row with a value its own. Or null: NULL becomes the column's
 *     default, if there is one, and all else makes the migration fail. Not part of the schema after
 * @param reverseBackfill the same for the way back, or null for none
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
                    + ". Only NOT NULL can come and go so, of a column that is not computed; put the rest into a migration"
                    + " before");
        }
    }

    /** The same, as a part of a migration that is one transaction where the database has it so. */
    public AlterColumn(
            String table,
            Column from,
            Column to,
            @Nullable DefaultValue backfill,
            @Nullable DefaultValue reverseBackfill) {
        this(table, from, to, backfill, reverseBackfill, false);
    }

    /** The same without values for rows. */
    public AlterColumn(String table, Column from, Column to) {
        this(table, from, to, null, null);
    }

    private static boolean isOfNotNullAlone(Column from, Column to) {
        return from.generatedAs() == null && !from.equals(to) && from.nullable().equals(to.nullable());
    }

    /** The value that rows get, as a literal of the column's type. */
    private static @Nullable DefaultValue checked(
            String table, Column from, Column to, @Nullable DefaultValue backfill) {
        if (backfill != null && !becomesRequired(from, to) && mayRefuse(from, to) && !replaces(from, to, backfill)) {
            throw new SchemaException("the column " + table + "." + to.name() + " cannot get a value for what is no "
                    + TypeNames.of(to.type())
                    + (change(from, to).readsTexts()
                            ? ": each text becomes what it spells. "
                            : ": no database can tell which values of " + TypeNames.of(from.type()) + " are none. ")
                    + (change(from, to).isSpelled()
                            ? "Give all rows theirs by an expression over the columns"
                            : "Leave it out")
                    + ", or change such rows by a runSql before");
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

    /** A value for all rows is one for NULL where the column becomes NOT NULL, unless no row can keep its own. */
    private static boolean replaces(Column from, Column to, DefaultValue backfill) {
        return backfill instanceof DefaultValue.Expression
                ? isReplacedByExpression(from, to)
                : change(from, to).tellsMisfits()
                        || (change(from, to).isSpelled() && change(from, to).isOutOfReach());
    }

    private static boolean isReplacedByExpression(Column from, Column to) {
        var change = change(from, to);
        return change.tellsMisfits() || (change.isSpelled() && (change.isOutOfReach() || !becomesRequired(from, to)));
    }

    private static boolean mayRefuse(Column from, Column to) {
        return to.generatedAs() == null && !change(from, to).takesAll();
    }

    /** The change of its type, to the same one where it stays. */
    public TypeChange typeChange() {
        return change(from, to);
    }

    /**
     * The same, with {@code value} for the rows whose value the column cannot have afterwards.
     *
     * @throws SchemaException when the new type cannot hold it, or these rows are not told by lengths, ranges and lists of values
     */
    public AlterColumn backfill(Object value) {
        return backfilled(new DefaultValue.Literal(value));
    }

    /**
     * The same, with a value of its own for each row whose value the column cannot have afterwards.
     *
     * @param expression over the columns of the table, in SQL that every database in use understands
     * @throws SchemaException when these rows are not told by lengths, ranges and lists of values
     */
    public AlterColumn backfillSql(String expression) {
        return backfilled(new DefaultValue.Expression(expression));
    }

    /** The same with that value for rows, or with none. */
    public AlterColumn backfilled(@Nullable DefaultValue value) {
        return new AlterColumn(table, from, to, value, reverseBackfill, isConcurrent);
    }

    /**
     * The same, with {@code value} in a rollback for the rows whose value the column did not have before. It may be added
     * after the migration was applied.
     *
     * @throws SchemaException when the old type cannot hold it, or these rows are not told by lengths, ranges and lists of values
     */
    public AlterColumn reversedBy(Object value) {
        return reversed(new DefaultValue.Literal(value));
    }

    /** The same, with a value of its own for each such row: an expression over the columns of the table. */
    public AlterColumn reversedBySql(String expression) {
        return reversed(new DefaultValue.Expression(expression));
    }

    private AlterColumn reversed(DefaultValue value) {
        return new AlterColumn(table, from, to, backfill, value, isConcurrent);
    }

    /**
     * The same, which on PostgreSQL holds for new rows at once and is then looked for in those that are there, while rows of
     * the table are written, and in no transaction: the other operations of the migration have to be concurrent, too. On the
     * other databases it means nothing.
     *
     * @throws SchemaException when more changes than that the column is NOT NULL, or it is computed
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
                    + " that is to be altered is not as this migration knows it; it is "
                    + before.column(from.name()));
        }
        return schema.replace(before.withColumn(to));
    }

    @Override
    public Operation reverse() {
        return new AlterColumn(table, to, from, reverseBackfill, null, isConcurrent);
    }

    /** Whether the database may refuse the new type, since a row may have a value that does not fit it. */
    public boolean mayRefuseValues() {
        return mayRefuse(from, to) && !replacesMisfits();
    }

    /** Whether rows whose value does not fit the new type get another. */
    public boolean replacesMisfits() {
        return backfill != null && mayRefuse(from, to) && replaces(from, to, backfill);
    }

    /** Whether an expression of a person could give those rows another value. */
    public boolean canReplaceMisfits() {
        return mayRefuse(from, to) && isReplacedByExpression(from, to);
    }

    /** Whether each row has the value afterwards that it had before, if only in a wider type. */
    public boolean keepsValues() {
        return backfill == null
                && (to.isNullable() || !from.isNullable() || to.defaultValue() == null)
                && to.generatedAs() == null
                && ColumnTypes.widens(from.type(), to.type());
    }

    /** A value that is refused is not lost, and what is computed can be computed again. */
    @Override
    public boolean isDestructive() {
        return from.generatedAs() == null
                && (to.generatedAs() != null
                        || replacesMisfits()
                        || !typeChange().isExact());
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
