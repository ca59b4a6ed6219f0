package dev.qorm.dialect;

import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ComputedColumns;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renders operations for MySQL, and what MariaDB has in common with it.
 *
 * <p>A column is changed by declaring it again completely ({@code modify}): what is left out would be lost. If the
 * server would put a value of its own into rows, a check constraint is added for the duration of the operation: it
 * makes the statement fail if there is such a row, and its name says why.
 */
class MySqlOperationRenderer extends OperationRenderer {
    private static final String DROP_PRIMARY_KEY = "drop primary key";

    private static final Pattern RANDOM =
            Pattern.compile("(?i)\\b(?:uuid|uuid_short|rand|random_bytes|sysdate)\\s*\\(");

    private final MySqlLimits limits;
    private final String characters;
    private final MySqlDefinitions definitions;
    private final MySqlImpliedIndexes implied;
    private final MySqlRenames renames;

    /** Writes the clauses that statements consist of. */
    final MySqlClauses clauses;

    MySqlOperationRenderer(Schema before, Collations collations) {
        this(Dialect.MYSQL, MySqlNotation.INSTANCE, before, collations);
    }

    MySqlOperationRenderer(Dialect dialect, MySqlNotation notation, Schema before, Collations collations) {
        this(dialect, notation, before, collations, new MySqlLimits(dialect, before, collations));
    }

    private MySqlOperationRenderer(
            Dialect dialect, MySqlNotation notation, Schema before, Collations collations, MySqlLimits limits) {
        super(dialect, notation, before, limits);
        this.limits = limits;
        this.characters = "character set utf8mb4 collate " + dialect.collation();
        this.definitions = new MySqlDefinitions(this, characters, collations);
        this.clauses = new MySqlClauses(ddl, definitions);
        this.implied = new MySqlImpliedIndexes(this);
        this.renames = new MySqlRenames(this);
    }

    /** Whether checks and computed columns are updated when a column that they read is renamed. */
    boolean followsRenamedColumns() {
        return false;
    }

    /** Returns one statement, including indexes and comments. */
    @Override
    public List<String> visit(CreateTable operation) {
        return List.of(create("create table ", operation.table()));
    }

    private String create(String create, Table table) {
        limits.checkComment(table, table.comment());
        checks.created(table);
        table.foreignKeys().values().forEach(key -> checkTypes(table, key));
        var columns = ComputedColumns.sourcesFirst(table.columns().values()).stream()
                .map(column -> definitions.ofNewTable(table.name(), column));
        var indexes = Stream.concat(table.indexes().values().stream(), MySqlIndexes.implied(table).stream())
                .map(clauses::index);
        var keys = table.elements().stream()
                .filter(element -> !(element instanceof Column) && !(element instanceof Index))
                .map(ddl::constraint);
        var parts = Stream.of(columns, indexes, keys).flatMap(each -> each).collect(Collectors.joining(", "));
        return create + quoted(table.name()) + " (" + parts
                + ") engine = InnoDB default " + characters
                + (table.comment() == null ? "" : " comment " + notation.textLiteral(table.comment()));
    }

    /**
     * Returns the beginning of the clause that drops an index that a key needed; an index of a kind that no model has
     * may have served in its place.
     */
    String dropImplied() {
        return "drop index ";
    }

    /**
     * A column whose rows need another value than its default is added with that value as the default. A column without
     * any value for its rows is added in two steps, the first of which fails if there are rows: the server would fill
     * them with 0 or an empty text. A column whose default differs in each row is added without it, gets its values,
     * and then the default.
     */
    @Override
    public List<String> visit(AddColumn operation) {
        var table = operation.table();
        var column = operation.column();
        checks.added(table, column);
        var value = operation.backfill() == null && isMadeForEachRow(column.defaultValue())
                ? column.defaultValue()
                : operation.backfill();
        if (value instanceof DefaultValue.Expression expression) {
            var empty = column.nullable().withDefault(null);
            return List.of(
                    clauses.alterTable(table, clauses.addColumn(table, empty)),
                    updates.fill(table, column, expression),
                    clauses.alterTable(table, clauses.modify(table, column)));
        }
        if (operation.backfill() != null) {
            return List.of(
                    clauses.alterTable(table, clauses.addColumn(table, column.withDefault(operation.backfill()))),
                    clauses.alterTable(table, clauses.modify(table, column)));
        }
        if (column.isRequired()) {
            var guard = guardName(column);
            return List.of(
                    clauses.alterTable(
                            table,
                            clauses.addColumn(table, column.nullable()),
                            clauses.addGuard(guard, quoted(column.name()) + " is not null")),
                    clauses.alterTable(table, clauses.dropConstraint(guard), clauses.modify(table, column)));
        }
        var added = implied.added(operation.applyTo(before).table(table));
        return List.of(clauses.alterTable(
                table,
                Stream.concat(Stream.of(clauses.addColumn(table, column)), added)
                        .toList()));
    }

