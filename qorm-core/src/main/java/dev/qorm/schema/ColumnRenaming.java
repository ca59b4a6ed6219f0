package dev.qorm.schema;

import java.util.List;

/**
 * The renaming of a column, applied to the elements of its table.
 *
 * @param from the name before
 * @param to the name after
 */
public record ColumnRenaming(String from, String to) {
    /** A part of the table of the column. */
    public TableElement in(TableElement element) {
        if (element instanceof Column column) {
            var renamed = column.name().equals(from) ? column.named(to) : column;
            return renamed.generatedAs() == null
                    ? renamed
                    : renamed.generatedAs(SqlText.rename(renamed.generatedAs(), from, to));
        }
        if (element instanceof PrimaryKey key) {
            return key.over(in(key.columns()));
        }
        if (element instanceof UniqueConstraint unique) {
            return unique.over(in(unique.columns())).including(in(unique.include()));
        }
        if (element instanceof CheckConstraint check) {
            return check.expression(SqlText.rename(check.expression(), from, to));
        }
        if (element instanceof Index index) {
            var renamed =
                    index.over(index.columns().stream().map(this::in).toList()).including(in(index.include()));
            return index.where() == null ? renamed : renamed.where(SqlText.rename(index.where(), from, to));
        }
        return referencing((ForeignKey) element);
    }

    private ForeignKey referencing(ForeignKey key) {
        return key.over(in(key.columns()));
    }

    /** Returns a foreign key that refers to the renamed column by its new name. */
    public ForeignKey referenced(ForeignKey key) {
        return key.to(key.referencedTable(), in(key.referencedColumns()));
    }

    private List<String> in(List<String> columns) {
        return columns.stream().map(this::in).toList();
    }

    private IndexColumn in(IndexColumn column) {
        return column.named(column.isExpression() ? SqlText.rename(column.name(), from, to) : in(column.name()));
    }

    private String in(String column) {
        return column.equals(from) ? to : column;
    }
}
