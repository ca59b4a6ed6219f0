package dev.qorm.dialect;

import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.TypeFamily;

/** All that a column is, as MySQL and MariaDB want it said whenever it is added or changed. */
final class MySqlDefinitions {
    private final MySqlOperationRenderer renderer;
    private final String characters;

    /** @param characters the character set and the collation of qorm's tables */
    MySqlDefinitions(MySqlOperationRenderer renderer, String characters) {
        this.renderer = renderer;
        this.characters = characters;
    }

    /** Of a column of a table that is created, which has the characters of the table. */
    String ofNewTable(String table, Column column) {
        return definition(column, renderer.typeName(table, column));
    }

    /**
     * Of a column of a table that is there and may have another character set than qorm's: it would put question marks for
     * what it has not. A column of a foreign key has to be as that at the other end, which has the same values.
     */
    String of(String table, Column column) {
        var family = TypeFamily.of(column.type());
        var isText = family == TypeFamily.TEXT || family == TypeFamily.ENUMERATION;
        var isStated = isText && !renderer.isInForeignKey(table, column.name());
        return definition(column, renderer.typeName(table, column) + (isStated ? " " + characters : ""));
    }

    private String definition(Column column, String type) {
        var sql = new StringBuilder(renderer.quoted(column.name()) + " " + type);
        if (column.generatedAs() != null) {
            sql.append(' ').append(renderer.generated(renderer.expression(column.generatedAs())));
        } else {
            sql.append(column.isNullable() ? " null" : " not null");
        }
        if (column.defaultValue() != null) {
            sql.append(" default ").append(defaultValue(column.type(), column.defaultValue()));
        }
        if (column.isAutoIncrement()) {
            sql.append(" auto_increment");
        }
        if (column.comment() != null) {
            sql.append(" comment ").append(renderer.textLiteral(column.comment()));
        }
        return sql.toString();
    }

    /** MySQL takes an expression, and any default of a large object, in parentheses only. */
    private String defaultValue(ColumnType type, DefaultValue value) {
        var isPlain = value instanceof DefaultValue.Literal && !MySqlLimits.isLarge(type);
        return isPlain ? renderer.sql(type, value) : "(" + renderer.sql(type, value) + ")";
    }
}
