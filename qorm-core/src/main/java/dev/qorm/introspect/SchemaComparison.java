package dev.qorm.introspect;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schema that a database should have with the one that it has, and says in words where they differ. What a
 * database cannot tell apart is no difference: each kind forgets something, and all of them rewrite expressions.
 */
public final class SchemaComparison {
    private static final Pattern CAST = Pattern.compile("cast\\(([^()]+) as [^()]+(?:\\([^()]*\\))?\\)");
    private static final Pattern SUPPLEMENTARY = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");
    private static final Pattern NOW =
            Pattern.compile("\\b(?:now|current_timestamp|localtimestamp|localtime)(?:\\(\\d*\\)|\\b)");
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final Dialect dialect;
    private final List<String> differences = new ArrayList<>();

    private SchemaComparison(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The differences, a sentence each, in the order of the tables; empty for none. */
    public static List<String> differences(Schema expected, Schema actual, Dialect dialect) {
        var comparison = new SchemaComparison(dialect);
        comparison.compare(expected, actual);
        return comparison.differences;
    }

    private void compare(Schema expected, Schema actual) {
        for (var table : expected.tables()) {
            var found = actual.find(table.name());
            if (found == null) {
                differences.add("the table " + table.name() + " is missing");
            } else {
                compare(table, found);
            }
        }
        for (var table : actual.tables()) {
            if (expected.find(table.name()) == null) {
                differences.add("there is a table " + table.name() + " that should not be");
            }
        }
    }

    private void compare(Table expected, Table actual) {
        if (!expected.name().equals(actual.name())) {
            differences.add("the table " + expected.name() + " is called " + actual.name());
        }
        compare(expected.name(), "comment", comment(expected.comment()), comment(actual.comment()));
        var wanted = parts(expected);
        var found = parts(actual);
        wanted.forEach((key, part) -> {
            var other = found.remove(key);
            if (other == null) {
                differences.add(expected.name() + ": the " + key + " is missing");
            } else {
                compare(expected.name(), key, part, other);
            }
        });
        found.keySet().forEach(key -> differences.add(expected.name() + ": there is a " + key + " that should not be"));
    }

    private void compare(String table, String what, @Nullable Object expected, @Nullable Object actual) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            differences.add(table + ": the " + what + " should be " + expected + " and is " + actual);
        }
    }

    private Map<String, TableElement> parts(Table table) {
        var parts = new LinkedHashMap<String, TableElement>();
        for (var element : table.elements()) {
            var part = normalised(element);
            parts.put(kind(part) + " " + part.name(), part);
        }
        return parts;
    }

    private static String kind(TableElement element) {
        return element.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private TableElement normalised(TableElement element) {
        if (element instanceof Column column) {
            return normalised(column);
        }
        if (element instanceof CheckConstraint check) {
            return new CheckConstraint(check.name(), expression(check.expression()));
        }
        if (element instanceof Index index && index.where() != null) {
            return index.where(expression(index.where()));
        }
        if (element instanceof ForeignKey key) {
            return key.onDelete(normalised(key.onDelete())).onUpdate(normalised(key.onUpdate()));
        }
        return dialect.isMySqlFamily() ? mySqlKey(element) : element;
    }

    private Column normalised(Column column) {
        var value = column.defaultValue() instanceof DefaultValue.Expression written
                ? new DefaultValue.Expression(expression(written.sql()))
                : instant(json(column));
        var generatedAs = column.generatedAs() == null ? null : expression(column.generatedAs());
        return new Column(
                column.name(),
                dialect.stored(column.type()),
                // A computed column is nullable or not as its expression is.
                generatedAs != null || column.isNullable(),
                value,
                column.isAutoIncrement(),
                generatedAs,
                comment(column.comment()));
    }

    /** MySQL and MariaDB store a question mark for each character of a comment that has more than three bytes. */
    private @Nullable String comment(@Nullable String text) {
        return text == null || !dialect.isMySqlFamily()
                ? text
                : SUPPLEMENTARY.matcher(text).replaceAll("?");
    }

    /** A primary key has no name there, and a unique constraint is a unique index. */
    private static TableElement mySqlKey(TableElement element) {
        if (element instanceof PrimaryKey key) {
            return key.named("PRIMARY");
        }
        return element instanceof Index index
                        && index.isUnique()
                        && index.columns().stream().noneMatch(IndexColumn::isDescending)
                ? new UniqueConstraint(index.name(), index.columnNames())
                : element;
    }

    /** H2, MySQL and MariaDB have one only, since they check at once, and each calls it as it likes. */
    private ReferentialAction normalised(ReferentialAction action) {
        var checksAtOnce = dialect == Dialect.H2 || dialect.isMySqlFamily();
        return checksAtOnce && action == ReferentialAction.NO_ACTION ? ReferentialAction.RESTRICT : action;
    }

    /** MySQL and MariaDB have no instants; what is stored for one is its time in UTC. */
    private @Nullable DefaultValue instant(@Nullable DefaultValue value) {
        return dialect.isMySqlFamily()
                        && value instanceof DefaultValue.Literal literal
                        && literal.value() instanceof OffsetDateTime instant
                ? new DefaultValue.Literal(instant.toLocalDateTime())
                : value;
    }

    /** Databases put blanks into JSON or take them out, and H2 escapes what it need not. */
    private static @Nullable DefaultValue json(Column column) {
        if (!(column.type() instanceof ColumnType.Json)
                || !(column.defaultValue() instanceof DefaultValue.Literal text)) {
            return column.defaultValue();
        }
        var plain = UNICODE.matcher((String) text.value())
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 16))));
        return new DefaultValue.Literal(plain.replaceAll("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", ""));
    }

    /** The text without what servers add to it and take from it: blanks, quotes, parentheses, casts, case. */
    private static String expression(String sql) {
        var bare = NOW.matcher(CAST.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll("$1"))
                .replaceAll("current_timestamp")
                .replace("_utf8mb4'", "'")
                .replaceAll("::(?:\"[^\"]*\"|[a-z0-9_ ]+)(?:\\(\\d+(?:,\\s*\\d+)?\\))?", "")
                .replaceAll("[\\s\"()`\\[\\]]+", "")
                .replace("!=", "<>");
        return bare.isEmpty() ? sql : bare;
    }
}
