package dev.qorm.testing;

import static dev.qorm.operation.Operations.check;
import static dev.qorm.operation.Operations.primaryKey;
import static dev.qorm.operation.Operations.unique;

import dev.qorm.diff.Rename;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ColumnTypes;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.NeutralValue;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SchemaException;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random lives of a schema: what it is at first, and the steps after that, each of a few edits as people make them. An
 * edit that does not fit the schema that it meets does nothing, so jqwik can take any of them away.
 */
public final class RandomEvolutions {
    private static final List<ColumnType> TYPES = List.of(
            ColumnTypes.integer(),
            ColumnTypes.varchar(40),
            ColumnTypes.bool(),
            ColumnTypes.decimal(10, 2),
            ColumnTypes.timestamp(),
            ColumnTypes.uuid(),
            ColumnTypes.enumeration("RED", "GREEN"),
            ColumnTypes.text(),
            ColumnTypes.json());
    private static final List<Kind> KINDS = List.of(
            RandomEvolutions::addColumn,
            RandomEvolutions::require,
            RandomEvolutions::dropColumn,
            RandomEvolutions::renameColumn,
            RandomEvolutions::renameTable,
            RandomEvolutions::switchNullability,
            RandomEvolutions::switchDefault,
            RandomEvolutions::widen,
            RandomEvolutions::addIndex,
            RandomEvolutions::addUnique,
            RandomEvolutions::dropKey,
            RandomEvolutions::addReference,
            RandomEvolutions::dropReference,
            RandomEvolutions::addTable,
            RandomEvolutions::dropTable,
            RandomEvolutions::switchCheck,
            RandomEvolutions::switchComment,
            RandomEvolutions::addGenerated,
            RandomEvolutions::addWideIndex,
            RandomEvolutions::addWideUnique,
            RandomEvolutions::addTableOfTwoKeys,
            RandomEvolutions::addWideReference,
            RandomEvolutions::convert,
            RandomEvolutions::switchPrimaryKey,
            RandomEvolutions::addUniqueIndex,
            RandomEvolutions::addReferenceToUnique);

    private Schema before;
    private Schema schema;
    private final List<Rename> renames = new ArrayList<>();
    private final Set<String> converted = new HashSet<>();
    private int names;

    private RandomEvolutions(Schema first) {
        this.before = first;
        this.schema = first;
    }

    /**
     * A step.
     *
     * @param before the schema before it
     * @param after the schema after it
     * @param renames the tables and columns that got another name
     */
    public record Step(Schema before, Schema after, List<Rename> renames) {}

    /** An edit: its numbers choose the kind, the table, the column and what else there is to choose. */
    private record Edit(int kind, int table, int part, int other) {
        <T> T of(List<T> values, int number) {
            return values.get(number % values.size());
        }
    }

    private interface Kind {
        Schema in(RandomEvolutions evolution, Edit edit, Table table);
    }

    /** A schema that comes to be out of nothing, and up to four steps of up to four edits. */
    public static Arbitrary<List<Step>> evolutions() {
        var number = Arbitraries.integers().between(0, 255);
        var edits = Combinators.combine(number, number, number, number)
                .as(Edit::new)
                .list()
                .ofMaxSize(4)
                .list()
                .ofMaxSize(4);
        return Combinators.combine(RandomSchemas.schemas(), edits).as(RandomEvolutions::steps);
    }

    private static List<Step> steps(Schema first, List<List<Edit>> edits) {
        var steps = new ArrayList<Step>();
        steps.add(new Step(Schema.empty(), first, List.of()));
        var evolution = new RandomEvolutions(first);
        edits.forEach(group -> steps.add(evolution.step(group)));
        return steps;
    }

    private Step step(List<Edit> edits) {
        before = schema;
        renames.clear();
        edits.forEach(this::edit);
        return new Step(before, schema, List.copyOf(renames));
    }

