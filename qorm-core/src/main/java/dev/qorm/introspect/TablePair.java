package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.introspect.Difference.Kind;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table as it should be and as it is.
 *
 * @param written the expected one as the database writes it, without foreign keys; null if this was not requested, or
 *     refused
 */
record TablePair(
        Table expected,
        Table live,
        Dialect dialect,
        @Nullable Table written) {
    private Map<String, TableElement> parts(Table table) {
        var parts = new LinkedHashMap<String, TableElement>();
        table.elements().forEach(element -> parts.put(Words.part(dialect.stored(element)), element));
        return parts;
    }

    static TablePair of(Table expected, Table live, Dialect dialect) {
        var named = dialect == Dialect.SQLITE ? Nameless.named(live, expected) : live;
        return new TablePair(expected, collated(named, expected, dialect), dialect, null);
    }

    private static Table collated(Table found, Table expected, Dialect dialect) {
        var table = found;
        for (var column : found.columns().values()) {
            var wanted = expected.columns().get(column.name());
            var compared = wanted == null ? column : StatedCollations.compared(column, wanted, dialect);
            table = compared.equals(column) ? table : table.withColumn(compared);
        }
        return table;
    }

    TablePair written(@Nullable Table table) {
        return new TablePair(expected, live, dialect, table == null ? null : collated(table, expected, dialect));
    }

    /** Whether a part has a different text than expected but may mean the same. */
    boolean isUnclear() {
        var found = parts(live);
        return parts(expected).entrySet().stream().anyMatch(part -> {
            var other = found.get(part.getKey());
            return other != null && !isSame(part.getValue(), other) && !(other instanceof ForeignKey);
        });
    }

    private boolean isSame(TableElement wanted, TableElement found) {
        return dialect.stored(wanted).equals(dialect.stored(found))
                || (written != null && dialect.stored(found).equals(inScratch(wanted)));
    }

    private @Nullable TableElement inScratch(TableElement wanted) {
        var part = written == null ? null : parts(written).get(Words.part(dialect.stored(wanted)));
        return part == null ? null : dialect.stored(part);
    }

    void addTo(List<Difference> differences) {
        if (!expected.name().equals(live.name())) {
            differences.add(new Difference(expected.name(), "name", Kind.DIFFERENT, expected.name(), live.name()));
        }
        if (dialect.hasComments() && !Objects.equals(expected.comment(), live.comment())) {
            differences.add(new Difference(
                    expected.name(),
                    "comment",
                    Kind.DIFFERENT,
                    Words.comment(expected.comment()),
                    Words.comment(live.comment())));
        }
        var found = parts(live);
        parts(expected).forEach((key, wanted) -> {
            var other = found.remove(key);
            if (other == null) {
                differences.add(new Difference(expected.name(), key, Kind.MISSING, Words.of(wanted), null));
            } else if (!isSame(wanted, other)) {
                differences.add(new Difference(
                        expected.name(), key, kind(wanted, other), Words.of(wanted, other), Words.of(other, wanted)));
            }
        });
        found.forEach((key, part) ->
                differences.add(new Difference(expected.name(), key, Kind.UNEXPECTED, null, Words.of(part))));
    }

    private Kind kind(TableElement wanted, TableElement found) {
        return written == null
                        && dialect.stored(withExpressionsOf(wanted, found)).equals(dialect.stored(found))
                ? Kind.NOT_COMPARABLE
                : Kind.DIFFERENT;
    }

    /** Returns {@code wanted} with the text of the other's expressions, if both have one. */
    private static TableElement withExpressionsOf(TableElement wanted, TableElement found) {
        if (found instanceof CheckConstraint) {
            return found;
        }
        if (wanted instanceof Index index && found instanceof Index other) {
            return withExpressionsOf(index, other);
        }
        if (wanted instanceof Column column && found instanceof Column other) {
            var bothDefault = column.defaultValue() != null && other.defaultValue() != null;
            var bothGenerated = column.generatedAs() != null && other.generatedAs() != null;
            return new Column(
                    column.name(),
                    column.type(),
                    bothGenerated ? other.isNullable() : column.isNullable(),
                    bothDefault ? other.defaultValue() : column.defaultValue(),
                    column.isAutoIncrement(),
                    bothGenerated ? other.generatedAs() : column.generatedAs(),
                    column.comment(),
                    column.collations());
        }
        return wanted;
    }

    private static Index withExpressionsOf(Index wanted, Index found) {
        var columns = new ArrayList<IndexColumn>();
        for (var i = 0; i < wanted.columns().size(); i++) {
            var column = wanted.columns().get(i);
            var other = i < found.columns().size() ? found.columns().get(i) : column;
            columns.add(column.isExpression() && other.isExpression() ? column.named(other.name()) : column);
        }
        var index = wanted.over(columns);
        return wanted.where() == null || found.where() == null ? index : index.where(found.where());
    }

    /** Returns the live table with the expected parts in place of those that mean the same. */
    Table inExpectedWords() {
        var found = parts(live);
        var parts = new ArrayList<TableElement>();
        parts(expected).forEach((key, wanted) -> {
            var other = found.remove(key);
            if (other != null) {
                parts.add(isSame(wanted, other) ? wanted : other);
            }
        });
        parts.addAll(found.values());
        return Table.of(live.name(), dialect.hasComments() ? live.comment() : expected.comment(), parts);
    }
}
