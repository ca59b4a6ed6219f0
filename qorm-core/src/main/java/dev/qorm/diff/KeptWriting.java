package dev.qorm.diff;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ensures that the same expression written differently is not a change: if the models write an expression differently
 * than the migrations, the spelling of the migrations is kept.
 */
final class KeptWriting {
    private static final Pattern STRING_OR_BLANKS = Pattern.compile("(\"(?:\\\\.|[^\"\\\\])*+\")|\\s+");

    private KeptWriting() {}

    /**
     * Returns the schema {@code to}, with the spelling of {@code from} for the same expressions.
     *
     * @param unchanged the keys of the tables that are already equal
     */
    static Schema of(Schema from, Schema to, Set<String> unchanged) {
        var isOther = false;
        var tables = new ArrayList<Table>();
        for (var after : to.tables()) {
            var before = unchanged.contains(Table.key(after.name())) ? null : from.find(after.name());
            if (before == null) {
                tables.add(after);
            } else {
                var table = of(before, after);
                isOther |= !table.equals(after);
                tables.add(table);
            }
        }
        return isOther ? Schema.of(tables) : to;
    }

    private static Table of(Table before, Table after) {
        var known = new HashMap<List<Object>, TableElement>();
        before.elements().forEach(element -> known.put(key(element), element));
        var elements =
                after.elements().stream().map(element -> of(known, element)).toList();
        return Table.of(after.name(), after.comment(), elements);
    }

    /** A column and a check may have the same name. */
    private static List<Object> key(TableElement element) {
        return List.of(element.getClass(), element.name());
    }

    private static TableElement of(Map<List<Object>, TableElement> known, TableElement after) {
        var before = known.get(key(after));
        if (before instanceof Column old && after instanceof Column column) {
            return of(old, column);
        }
        if (before instanceof CheckConstraint old && after instanceof CheckConstraint check) {
            return check.expression(kept(old.expression(), check.expression()));
        }
        return before instanceof Index old && after instanceof Index index ? of(old, index) : after;
    }

    private static Index of(Index before, Index after) {
        var columns = new ArrayList<IndexColumn>();
        for (var i = 0; i < after.columns().size(); i++) {
            var column = after.columns().get(i);
            var old = i < before.columns().size() ? before.columns().get(i) : column;
            columns.add(
                    old.isExpression() && column.isExpression()
                            ? column.named(kept(old.name(), column.name()))
                            : column);
        }
        var index = after.over(columns);
        return before.where() == null || after.where() == null
                ? index
                : index.where(kept(before.where(), after.where()));
    }

    private static Column of(Column before, Column after) {
        var column = before.generatedAs() == null || after.generatedAs() == null
                ? after
                : after.generatedAs(kept(before.generatedAs(), after.generatedAs()));
        return isSameDefault(before, after) ? column.withDefault(before.defaultValue()) : column;
    }

    private static String kept(String before, String after) {
        return SqlText.isSame(before, after) ? before : after;
    }

    /** The same JSON value may be formatted differently. */
    private static boolean isSameDefault(Column before, Column after) {
        if (before.defaultValue() instanceof DefaultValue.Expression old
                && after.defaultValue() instanceof DefaultValue.Expression expression) {
            return SqlText.isSame(old.sql(), expression.sql());
        }
        return before.type() instanceof ColumnType.Json
                && after.type() instanceof ColumnType.Json
                && before.defaultValue() instanceof DefaultValue.Literal old
                && after.defaultValue() instanceof DefaultValue.Literal literal
                && compact(old.value()).equals(compact(literal.value()));
    }

    private static String compact(Object json) {
        return STRING_OR_BLANKS
                .matcher(json.toString())
                .replaceAll(found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
    }
}