    private void edit(Edit edit) {
        var tables = List.copyOf(schema.tables());
        var kind = edit.of(KINDS, edit.kind);
        try {
            var table = tables.isEmpty()
                    ? Table.of(newName("first"), Column.of("id", ColumnTypes.integer()))
                    : edit.of(tables, edit.table);
            schema = tables.isEmpty() ? schema.plus(table) : kind.in(this, edit, table);
        } catch (SchemaException e) {
            // The edit does not fit: a column that a key needs is not dropped, say.
        }
    }

    /** A name that no table and no column has or had. */
    private String newName(String stem) {
        return stem + ++names;
    }

    private static Column column(Edit edit, Table table) {
        return edit.of(List.copyOf(table.columns().values()), edit.part);
    }

    private Schema with(Table table, TableElement part) {
        return schema.replace(table.with(part));
    }

    private static Schema addColumn(RandomEvolutions life, Edit edit, Table table) {
        var column = Column.of(life.newName("added"), edit.of(TYPES, edit.part));
        return life.with(
                table,
                switch (edit.other % 3) {
                    case 0 -> column.nullable();
                    case 1 -> column.defaultValue(NeutralValue.of(column.type()));
                    default -> column;
                });
    }

    /** Not what another column is computed from or a check speaks of, and nothing that cannot become what it was before. */
    private static Schema dropColumn(RandomEvolutions life, Edit edit, Table table) {
        var name = column(edit, table).name();
        var isMentioned = table.columns().values().stream()
                        .anyMatch(other -> SqlText.mentions(other.generatedAs(), name))
                || table.checks().values().stream().anyMatch(check -> SqlText.mentions(check.expression(), name));
        return isMentioned || life.converted.contains(name)
                ? life.schema
                : life.schema.replace(table.without(Column.class, name));
    }

    private static Schema renameColumn(RandomEvolutions life, Edit edit, Table table) {
        var from = column(edit, table).name();
        var known = life.before.find(table.name());
        if (known == null || !known.columns().containsKey(from)) {
            return life.schema;
        }
        var to = life.newName("renamed");
        var renamed = life.schema.renameColumn(table.name(), from, to);
        life.renames.add(new Rename(table.name(), from, to));
        if (life.converted.contains(from)) {
            life.converted.add(to);
        }
        return renamed;
    }

    private static Schema renameTable(RandomEvolutions life, Edit edit, Table table) {
        if (life.before.find(table.name()) == null) {
            return life.schema;
        }
        var to = life.newName("Renamed_");
        var renamed = life.schema.renameTable(table.name(), to);
        life.renames.replaceAll(
                rename -> table.name().equals(rename.table()) ? new Rename(to, rename.from(), rename.to()) : rename);
        life.renames.add(new Rename(null, table.name(), to));
        return renamed;
    }

    /** Not of a reference, which a row that is lost takes with it, and not of what a check wants to be there. */
    private static Schema switchNullability(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        return isNullabilityOpen(column, table)
                ? life.schema.replace(table.withColumn(column.nullable(!column.isNullable())))
                : life.schema;
    }

    /** A column that may be NULL comes to be NOT NULL, one in three times with a default, or with a comment. */
    private static Schema require(RandomEvolutions life, Edit edit, Table table) {
        var nullable = table.columns().values().stream()
                .filter(column -> column.isNullable() && isNullabilityOpen(column, table))
                .toList();
        if (nullable.isEmpty()) {
            return life.schema;
        }
        var column = edit.of(nullable, edit.part).nullable(false);
        return life.schema.replace(table.withColumn(
                switch (edit.other % 3) {
                    case 0 -> column.withDefault(new DefaultValue.Literal(NeutralValue.of(column.type())));
                    case 1 -> column.comment(life.newName("said"));
                    default -> column;
                }));
    }

    private static boolean isNullabilityOpen(Column column, Table table) {
        var isReference = table.foreignKeys().values().stream()
                .anyMatch(key -> key.columns().contains(column.name()));
        var isChecked =
                table.checks().values().stream().anyMatch(check -> SqlText.mentions(check.expression(), column.name()));
        return !isReference && !isChecked && !column.isAutoIncrement() && column.generatedAs() == null;
    }

