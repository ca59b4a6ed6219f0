package dev.qorm.execute;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.Operation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operation defines that a database may refuse: a type or an expression that is specific to one database, or a
 * key over such a type.
 *
 * @param text the type or expression, or the name of the key
 * @param beside the columns that it uses, with nothing but their types
 * @param element the element that contains it, which replaces the column of {@code beside} with the same name; it has
 *     nothing else that the database may refuse
 */
record Definition(String text, List<Column> beside, TableElement element) {
    /** Defaults that all databases support. */
    private static final Pattern EVERYWHERE =
            Pattern.compile("(?i)current_(?:date|time|timestamp(?:\\s*\\([0-6]\\))?)");

    /** Returns all elements of a table that contains the element and the columns beside it. */
    List<TableElement> elements() {
        var elements = new ArrayList<TableElement>(beside);
        elements.removeIf(column -> element instanceof Column && column.name().equals(element.name()));
        elements.add(element);
        return elements;
    }

    /** @param before the schema before the operation */
    static List<Definition> in(Operation operation, Schema before) {
        var found = new ArrayList<Definition>();
        if (operation instanceof CreateTable create) {
            create.table().elements().forEach(element -> add(found, create.table(), null, element));
        } else if (operation instanceof AddColumn added) {
            add(found, added.applyTo(before).table(added.table()), null, added.column());
            addValue(found, added);
        } else if (operation instanceof AlterColumn alter) {
            var after = alter.applyTo(before).table(alter.table());
            add(found, after, alter.from(), alter.to());
            addReaders(found, after, alter);
        } else if (operation instanceof AddCheck added) {
            add(found, before.table(added.table()), null, added.check());
        } else if (operation instanceof CreateIndex create) {
            add(found, before.table(create.table()), null, create.index());
        } else if (operation instanceof AddUnique added) {
            add(found, before.table(added.table()), null, added.unique());
        } else if (operation instanceof AddPrimaryKey added) {
            add(found, before.table(added.table()), null, added.key());
        }
        return found;
    }

    /**
     * Adds what differs from before.
     *
     * @param table the table with the part
     * @param from the column before, if the part is a column that existed
     */
    private static void add(List<Definition> found, Table table, @Nullable Column from, TableElement part) {
        if (part instanceof Column column) {
            add(found, table, from, column);
        } else if (part instanceof CheckConstraint check) {
            addExpression(found, table, check.expression(), check, List.of());
        } else if (part instanceof Index index && index.hasExpressions()) {
            addIndex(found, table, index);
        } else if (!(part instanceof ForeignKey)
                && part.columnNames().stream().anyMatch(name -> isNative(table, name))) {
            var isUnique = !(part instanceof Index index) || index.isUnique();
            var isPrimary = part instanceof PrimaryKey;
            var columns = part.columnNames().stream().map(IndexColumn::asc).toList();
            found.add(new Definition(
                    part.name(),
                    part.columnNames().stream()
                            .map(name -> plain(table.column(name)).nullable(!isPrimary))
                            .toList(),
                    isPrimary ? part : new Index(part.name(), columns, isUnique, null)));
        }
    }

    private static void addIndex(List<Definition> found, Table table, Index index) {
        if (index.expressions().stream().noneMatch(expression -> SqlText.namesTable(expression, table.name()))) {
            var beside = table.columns().values().stream()
                    .filter(column -> index.columnNames().contains(column.name()) || index.mentions(column.name()))
                    .map(Definition::plain)
                    .toList();
            found.add(new Definition(index.describeColumns(), beside, index.withoutIncluded()));
        }
    }

    /**
     * What reads a column that gets another type: MySQL creates the indexes over expressions again, and H2 the checks and
     * the computed columns, whose constants must then be of the new type.
     */
    private static void addReaders(List<Definition> found, Table table, AlterColumn alter) {
        var changed = alter.to().name();
        if (alter.from().type().equals(alter.to().type())) {
            return;
        }
        table.indexes().values().stream()
                .filter(index -> index.hasExpressions() && index.mentions(changed))
                .forEach(index -> addIndex(found, table, index));
        table.checks().values().stream()
                .filter(check -> check.mentions(changed))
                .forEach(check -> add(found, table, null, check));
        for (var column : table.columns().values()) {
            var generated = column.generatedAs();
            if (generated != null && SqlText.mentions(generated, changed)) {
                addExpression(found, table, generated, plain(column).generatedAs(generated), List.of(plain(column)));
            }
        }
    }

    /** One value for all rows is added as a default, which a native type may not have. */
    private static void addValue(List<Definition> found, AddColumn added) {
        if (added.backfill() instanceof DefaultValue.Literal literal && isNative(added.column())) {
            var column = plain(added.column());
            found.add(new Definition("the value " + literal.value(), List.of(column), column.withDefault(literal)));
        }
    }

    private static void add(List<Definition> found, Table table, @Nullable Column from, Column to) {
        var bare = Column.of(to.name(), to.type());
        var isNewType = to.type() instanceof ColumnType.Native
                && (from == null || !to.type().equals(from.type()));
        if (isNewType && to.type() instanceof ColumnType.Native type) {
            found.add(new Definition(type.name(), List.of(), to.isNullable() ? bare.nullable() : bare));
        }
        if (!to.collations().isEmpty() && (from == null || !to.collations().equals(from.collations()))) {
            found.add(new Definition(
                    "the collation of " + to.name() + " (show collation lists those that exist)",
                    List.of(plain(to)),
                    plain(to).collations(to.collations())));
        }
        var value = to.defaultValue();
        var isNewValue = value != null && (from == null || !value.equals(from.defaultValue()));
        if (isNewValue && value instanceof DefaultValue.Expression expression) {
            if (!EVERYWHERE.matcher(expression.sql().strip()).matches()) {
                addExpression(found, table, expression.sql(), plain(to).withDefault(expression), List.of(plain(to)));
            }
        } else if (value instanceof DefaultValue.Literal literal && (isNewType || (isNewValue && isNative(to)))) {
            found.add(new Definition(
                    "the default " + literal.value(),
                    List.of(plain(to)),
                    plain(to).withDefault(literal)));
        }
        var generated = to.generatedAs();
        if (generated != null && (from == null || !generated.equals(from.generatedAs()))) {
            addExpression(found, table, generated, plain(to).generatedAs(generated), List.of(plain(to)));
        }
    }

    /** An expression that names its table is skipped, because the table that it is tried on has another name. */
    private static void addExpression(
            List<Definition> found, Table table, String expression, TableElement element, List<Column> itself) {
        if (SqlText.namesTable(expression, table.name())) {
            return;
        }
        var beside = new ArrayList<>(itself);
        for (var column : table.columns().values()) {
            if (!itself.contains(plain(column)) && SqlText.mentions(expression, column.name())) {
                beside.add(plain(column));
            }
        }
        found.add(new Definition(expression, beside, element));
    }

    private static Column plain(Column column) {
        return Column.of(column.name(), column.type()).nullable();
    }

    private static boolean isNative(Table table, String column) {
        return isNative(table.column(column));
    }

    private static boolean isNative(Column column) {
        return column.type() instanceof ColumnType.Native;
    }
}
