package dev.qorm.introspect;

import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.TypeNames;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Describes parts of tables for the user. */
final class Words {
    private Words() {}

    /** Returns kind and name: {@code foreign key post_author_id_fkey}. */
    static String part(TableElement element) {
        return element.getClass()
                        .getSimpleName()
                        .replace("Constraint", "")
                        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .toLowerCase(Locale.ROOT)
                        .replace("unique", "unique constraint")
                + " " + element.name();
    }

    /** Returns the description of a part. */
    static String of(TableElement element) {
        if (element instanceof Column column) {
            // Compared with a column that has nothing but a type, all other properties of this one are listed.
            var plain = Column.of(column.name(), column.type()).nullable();
            var more = of(column, plain);
            return TypeNames.of(column.type()) + (more.isEmpty() ? "" : ", " + more);
        }
        if (element instanceof PrimaryKey key) {
            return list(key.columns());
        }
        if (element instanceof UniqueConstraint unique) {
            return list(unique.columns()) + unique.describeMore();
        }
        if (element instanceof CheckConstraint check) {
            return check.expression();
        }
        return element instanceof Index index ? index(index) : foreignKey((ForeignKey) element);
    }

    /** Returns the properties of {@code one} that differ from {@code other}, a part with the same kind and name. */
    static String of(TableElement one, TableElement other) {
        if (!(one instanceof Column column) || !(other instanceof Column second)) {
            return of(one);
        }
        var mine = facets(column);
        var others = facets(second);
        return IntStream.range(0, mine.size())
                .filter(i -> !mine.get(i).equals(others.get(i)))
                .mapToObj(mine::get)
                .collect(Collectors.joining(", "));
    }

    private static List<String> facets(Column column) {
        return List.of(
                TypeNames.of(column.type()),
                column.isNullable() ? "null" : "not null",
                column.defaultValue() == null ? "no default" : "default " + text(column.defaultValue()),
                column.isAutoIncrement() ? "auto-increment" : "not auto-increment",
                column.generatedAs() == null ? "not generated" : "generated as " + column.generatedAs(),
                column.comment() == null ? "no comment" : "comment '" + column.comment() + "'",
                column.collations().isEmpty()
                        ? "no collation"
                        : column.collations().stream()
                                .map(each -> "collation '" + each.name() + "' on " + each.database())
                                .collect(Collectors.joining(", ")));
    }

    private static String text(DefaultValue value) {
        if (value instanceof DefaultValue.Expression expression) {
            return expression.sql();
        }
        var literal = ((DefaultValue.Literal) value).value();
        return literal instanceof DefaultValue.Bytes bytes ? "x'" + bytes.hex() + "'" : "'" + literal + "'";
    }

    static String comment(@Nullable String comment) {
        return comment == null ? "none" : "'" + comment + "'";
    }

    private static String list(List<String> columns) {
        return columns.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private static String index(Index index) {
        return (index.isUnique() ? "unique " : "")
                + "(" + index.describeColumns() + ")" + index.describeMore()
                + (index.where() == null ? "" : " where " + index.where());
    }

    private static String foreignKey(ForeignKey key) {
        var words = new ArrayList<String>();
        words.add(list(key.columns()) + " to " + key.referencedTable() + list(key.referencedColumns()));
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            words.add("on delete " + key.onDelete().sql());
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            words.add("on update " + key.onUpdate().sql());
        }
        return String.join(" ", words) + Deferral.words(key.deferral());
    }
}