    /** Not of a reference, since the default has to be a row that is there. */
    private static Schema switchDefault(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        return isReference(column, table) || column.isAutoIncrement() || column.generatedAs() != null
                ? life.schema
                : life.schema.replace(table.withColumn(
                        column.defaultValue() == null
                                ? column.defaultValue(NeutralValue.of(column.type()))
                                : column.withDefault(null)));
    }

    private static Schema widen(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        var isInKey = life.schema.tables().stream()
                .flatMap(other -> other.foreignKeys().values().stream())
                .anyMatch(key -> key.columns().contains(column.name())
                        || key.referencedColumns().contains(column.name()));
        if (isInKey || column.generatedAs() != null) {
            return life.schema;
        }
        if (column.type() instanceof ColumnType.Int || column.type() instanceof ColumnType.SmallInt) {
            return life.schema.replace(table.withColumn(column.type(ColumnTypes.bigint())));
        }
        return column.type() instanceof ColumnType.Varchar varchar && varchar.length() < 100
                ? life.schema.replace(table.withColumn(column.type(ColumnTypes.varchar(100))))
                : life.schema;
    }

    private static boolean canBeKey(Column column) {
        return !(column.type() instanceof ColumnType.Text || column.type() instanceof ColumnType.Json);
    }

    private static Schema addIndex(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        var key = new IndexColumn(column.name(), edit.other % 2 == 0);
        return canBeKey(column)
                ? life.with(table, new Index(life.newName(table.name() + "_idx"), List.of(key), false, null))
                : life.schema;
    }

    private static Schema addUnique(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        return canBeKey(column)
                ? life.with(table, unique(life.newName(table.name() + "_key"), column.name()))
                : life.schema;
    }

    private static Schema addUniqueIndex(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        var key = new IndexColumn(column.name(), false);
        return canBeKey(column)
                ? life.with(table, new Index(life.newName(table.name() + "_uq"), List.of(key), true, null))
                : life.schema;
    }

    /** Not a unique constraint that is the last key of those over its columns, which a reference needs. */
    private static Schema dropKey(RandomEvolutions life, Edit edit, Table table) {
        var keys = table.elements().stream()
                .filter(part -> part instanceof Index
                        || (part instanceof UniqueConstraint unique && !life.isNeeded(table, unique)))
                .toList();
        if (keys.isEmpty()) {
            return life.schema;
        }
        var key = edit.of(keys, edit.part);
        return life.schema.replace(table.without(key.getClass(), key.name()));
    }

    private static Schema addReference(RandomEvolutions life, Edit edit, Table table) {
        var target = edit.of(List.copyOf(life.schema.tables()), edit.other);
        var key = target.primaryKey();
        if (key == null || key.columns().size() > 1) {
            return life.schema;
        }
        var name = life.newName("ref");
        var type = target.column(key.columns().get(0)).type();
        var action = edit.of(List.of(ReferentialAction.values()), edit.part);
        return life.schema.replace(table.with(Column.of(name, type).nullable())
                .with(new ForeignKey(
                        table.name() + "_" + name + "_fkey",
                        List.of(name),
                        target.name(),
                        key.columns(),
                        action,
                        ReferentialAction.NO_ACTION)));
    }

    private boolean isNeeded(Table table, UniqueConstraint unique) {
        return schema.referencesTo(table.name())
                .anyMatch(reference -> reference.key().referencedColumns().equals(unique.columns()));
    }

