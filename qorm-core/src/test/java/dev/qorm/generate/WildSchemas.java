package dev.qorm.generate;

import dev.qorm.model.Naming;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Schemas as other people leave them: names of every kind, keys that share columns, keys in circles, names that are nearly
 * those that qorm would give. No database has to take them.
 */
final class WildSchemas {
    private static final List<String> TABLES = List.of(
            "order_line",
            "OrderLine",
            "order",
            "class",
            "model",
            "fields",
            "override",
            "2fa",
            "migration0001",
            "Straße",
            "a b\"c",
            "String",
            "orderline2",
            "TABLE",
            "post",
            "author",
            "$",
            "x_y__z",
            "local_date",
            "用户");
    private static final List<String> COLUMNS = List.of(
            "id",
            "author_id",
            "author",
            "authorId",
            "AuthorId",
            "post_a",
            "post_b",
            "a",
            "b",
            "class",
            "x y",
            "ÄÖ",
            "line_2",
            "order_line_id",
            "value",
            "CODE",
            "_",
            "parent_id");
    private static final List<String> EXPRESSIONS = List.of("lower(a)", "(a + 1)", "concat(\"b\", '\\( {0} ?')");

    private static final List<ColumnType> TYPES = List.of(
            ColumnTypes.bigint(),
            ColumnTypes.integer(),
            ColumnTypes.varchar(20),
            ColumnTypes.blob(),
            ColumnTypes.decimal(5, 2),
            ColumnTypes.json(),
            ColumnTypes.timestampWithTimeZone(3),
            ColumnTypes.enumeration("a", "it's"),
            ColumnTypes.nativeType("integer[]"));

    private final List<Integer> choices;
    private int next;
    private final Set<String> names = new HashSet<>();

    private WildSchemas(List<Integer> choices) {
        this.choices = choices;
    }

    static Arbitrary<Schema> schemas() {
        return Arbitraries.integers()
                .between(0, 255)
                .list()
                .ofMaxSize(300)
                .map(choices -> new WildSchemas(choices).schema());
    }

    private int below(int bound) {
        return next < choices.size() ? choices.get(next++) % bound : 0;
    }

    private boolean oneIn(int chances) {
        return below(chances) == chances - 1;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(below(values.size()));
    }

    private Schema schema() {
        var parts = new LinkedHashMap<String, List<TableElement>>();
        for (var i = below(5); i >= 0; i--) {
            var name = oneOf(TABLES);
            if (parts.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                parts.put(name, columnsAndKeys(name));
            }
        }
        parts.forEach((name, elements) -> {
            for (var i = below(4); i > 0; i--) {
                foreignKey(name, elements, parts);
            }
            for (var i = below(3); i > 0; i--) {
                index(name, elements);
            }
            if (oneIn(3)) {
                elements.add(new CheckConstraint(name(name, List.of(), "check"), "a > 0 and \"b\" <> '\\x'"));
            }
        });
        var tables = new ArrayList<Table>();
        parts.forEach((name, elements) -> tables.add(Table.of(name, oneIn(4) ? "it's \"x\"" : null, elements)));
        return Schema.of(tables);
    }

    private List<TableElement> columnsAndKeys(String table) {
        var columns = new LinkedHashMap<String, Column>();
        for (var i = below(8); i >= 0; i--) {
            var name = i == 0 && columns.isEmpty() ? "id" : oneOf(COLUMNS);
            if (columns.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
                columns.put(name, column(name));
            }
        }
        var elements = new ArrayList<TableElement>();
        if (!oneIn(5)) {
            var key = some(List.copyOf(columns.keySet()), 3);
            key.forEach(column -> columns.put(column, columns.get(column).nullable(false)));
            elements.add(new PrimaryKey(name(table, List.of(), "pkey"), key));
        }
        for (var i = below(3); i > 0; i--) {
            var key = some(List.copyOf(columns.keySet()), 2);
            var unique = new UniqueConstraint(name(table, key, "key"), key)
                    .including(others(List.copyOf(columns.keySet()), key))
                    .deferral(deferral());
            elements.add(oneIn(4) ? unique.nullsNotDistinct() : unique);
        }
        elements.addAll(0, columns.values());
        return elements;
    }