    private boolean isMadeForEachRow(@Nullable DefaultValue value) {
        return value instanceof DefaultValue.Expression expression
                && madeForEachRow().matcher(expression.sql()).find();
    }

    /**
     * Returns the functions with which, as a default, MySQL cannot add a column, because a replica would compute other
     * values ("Error 1674").
     */
    Pattern madeForEachRow() {
        return RANDOM;
    }

    @Override
    public List<String> visit(CommentTable operation) {
        limits.checkComment(before.table(operation.table()), operation.to());
        return super.visit(operation);
    }

    private static String guardName(Column added) {
        return MySqlConversion.named(added.name(), "no value for the rows");
    }

    /** Returns the statements for the guards, which prevent rows that the operation could not convert. */
    @Override
    List<String> leftovers(Operation operation) {
        if (operation instanceof AddColumn add && add.column().isRequired() && add.backfill() == null) {
            return List.of(clauses.alterTable(add.table(), clauses.dropConstraint(guardName(add.column()))));
        }
        return operation instanceof AlterColumn alter
                ? Stream.concat(
                                new MySqlTypeChange(this, alter).leftovers().stream(),
                                new MySqlColumnChange(this, alter).leftovers().stream())
                        .toList()
                : List.of();
    }

    @Override
    public List<String> visit(AlterColumn operation) {
        if (changesNothing(operation)) {
            return List.of();
        }
        checks.altered(operation);
        definitions.checkInvisible(operation.table(), operation.to());
        definitions.checkVirtual(operation.table(), operation.to());
        return implied.with(operation, new MySqlColumnChange(this, operation).statements());
    }

    /**
     * Returns the indexes with an expression over a column that gets another type or collation. The server would keep
     * those that the expression had, and then refuse values that do not fit into the type. So they are dropped and
     * created again in the statement that changes the column: if rows are equal afterwards that a unique one keeps
     * apart, it does nothing.
     */
    List<Index> readers(AlterColumn operation) {
        var isSame = operation.from().type().equals(operation.to().type())
                && !dialect.changesCollation(operation)
                && Objects.equals(operation.from().generatedAs(), operation.to().generatedAs());
        return isSame
                ? List.of()
                : before.table(operation.table()).indexes().values().stream()
                        .filter(index -> index.mentions(operation.to().name()))
                        .toList();
    }

    /** Whether the column only gets a collation of another database, or loses it. */
    private boolean changesNothing(AlterColumn operation) {
        var from = operation.from().collations(List.of());
        return from.equals(operation.to().collations(List.of())) && !dialect.changesCollation(operation);
    }

    /** Returns a nullable column with nothing but a type and its collation. */
    static Column plain(Column column, ColumnType type) {
        return column.written().comment(null).type(type).nullable();
    }

    /** Keeps the values of columns that the server would set to the time of the UPDATE. */
    @Override
    String keepingOthers(String table, String column) {
        return before.table(table).columns().values().stream()
                .filter(other -> !other.name().equals(column))
                .filter(other -> other.type() instanceof ColumnType.Native type
                        && type.name().toLowerCase(Locale.ROOT).contains(" on update "))
                .map(other -> quoted(other.name()))
                .map(other -> ", " + other + " = " + other)
                .collect(Collectors.joining());
    }

    /**
     * The types of both ends must be the same all the time, and MySQL requires an auto-increment column to remain one. It
     * also refuses NOT NULL under a foreign key when it copies the table ("Error 1832").
     */
    @Override
    boolean canKeepForeignKeys(AlterColumn operation) {
        return operation.from().type().equals(operation.to().type())
                && !dialect.changesCollation(operation)
                && operation.from().isAutoIncrement() == operation.to().isAutoIncrement()
                && !(becomesRequired(operation) && mayCopy(before.table(operation.table())));
    }