    /** To a column that is written as it is by whoever inserts a row. */
    private static Schema addReferenceToUnique(RandomEvolutions life, Edit edit, Table table) {
        var target = edit.of(List.copyOf(life.schema.tables()), edit.other);
        var columns = target.uniques().values().stream()
                .filter(unique -> unique.columns().size() == 1)
                .map(unique -> target.column(unique.columns().get(0)))
                .filter(column -> column.generatedAs() == null && !column.isAutoIncrement())
                .filter(column -> !(column.type() instanceof ColumnType.Enumeration))
                .toList();
        if (columns.isEmpty()) {
            return life.schema;
        }
        var column = edit.of(columns, edit.part);
        var name = life.newName("ref");
        return life.schema.replace(table.with(Column.of(name, column.type()).nullable())
                .with(new ForeignKey(
                        table.name() + "_" + name + "_fkey",
                        List.of(name),
                        target.name(),
                        List.of(column.name()),
                        ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION)));
    }

    private static Schema dropReference(RandomEvolutions life, Edit edit, Table table) {
        return table.foreignKeys().isEmpty()
                ? life.schema
                : life.schema.replace(table.without(
                        ForeignKey.class,
                        edit.of(List.copyOf(table.foreignKeys().keySet()), edit.part)));
    }

    private static Schema addTable(RandomEvolutions life, Edit edit, Table table) {
        var name = life.newName("table");
        return life.schema.plus(Table.of(
                name,
                edit.part % 2 == 0
                        ? Column.of("id", ColumnTypes.bigint()).autoIncrement()
                        : Column.of("id", ColumnTypes.integer()),
                Column.of("name", ColumnTypes.varchar(30)),
                primaryKey(name + "_pkey", "id")));
    }

    private static Schema dropTable(RandomEvolutions life, Edit edit, Table table) {
        return life.schema.minus(table.name());
    }

    private static Schema switchCheck(RandomEvolutions life, Edit edit, Table table) {
        if (!table.checks().isEmpty()) {
            return life.schema.replace(table.without(
                    CheckConstraint.class, table.checks().keySet().iterator().next()));
        }
        var column = column(edit, table);
        return isPlain(column) && !column.isNullable() && !column.isAutoIncrement()
                ? life.with(table, check(life.newName(table.name() + "_check"), column.name() + " is not null"))
                : life.schema;
    }

    /** The action of a foreign key may write it: not every database lets it be NOT NULL then, or read by an expression. */
    private static boolean isReference(Column column, Table table) {
        return table.foreignKeys().values().stream()
                .anyMatch(key -> key.columns().contains(column.name()));
    }

    /** Whether the name means the same without quotes in every SQL. */
    private static boolean isPlain(Column column) {
        return column.name().matches("[a-z_0-9]+") && !Set.of("group", "value").contains(column.name());
    }

    private static Schema switchComment(RandomEvolutions life, Edit edit, Table table) {
        return life.schema.replace(table.comment(table.comment() == null ? "what it's for" : null));
    }

    private static Schema addGenerated(RandomEvolutions life, Edit edit, Table table) {
        var column = column(edit, table);
        return column.type() instanceof ColumnType.Int && isPlain(column) && !isReference(column, table)
                ? life.with(
                        table,
                        Column.of(life.newName("twice"), ColumnTypes.bigint())
                                .nullable()
                                .generatedAs(column.name() + " * 2"))
                : life.schema;
    }

    /** Up to three columns that an index can have. */
    private static List<Column> several(Edit edit, Table table) {
        var possible = table.columns().values().stream()
                .filter(RandomEvolutions::canBeKey)
                .toList();
        var start = possible.isEmpty() ? 0 : edit.part % possible.size();
        return possible.subList(start, Math.min(possible.size(), start + 2 + edit.other % 2));
    }

    private static Schema addWideIndex(RandomEvolutions life, Edit edit, Table table) {
        var keys = new ArrayList<IndexColumn>();
        several(edit, table).forEach(column -> keys.add(new IndexColumn(column.name(), edit.other % 3 == keys.size())));
        return keys.isEmpty()
                ? life.schema
                : life.with(
                        table, new Index(life.newName(table.name() + "_wide_idx"), keys, edit.other % 5 == 0, null));
    }

    private static Schema addWideUnique(RandomEvolutions life, Edit edit, Table table) {
        var names = several(edit, table).stream().map(Column::name).toArray(String[]::new);
        return names.length == 0
                ? life.schema
                : life.with(table, unique(life.newName(table.name() + "_wide_key"), names));
    }

