package dev.qorm.testing;

import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.column;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;

import dev.qorm.dialect.Dialect;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * Random schemas that every database takes. Made from a list of choices, so that jqwik shrinks a failing schema by
 * shrinking the list: an exhausted list chooses the simplest.
 */
public final class RandomSchemas {
    private static final List<String> TABLES = List.of("author", "book", "Chapter", "order", "line_item", "tag");
    private static final List<String> COLUMNS = List.of("code", "title", "value", "group", "Count", "note", "größe");
    private static final List<ColumnType> TYPES = List.of(
            ColumnTypes.integer(),
            ColumnTypes.bigint(),
            ColumnTypes.varchar(40),
            ColumnTypes.varchar(20),
            ColumnTypes.bool(),
            ColumnTypes.smallint(),
            ColumnTypes.decimal(10, 2),
            ColumnTypes.doublePrecision(),
            ColumnTypes.date(),
            ColumnTypes.timestamp(),
            ColumnTypes.uuid(),
            ColumnTypes.character(5),
            ColumnTypes.enumeration("RED", "GREEN"),
            ColumnTypes.text());
    private static final List<ReferentialAction> ACTIONS = List.of(ReferentialAction.values());

    private final List<Integer> choices;
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private final List<String> keyed = new ArrayList<>();
    private int next;

    private RandomSchemas(List<Integer> choices) {
        this.choices = choices;
    }

    /** Schemas of up to six tables. */
    public static Arbitrary<Schema> schemas() {
        return Arbitraries.integers()
                .between(0, 255)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMaxSize(160)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(choices -> new RandomSchemas(choices).schema());
    }

    /** Whether a database can have the schema: SQLite counts primary keys only, and not all have partial indexes, expressions or deferrable keys. */
    public static boolean isPossible(Schema schema, Dialect dialect) {
        return schema.tables().stream()
                .allMatch(table -> DeferralEdits.arePossible(table, dialect)
                        && switch (dialect) {
                            case POSTGRESQL -> hasNoEqualNulls(table) || TestDatabase.hasEqualNulls(dialect);
                            case SQLITE ->
                                hasNoEqualNulls(table)
                                        && table.columns().values().stream()
                                                .filter(Column::isAutoIncrement)
                                                .allMatch(column -> table.primaryKey() != null
                                                        && table.primaryKey()
                                                                .columns()
                                                                .equals(List.of(column.name())));
                            case H2 -> table.indexes().values().stream().allMatch(Index::isOverColumns);
                            case MARIADB ->
                                hasNoEqualNulls(table)
                                        && readsNothingCounted(table)
                                        && table.indexes().values().stream().allMatch(Index::isOverColumns);
                            case MYSQL ->
                                hasNoEqualNulls(table)
                                        && readsNothingCounted(table)
                                        && table.indexes().values().stream().allMatch(index -> index.where() == null);
                        });
    }

    private static boolean hasNoEqualNulls(Table table) {
        return table.elements().stream().noneMatch(TableElement::isNullsNotDistinct);
    }

    private static boolean readsNothingCounted(Table table) {
        return table.columns().values().stream()
                .filter(Column::isAutoIncrement)
                .noneMatch(column -> table.elements().stream().anyMatch(part -> part.mentions(column.name())));
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
        for (var name : TABLES.subList(0, below(TABLES.size() + 1))) {
            if (!oneIn(4)) {
                columns.put(name, columns());
                if (!oneIn(10)) {
                    keyed.add(name);
                }
            }
        }
        var tables = new ArrayList<Table>();
        for (var name : List.copyOf(columns.keySet())) {
            tables.add(table(name));
        }
        return Schema.of(tables);
    }

    /** A key first, of one of three types; then columns of their own. */
    private List<Column> columns() {
        var all = new ArrayList<Column>();
        all.add(
                switch (below(4)) {
                    case 0 -> column("id", ColumnTypes.bigint()).autoIncrement();
                    case 1 -> column("id", ColumnTypes.integer());
                    case 2 ->
                        oneIn(3)
                                ? collated(column("id", ColumnTypes.varchar(20)))
                                : column("id", ColumnTypes.varchar(20));
                    default -> column("id", ColumnTypes.uuid());
                });
        for (var name : COLUMNS.subList(0, below(COLUMNS.size() + 1))) {
            if (!oneIn(3)) {
                all.add(ownColumn(name));
            }
        }
        return all;
    }

    /** Returns a text with a collation that every version of a database has. */
    static Column collated(Column column) {
        return column.collation("postgresql", "C")
                .collation("sqlite", "nocase")
                .collation("mariadb", "utf8mb4_general_ci")
                .collation("mysql", "utf8mb4_general_ci");
    }

    private Column ownColumn(String name) {
        var column = Column.of(name, oneOf(TYPES));
        if (!oneIn(3)) {
            column = column.nullable();
        }
        if (oneIn(4)) {
            column = column.defaultValue(NeutralValue.of(column.type()));
        }
        if (Column.canBeCollated(column.type()) && oneIn(3)) {
            column = collated(column);
        }
        return oneIn(6) ? column.comment("it's \"the\" \\ " + name + "; -- {0} ?") : column;
    }

    private Table table(String name) {
        var parts = new ArrayList<TableElement>();
        var own = new ArrayList<>(columns.get(name));
        if (keyed.contains(name)) {
            parts.add(primaryKey(name + "_pkey", "id"));
        }
        for (var i = keyed.isEmpty() ? 0 : below(3); i > 0; i--) {
            reference(name, oneOf(keyed), own, parts, i);
        }
        own.stream().skip(1).filter(this::canBeKey).forEach(column -> {
            if (oneIn(6)) {
                parts.add(unique(name + "_" + column.name() + "_key", column.name())
                        .including(included(own, column)));
            }
            if (oneIn(6)) {
                parts.add(index(name, column).including(included(own, column)));
            }
        });
        // MySQL and MariaDB refuse a check over what they count up.
        if (oneIn(6) && !own.get(0).isAutoIncrement()) {
            parts.add(check(name + "_check", "id is not null"));
        }
        var all = new ArrayList<TableElement>(own);
        all.addAll(parts);
        return Table.of(name, oneIn(5) ? "the table " + name : null, all);
    }

    private Index index(String table, Column column) {
        var key = new IndexColumn(column.name(), oneIn(2));
        return new Index(table + "_" + column.name() + "_idx", List.of(key), oneIn(4), null);
    }

    private List<String> included(List<Column> own, Column key) {
        var other = oneOf(own);
        return oneIn(4) && !other.equals(key) ? List.of(other.name()) : List.of();
    }

    private boolean canBeKey(Column column) {
        return !(column.type() instanceof ColumnType.Text);
    }

    private void reference(String table, String target, List<Column> own, List<TableElement> parts, int number) {
        var key = columns.get(target).get(0);
        var name = "ref" + number + "_id";
        own.add(Column.of(name, key.type()).nullable().collations(key.collations()));
        parts.add(new ForeignKey(
                table + "_" + name + "_fkey",
                List.of(name),
                target,
                List.of("id"),
                oneOf(ACTIONS),
                ReferentialAction.NO_ACTION));
    }
}
