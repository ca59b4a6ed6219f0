package dev.qorm.scenario;

import dev.qorm.diff.Rename;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change of a schema and the operations that it takes, as {@code changes.txt} has them.
 *
 * @param id what it is known by
 * @param before the schema before
 * @param after the schema after
 * @param renames what got another name
 * @param plan the operations in words, in their order
 * @param refusals the databases that cannot have it, separated by blanks
 * @param values SQL literals for columns of the row that is there, by table and column
 */
record Scenario(
        String id,
        Schema before,
        Schema after,
        List<Rename> renames,
        List<String> plan,
        String refusals,
        Map<String, String> values) {
    private static final Pattern NAMED = Pattern.compile("(\\w+)\\(([^)]*)\\)");
    /** An expression is in braces. */
    private static final Pattern INDEX = Pattern.compile("(\\w+)\\(((?:\\{[^}]*}|[^)])*)\\)");

    private static final Pattern INCLUDE = Pattern.compile(" include \\(([^)]*)\\)");
    private static final Pattern REFERENCE =
            Pattern.compile("(\\w+)\\(([^)]*)\\) (\\w+)\\(([^)]*)\\)(?: (?!update)(\\w+))?(?: update (\\w+))?");
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*+'|[^ ]+");

    /** All of the file, or those whose ids match {@code qorm.scenario}. */
    static List<Scenario> all() {
        try (var stream = Scenario.class.getResourceAsStream("changes.txt")) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^== "))
                    .skip(1)
                    .map(Scenario::parse)
                    .filter(scenario -> scenario.id().matches(System.getProperty("qorm.scenario", ".*")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario parse(String text) {
        var lines = text.lines().toList();
        var before = new ArrayList<Table>();
        var after = new ArrayList<Table>();
        var renames = new ArrayList<Rename>();
        var plan = new ArrayList<String>();
        var values = new LinkedHashMap<String, String>();
        var refusals = "";
        for (var line : lines.subList(1, lines.size())) {
            var rest = line.substring(line.indexOf(' ') + 1);
            switch (line.split(" ", 2)[0]) {
                case "before" -> before.add(table(rest));
                case "after" -> after.add(table(rest));
                case "rename" ->
                    Stream.of(rest.split(", ")).map(Scenario::rename).forEach(renames::add);
                case "plan" -> plan.add(rest);
                case "refused" -> refusals = rest;
                case "value" -> values.put(rest.split(" ", 2)[0], rest.split(" ", 2)[1]);
                case "" -> {}
                default -> throw new IllegalStateException(lines.get(0) + ": " + line);
            }
        }
        return new Scenario(lines.get(0), Schema.of(before), Schema.of(after), renames, plan, refusals, values);
    }

    private static Rename rename(String text) {
        var parts = text.split("[.:]", -1);
        return parts.length == 2 ? new Rename(null, parts[0], parts[1]) : new Rename(parts[0], parts[1], parts[2]);
    }

    private static Table table(String text) {
        var name = text.substring(0, text.indexOf(':'));
        var elements = new ArrayList<TableElement>();
        String comment = null;
        for (var part : text.substring(name.length() + 1).strip().split("; ", -1)) {
            if (part.startsWith("comment ")) {
                comment = part.substring("comment '".length(), part.length() - 1);
            } else {
                elements.add(element(part));
            }
        }
        return Table.of(name, comment, elements);
    }

    private static TableElement element(String text) {
        var rest = text.substring(text.indexOf(' ') + 1);
        return switch (text.split(" ", 2)[0]) {
            case "pk" -> new PrimaryKey(named(rest).group(1), columns(rest));
            case "unique" ->
                rest.startsWith("index ")
                        ? index(rest.substring("index ".length()), true)
                        : new UniqueConstraint(
                                named(rest).group(1),
                                columns(rest),
                                included(rest),
                                isNullsNotDistinct(rest),
                                rest.endsWith(" deferred") ? Deferral.INITIALLY_DEFERRED : null);
            case "index" -> index(rest, false);
            case "fk" -> foreignKey(rest);
            case "check" -> new CheckConstraint(rest.split(": ", 2)[0], rest.split(": ", 2)[1]);
            default -> column(text);
        };
    }

    private static Matcher named(String text) {
        var matcher = NAMED.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalStateException(text);
        }
        return matcher;
    }

    private static List<String> columns(String text) {
        return List.of(named(text).group(2).split(", "));
    }

    private static Index index(String text, boolean isUnique) {
        var matcher = INDEX.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalStateException(text);
        }
        var columns = Stream.of(matcher.group(2).split(", (?![^{]*})"))
                .map(Scenario::indexColumn)
                .toList();
        var where = text.contains(" where ") ? text.split(" where ", 2)[1] : null;
        return new Index(matcher.group(1), columns, isUnique, where, included(text), isNullsNotDistinct(text));
    }

    private static List<String> included(String text) {
        var matcher = INCLUDE.matcher(text);
        return matcher.find() ? List.of(matcher.group(1).split(", ")) : List.of();
    }

    private static boolean isNullsNotDistinct(String text) {
        return text.contains(" nulls not distinct");
    }

    private static IndexColumn indexColumn(String text) {
        var isExpression = text.startsWith("{");
        var name = text.replaceFirst(" desc$", "");
        return new IndexColumn(
                isExpression ? name.substring(1, name.length() - 1) : name, text.endsWith(" desc"), isExpression);
    }

    private static ForeignKey foreignKey(String text) {
        var matcher = REFERENCE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalStateException(text);
        }
        return new ForeignKey(
                matcher.group(1),
                List.of(matcher.group(2).split(", ")),
                matcher.group(3),
                List.of(matcher.group(4).split(", ")),
                action(matcher.group(5)),
                action(matcher.group(6)));
    }

    private static ReferentialAction action(@Nullable String name) {
        return name == null ? ReferentialAction.NO_ACTION : ReferentialAction.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Column column(String text) {
        var words = text.split(" ", 3);
        var column = Column.of(words[0], type(words[1]));
        var rest = words.length == 3 ? words[2] : "";
        while (!rest.isEmpty()) {
            var word = rest.split(" ", 2)[0];
            var more = rest.substring(Math.min(rest.length(), word.length() + 1));
            switch (word) {
                case "auto" -> column = column.autoIncrement();
                case "null" -> column = column.nullable();
                case "comment" -> column = column.comment(unquoted(literal(more)));
                case "default" ->
                    column = more.startsWith("sql ")
                            ? column.defaultExpression(more.substring("sql ".length()))
                            : column.defaultValue(value(column.type(), unquoted(literal(more))));
                case "collate" -> {
                    for (var each : literal(more).split(",", -1)) {
                        var parts = each.split(":", -1);
                        column = column.collation(parts[0], parts[1]);
                    }
                }
                case "generated" -> column = column.generatedAs(more);
                default -> throw new IllegalStateException(text);
            }
            rest = switch (word) {
                case "auto", "null" -> more;
                case "generated" -> "";
                default ->
                    more.startsWith("sql ")
                            ? ""
                            : more.substring(literal(more).length()).strip();
            };
        }
        return column;
    }

    private static String literal(String text) {
        var matcher = LITERAL.matcher(text);
        if (!matcher.lookingAt()) {
            throw new IllegalStateException(text);
        }
        return matcher.group();
    }

    private static Object value(ColumnType type, String text) {
        if (type instanceof ColumnType.Int) {
            return Integer.valueOf(text);
        }
        return type instanceof ColumnType.DoublePrecision ? (Object) Double.valueOf(text) : text;
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replace("''", "'");
    }

    private static ColumnType type(String text) {
        var parts = text.split("[(,)]", -1);
        return switch (parts[0]) {
            case "integer" -> ColumnTypes.integer();
            case "bigint" -> ColumnTypes.bigint();
            case "double" -> ColumnTypes.doublePrecision();
            case "decimal" -> ColumnTypes.decimal(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            case "varchar" -> ColumnTypes.varchar(Integer.parseInt(parts[1]));
            case "text" -> ColumnTypes.text();
            case "date" -> ColumnTypes.date();
            case "time" -> ColumnTypes.time();
            case "timestamp" -> ColumnTypes.timestamp();
            case "uuid" -> ColumnTypes.uuid();
            case "json" -> ColumnTypes.json();
            case "blob" -> ColumnTypes.blob();
            case "boolean" -> ColumnTypes.bool();
            case "enum" -> ColumnTypes.enumeration(Arrays.copyOfRange(parts, 1, parts.length - 1));
            default -> throw new IllegalStateException(text);
        };
    }

    @Override
    public String toString() {
        return id;
    }
}
