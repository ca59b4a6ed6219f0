package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.Index;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import org.jooq.AlterTableStep;
import org.jooq.Constraint;
import org.jooq.CreateTableElementListStep;
import org.jooq.Name;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements that databases have in common, each rendered by jOOQ as text. They do not depend on what exists.
 *
 * @param notation that of the database
 */
record StandardDdl(Notation notation) {
    String sql(Query query) {
        return query.getSQL(ParamType.INLINED);
    }

    private Name name(String name) {
        return notation.name(name);
    }

    private AlterTableStep alterTable(String table) {
        return notation.jooq.alterTable(name(table));
    }

    /**
     * Creates a table without its indexes and comments.
     *
     * @param apart keys that are added afterwards
     */
    String createTable(Table table, List<UniqueConstraint> apart) {
        return with(table, apart, notation.jooq.createTable(name(table.name())));
    }

    /** The same for a table that only this session sees. */
    String createTemporaryTable(Table table, List<UniqueConstraint> apart) {
        return with(table, apart, notation.jooq.createTemporaryTable(name(table.name())));
    }

    private String with(Table table, List<UniqueConstraint> apart, CreateTableElementListStep create) {
        var inPlace = new ConstraintsInPlace();
        return inPlace.sql(
                create.columns(table.columns().values().stream()
                                .map(column -> notation.column(table.name(), column))
                                .toList())
                        .constraints(constraints(table, apart).stream()
                                .map(inPlace::of)
                                .toList()),
                notation.jooq);
    }

    /** Returns the keys and checks that are a part of CREATE TABLE. */
    List<QueryPart> constraints(Table table, List<UniqueConstraint> apart) {
        return table.elements().stream()
                .filter(element -> !(element instanceof Column) && !(element instanceof Index))
                .filter(element -> !apart.contains(element))
                .map(this::part)
                .toList();
    }

    private QueryPart part(TableElement element) {
        return new ConstraintRenderer(notation).part(element);
    }

    /** Returns a key or check as a part of a statement that is written by hand. */
    String constraint(TableElement element) {
        return notation.jooq.renderInlined(part(element));
    }

    String dropTable(String table) {
        return sql(notation.jooq.dropTable(name(table)));
    }

    String renameTable(String from, String to) {
        return sql(alterTable(from).renameTo(name(to)));
    }

    String commentTable(String table, @Nullable String comment) {
        return sql(notation.jooq.commentOnTable(name(table)).is(comment == null ? "" : comment));
    }

    String commentColumn(String table, Column column) {
        return sql(notation.jooq
                .commentOnColumn(name(table).append(name(column.name())))
                .is(column.comment() == null ? "" : column.comment()));
    }

    String addColumn(String table, Column column) {
        return sql(alterTable(table).addColumn(notation.column(table, column)));
    }

    String dropColumn(String table, String column) {
        return sql(alterTable(table).dropColumn(name(column)));
    }

    String renameColumn(String table, String from, String to) {
        return sql(alterTable(table).renameColumn(name(from)).to(name(to)));
    }

    /** Returns the beginning of a statement that changes a column. */
    String alterColumn(String table, String column) {
        return "alter table " + notation.quoted(table) + " alter column " + notation.quoted(column) + " ";
    }

    /** Returns what follows it to set the default of the column, or to drop it. */
    String setDefault(Column column) {
        return column.defaultValue() == null
                ? "drop default"
                : "set default " + notation.sql(column.type(), column.defaultValue());
    }

    /** Adds a key or check. */
    String add(String table, TableElement element) {
        return sql(alterTableAdd(table, element));
    }

    /** The same, as a part of another statement. */
    Query alterTableAdd(String table, TableElement element) {
        var part = part(element);
        return part instanceof Constraint constraint
                ? alterTable(table).add(constraint)
                : notation.jooq.query("alter table {0} add {1}", name(table), part);
    }

    String dropConstraint(String table, String constraint) {
        return sql(alterTable(table).dropConstraint(name(constraint)));
    }

    String dropConstraintIfExists(String table, String constraint) {
        return sql(alterTable(table).dropConstraintIfExists(name(constraint)));
    }

    String renameConstraint(String table, String from, String to) {
        return sql(alterTable(table).renameConstraint(name(from)).to(name(to)));
    }

    String createIndex(String table, Index index) {
        if (!new ConstraintRenderer(notation).isCommon(index)) {
            return sql(createIndex(table, index, ""));
        }
        var name = name(index.name());
        var create = index.isUnique() ? notation.jooq.createUniqueIndex(name) : notation.jooq.createIndex(name);
        var on = create.on(DSL.table(name(table)), columns(index));
        return index.where() == null ? sql(on) : sql(on.where(PlainSql.condition(notation.expression(index.where()))));
    }

    /**
     * The same with all clauses that the database has.
     *
     * @param word follows INDEX
     */
    Query createIndex(String table, Index index, String word) {
        var where = index.where();
        return notation.jooq.query(
                notation.createIndex(index) + word + " {0} on {1}({2}){3}" + (where == null ? "" : " where {4}"),
                name(index.name()),
                name(table),
                DSL.list(columns(index)),
                PlainSql.expression(notation.afterColumns(index)),
                PlainSql.condition(where == null ? "" : notation.expression(where)));
    }

    /** Returns the columns of an index, each with its direction. */
    private List<OrderField<?>> columns(Index index) {
        var columns = new ArrayList<OrderField<?>>();
        for (var column : index.columns()) {
            var field = column.isExpression()
                    ? PlainSql.expression("(" + notation.expression(column.name()) + ")")
                    : DSL.field(name(column.name()));
            columns.add(column.isDescending() ? field.desc() : field);
        }
        return columns;
    }

    String dropIndex(String index) {
        return sql(notation.jooq.dropIndex(name(index)));
    }

    String renameIndex(String table, String from, String to) {
        return sql(alterTable(table).renameIndex(name(from)).to(name(to)));
    }
}