    /**
     * Whether the server may copy the table to make a column NOT NULL: MySQL does if the table has a check that compares
     * an enumeration or a day, also of another column (seen on 8.0.33).
     */
    boolean mayCopy(Table table) {
        return !table.checks().isEmpty();
    }

    @Override
    String suspend(String table, TableElement constraint) {
        return constraint instanceof ForeignKey key
                ? clauses.alterTable(table, clauses.dropForeignKey(key))
                : super.suspend(table, constraint);
    }

    /** The catalog does not contain temporary tables, so this is not one; the caller drops it. */
    @Override
    List<String> temporaryTable(Table table) {
        return visit(new CreateTable(table));
    }

    @Override
    List<String> trialTable(Table table) {
        return List.of(create("create temporary table ", table));
    }

    @Override
    List<String> trialValue(DefaultValue.Expression value, Table table) {
        return new MySqlTrial(notation, dialect).of(value, table);
    }

    /** The server refuses integers of different sizes, and types and texts that it compares differently, late. */
    @Override
    void checkTypes(Table table, ForeignKey key) {
        limits.checkTypes(table, key);
        definitions.checkLinked(table, key);
    }

    @Override
    List<String> restore(String table, ForeignKey key) {
        return List.of(clauses.alterTable(table, clauses.addForeignKey(before.table(table), key)));
    }

    @Override
    public List<String> visit(AddForeignKey operation) {
        checkTypes(before.table(operation.table()), operation.key());
        return implied.with(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropForeignKey operation) {
        return implied.with(
                operation, List.of(clauses.alterTable(operation.table(), clauses.dropForeignKey(operation.key()))));
    }

    @Override
    public List<String> visit(AddPrimaryKey operation) {
        return implied.with(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropPrimaryKey operation) {
        return implied.with(operation, List.of(clauses.alterTable(operation.table(), DROP_PRIMARY_KEY)));
    }

    /** The table is rebuilt once and always has a key, which the server may require ("sql_require_primary_key"). */
    @Override
    List<String> replace(Operation drop, Operation add) {
        if (!(drop instanceof DropPrimaryKey old) || !(add instanceof AddPrimaryKey replacement)) {
            return List.of();
        }
        var after = replacement.applyTo(old.applyTo(before)).table(old.table());
        limits.check(after, replacement.key());
        var replacing = Stream.of(DROP_PRIMARY_KEY, clauses.add(replacement.key()));
        var all = Stream.of(implied.kept(after), implied.added(after), replacing, implied.dropped(after));
        return List.of(clauses.alterTable(old.table(), all.flatMap(each -> each).toList()));
    }

    @Override
    public List<String> visit(AddUnique operation) {
        return implied.with(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropUnique operation) {
        return dropIndex(operation, operation.unique().name());
    }

    @Override
    public List<String> visit(CreateIndex operation) {
        return implied.with(operation, super.visit(operation));
    }

    @Override
    public List<String> visit(DropIndex operation) {
        return dropIndex(operation, operation.index().name());
    }

    private List<String> dropIndex(TableOperation operation, String index) {
        return implied.with(operation, List.of(clauses.alterTable(operation.table(), clauses.dropIndex(index))));
    }

    final boolean isInForeignKey(String table, String column) {
        return before.tables().stream()
                .anyMatch(other -> other.foreignKeys().values().stream()
                        .anyMatch(key ->
                                (other.name().equals(table) && key.columns().contains(column))
                                        || (key.refersTo(table)
                                                && key.referencedColumns().contains(column))));
    }

    /** Whether checks whose names begin with the name of their table are renamed with the table. */
    boolean renamesChecks() {
        return true;
    }

    @Override
    public List<String> visit(RenameTable operation) {
        return renames.of(operation);
    }

    @Override
    public List<String> visit(RenameColumn operation) {
        return renames.isRead(operation) && !followsRenamedColumns()
                ? renames.ofRead(operation)
                : super.visit(operation);
    }

    @Override
    public List<String> visit(RenameConstraint operation) {
        return renames.of(operation);
    }

    @Override
    public List<String> visit(RenameIndex operation) {
        return renames.ofIndex(operation.table(), operation.from(), operation.to());
    }
}