    private Column column(String name) {
        var column = Column.of(name, below(3) > 0 ? TYPES.get(0) : oneOf(TYPES)).nullable(oneIn(3));
        var value = NeutralValue.of(column.type());
        return switch (below(10)) {
            case 7 -> ColumnTypes.isInteger(column.type()) ? column.autoIncrement() : column;
            case 8 -> value == null ? column : column.withDefault(new DefaultValue.Literal(value));
            case 9 -> oneIn(2) ? column.generatedAs("a + 1") : column.comment("it's \\ a $ comment");
            default ->
                Column.canBeCollated(column.type()) && oneIn(3)
                        ? column.collation("postgresql", "it's \"C\"").collation("sqlite", "rtrim")
                        : column;
        };
    }

    private Deferral deferral() {
        return oneIn(4) ? oneOf(List.of(Deferral.values())) : null;
    }

    private List<String> some(List<String> of, int most) {
        var some = new LinkedHashSet<String>();
        for (var i = below(most); i >= 0; i--) {
            some.add(oneOf(of));
        }
        return List.copyOf(some);
    }

    private List<String> others(List<String> of, List<String> key) {
        return oneIn(4)
                ? some(of, 2).stream().filter(name -> !key.contains(name)).toList()
                : List.of();
    }

    private void foreignKey(String table, List<TableElement> own, Map<String, List<TableElement>> all) {
        var target = oneOf(List.copyOf(all.keySet()));
        var keys = all.get(target).stream()
                .filter(part -> part instanceof PrimaryKey
                        || (part instanceof UniqueConstraint unique && unique.deferral() == null))
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        var key = oneOf(keys);
        var referenced = key instanceof PrimaryKey primary ? primary.columns() : ((UniqueConstraint) key).columns();
        var isFitting = !oneIn(4);
        var columns = new ArrayList<String>();
        for (var column : referenced) {
            var name = oneIn(2) ? "ref_" + column : oneOf(COLUMNS);
            var existing = find(own, name);
            if (existing == null) {
                var there = (Column) find(all.get(target), column);
                own.add(
                        0,
                        isFitting
                                ? Column.of(name, there.type())
                                        .collations(there.collations())
                                        .nullable(oneIn(2))
                                : Column.of(name, oneOf(TYPES)).nullable(oneIn(2)));
                existing = find(own, name);
            }
            if (columns.contains(existing.name())) {
                return;
            }
            columns.add(existing.name());
        }
        own.add(new ForeignKey(
                        name(table, columns, "fkey"),
                        columns,
                        target,
                        referenced,
                        oneOf(List.of(ReferentialAction.values())),
                        oneOf(List.of(ReferentialAction.values())))
                .deferral(deferral()));
    }

    private static TableElement find(List<TableElement> elements, String column) {
        return elements.stream()
                .filter(part -> part instanceof Column && part.name().equalsIgnoreCase(column))
                .findFirst()
                .orElse(null);
    }

    private void index(String table, List<TableElement> own) {
        var names = own.stream()
                .filter(Column.class::isInstance)
                .map(TableElement::name)
                .toList();
        var parts = new ArrayList<IndexColumn>();
        some(names, 3).forEach(column -> parts.add(new IndexColumn(column, oneIn(4))));
        if (oneIn(4)) {
            parts.add(below(parts.size() + 1), new IndexColumn(oneOf(EXPRESSIONS), oneIn(3), true));
        }
        var index = new Index(
                        name(table, Naming.parts(parts), "idx"), parts, oneIn(3), oneIn(4) ? "a is not null" : null)
                .including(others(names, Naming.parts(parts)));
        own.add(index.isUnique() && oneIn(4) ? index.nullsNotDistinct() : index);
    }

    /** Mostly the name that qorm would give. */
    private String name(String table, List<String> columns, String suffix) {
        var derived = String.join("_", table, String.join("_", columns), suffix).replace("__", "_");
        var name = oneIn(4) ? "name" : derived;
        var free = name;
        for (var i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + i;
        }
        return free;
    }
}