    private static Schema addTableOfTwoKeys(RandomEvolutions life, Edit edit, Table table) {
        var name = life.newName("pair");
        return life.schema.plus(Table.of(
                name,
                Column.of("hall", ColumnTypes.integer()),
                Column.of("number", edit.part % 2 == 0 ? ColumnTypes.smallint() : ColumnTypes.varchar(10)),
                Column.of("name", ColumnTypes.varchar(30)).nullable(),
                edit.other % 2 == 0
                        ? primaryKey(name + "_pkey", "hall", "number")
                        : primaryKey(name + "_pkey", "number", "hall")));
    }

    private static Schema addWideReference(RandomEvolutions life, Edit edit, Table table) {
        var targets = life.schema.tables().stream()
                .filter(other -> other.primaryKey() != null
                        && other.primaryKey().columns().size() > 1)
                .toList();
        if (targets.isEmpty()) {
            return life.schema;
        }
        var target = edit.of(targets, edit.other);
        var stem = life.newName("ref");
        var names = new ArrayList<String>();
        var referring = table;
        for (var key : target.primaryKey().columns()) {
            names.add(stem + "_" + key);
            referring = referring.with(
                    Column.of(stem + "_" + key, target.column(key).type()).nullable());
        }
        return life.schema.replace(referring.with(new ForeignKey(
                table.name() + "_" + stem + "_fkey",
                names,
                target.name(),
                target.primaryKey().columns(),
                edit.of(List.of(ReferentialAction.values()), edit.part),
                ReferentialAction.NO_ACTION)));
    }

    /** To a type that every value of the old one is a value of, there and back; an enumeration first, since it is rare. */
    private static Schema convert(RandomEvolutions life, Edit edit, Table table) {
        var column = table.columns().values().stream()
                .filter(each -> each.type() instanceof ColumnType.Enumeration)
                .findFirst()
                .orElseGet(() -> column(edit, table));
        var name = column.name();
        var isUsed = life.schema.tables().stream()
                        .flatMap(other -> other.foreignKeys().values().stream())
                        .anyMatch(key -> key.columns().contains(name)
                                || key.referencedColumns().contains(name))
                || table.columns().values().stream().anyMatch(other -> SqlText.mentions(other.generatedAs(), name));
        if (isUsed || column.isAutoIncrement() || column.generatedAs() != null || column.defaultValue() != null) {
            return life.schema;
        }
        life.converted.add(name);
        var type = column.type();
        if (type instanceof ColumnType.Int || type instanceof ColumnType.BigInt || type instanceof ColumnType.Date) {
            return life.schema.replace(table.withColumn(column.type(ColumnTypes.varchar(60))));
        }
        if (type instanceof ColumnType.Bool) {
            return life.schema.replace(table.withColumn(column.type(ColumnTypes.integer())));
        }
        return type instanceof ColumnType.Enumeration
                ? life.schema.replace(table.withColumn(column.type(
                        edit.other % 2 == 0
                                ? ColumnTypes.enumeration("RED", "GREEN", "BLUE")
                                : ColumnTypes.varchar(30))))
                : life.schema;
    }

    /** Of a table that nothing refers to. */
    private static Schema switchPrimaryKey(RandomEvolutions life, Edit edit, Table table) {
        var key = table.primaryKey();
        if (key == null) {
            return table.columns().containsKey("id") && !table.column("id").isNullable()
                    ? life.with(table, primaryKey(life.newName(table.name() + "_pkey"), "id"))
                    : life.schema;
        }
        var isTarget = life.schema.tables().stream()
                .flatMap(other -> other.foreignKeys().values().stream())
                .anyMatch(reference -> reference.refersTo(table.name()));
        var isCounted =
                key.columns().stream().anyMatch(column -> table.column(column).isAutoIncrement());
        return isTarget || isCounted ? life.schema : life.schema.replace(table.without(PrimaryKey.class, key.name()));
    }
}
