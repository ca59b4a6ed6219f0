package dev.qorm.dialect;

import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunSql;
import dev.qorm.operation.TableOperation;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.ColumnType;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Schema;
import dev.qorm.schema.SqlText;
import dev.qorm.schema.Table;
import dev.qorm.schema.TypeFamily;
import dev.qorm.schema.TypeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The probes of a migration. They ask of rows as they are before its first statement. What depends on values that the
 * migration itself gives, or on what a person's SQL may do to rows, is not asked: a probe never stops what would work.
 */
final class RowProbes {
    private final OperationRenderer renderer;
    private final List<RowProbe> probes = new ArrayList<>();

    /** The tables of the operations that were there before the migration, by their keys now. */
    private final Map<String, Known> tables = new HashMap<>();

    /** The keys of the tables that the migration creates, which have no rows. */
    private final Set<String> created = new HashSet<>();

    /** The columns that number the rows of such a table anew, {@code post.id}. */
    private final Set<String> counted = new HashSet<>();

    /**
     * A table that was there.
     *
     * @param name its name before the migration
     * @param columns the names before it of the columns that have the same values still, by their names now
     */
    private record Known(String name, Map<String, String> columns) {}

    private RowProbes(OperationRenderer renderer) {
        this.renderer = renderer;
    }

    /** Of the tables that the operations are about: a schema has thousands, and a run as many migrations. */
    private void know(Operation operation) {
        if (operation instanceof TableOperation on) {
            know(on.table());
        } else if (operation instanceof RenameTable rename) {
            know(rename.from());
        }
        if (operation instanceof AddForeignKey add) {
            know(add.key().referencedTable());
        }
    }

    private void know(String name) {
        var table = renderer.before.find(name);
        if (table != null) {
            var columns = new HashMap<String, String>();
            table.columns().keySet().forEach(column -> columns.put(column, column));
            tables.put(Table.key(name), new Known(table.name(), columns));
        }
    }

    /** Whether rows may be in the way of it, for all that is known without looking at tables. */
    private static boolean isAsked(Operation operation) {
        return operation instanceof AddColumn
                || operation instanceof AlterColumn
                || operation instanceof AddUnique
                || operation instanceof AddPrimaryKey
                || operation instanceof CreateIndex
                || operation instanceof AddCheck
                || operation instanceof AddForeignKey;
    }

    /** @param before gives a renderer of the schema before {@code operations} */
    static List<RowProbe> of(List<Operation> operations, Supplier<OperationRenderer> before) {
        if (operations.stream().noneMatch(RowProbes::isAsked)) {
            return List.of();
        }
        var renderer = before.get();
        var probes = new RowProbes(renderer);
        operations.forEach(probes::know);
        var schema = renderer.before;
        for (var i = 0; i < operations.size() && !(operations.get(i) instanceof RunSql); i++) {
            var operation = operations.get(i);
            probes.ask(operation, schema);
            probes.follow(operation);
            schema = operation.applyTo(schema);
        }
        return probes.probes;
    }

    /** What the operation does to names and values. */
    private void follow(Operation operation) {
        if (operation instanceof CreateTable create) {
            created.add(Table.key(create.table().name()));
        } else if (operation instanceof DropTable drop) {
            tables.remove(Table.key(drop.table().name()));
            created.remove(Table.key(drop.table().name()));
        } else if (operation instanceof RenameTable rename) {
            var table = tables.remove(Table.key(rename.from()));
            if (table != null) {
                tables.put(Table.key(rename.to()), table);
            } else if (created.remove(Table.key(rename.from()))) {
                created.add(Table.key(rename.to()));
            }
        } else if (operation instanceof RenameColumn rename) {
            var columns = columns(rename.table());
            var name = columns.remove(rename.from());
            if (name != null) {
                columns.put(rename.to(), name);
            }
        } else if (operation instanceof DropColumn drop) {
            columns(drop.table()).remove(drop.column().name());
        } else if (operation instanceof AddColumn add && add.column().isAutoIncrement()) {
            counted.add(counted(add.table(), add.column().name()));
        } else if (operation instanceof AlterColumn alter && !alter.keepsValues()) {
            columns(alter.table()).remove(alter.to().name());
        }
    }

    private Map<String, String> columns(String table) {
        var known = tables.get(Table.key(table));
        return known == null ? new HashMap<>() : known.columns;
    }

    private void ask(Operation operation, Schema schema) {
        if (operation instanceof AddColumn add) {
            if (add.backfill() == null && add.column().isRequired()) {
                probe(add, add.table(), "rows of " + add.table() + ", which have no value for it", table -> "");
            }
        } else if (operation instanceof AlterColumn alter) {
            ask(alter);
        } else if (operation instanceof AddUnique add) {
            distinct(add, add.table(), add.unique().columns());
        } else if (operation instanceof AddPrimaryKey add) {
            distinct(add, add.table(), add.key().columns());
        } else if (operation instanceof CreateIndex create
                && create.index().isUnique()
                && create.index().where() == null) {
            distinct(create, create.table(), create.index().columnNames());
        } else if (operation instanceof AddCheck add) {
            satisfies(add, schema.table(add.table()), add.check());
        } else if (operation instanceof AddForeignKey add) {
            refers(add, add.table(), add.key());
        }
    }

    private interface Condition {
        /** What follows the table in the query, or null where it is not known. */
        @Nullable
        String of(Known table);
    }

    private void probe(Operation operation, String table, String reason, Condition condition) {
        var known = tables.get(Table.key(table));
        var rest = known == null ? null : condition.of(known);
        if (known != null && rest != null) {
            probes.add(new RowProbe(operation, true, reason, "select * from " + renderer.quoted(known.name) + rest));
        }
    }

    private void ask(AlterColumn alter) {
        var to = alter.to();
        var isNullRefused =
                alter.from().isNullable() && !to.isNullable() && alter.backfill() == null && to.defaultValue() == null;
        if (isNullRefused && to.generatedAs() == null) {
            probe(
                    alter,
                    alter.table(),
                    "rows of " + alter.table() + " with NULL in " + to.name(),
                    table -> where(table, to, column -> column + " is null"));
        }
        if (alter.mayRefuseValues() && alter.typeChange().tellsMisfits()) {
            probe(
                    alter,
                    alter.table(),
                    "rows of " + alter.table() + " whose " + to.name() + " is no " + TypeNames.of(to.type())
                            + " or does not fit into it",
                    table -> where(table, to, column -> "not (" + fit(alter, column) + ")"));
        }
    }

    private interface ColumnCondition {
        String of(String column);
    }

    private @Nullable String where(Known table, Column column, ColumnCondition condition) {
        var name = table.columns.get(column.name());
        return name == null ? null : " where " + condition.of(renderer.quoted(name));
    }

    /** Blanks at the end of a text some databases cut without refusing them. */
    private String fit(AlterColumn alter, String column) {
        var isText = TypeFamily.of(alter.from().type()) == TypeFamily.TEXT
                && TypeFamily.of(alter.to().type()) == TypeFamily.TEXT;
        return Fit.condition(
                alter.typeChange(),
                isText && !(alter.from().type() instanceof ColumnType.Char) ? "rtrim(" + column + ")" : column,
                renderer::textLiteral);
    }

    private void distinct(Operation operation, String table, List<String> columns) {
        var known = tables.get(Table.key(table));
        var names = known == null ? null : names(known, columns);
        if (known != null && names != null) {
            probes.add(new RowProbe(
                    operation,
                    true,
                    "values of " + String.join(", ", columns) + " that more than one row of " + table + " has",
                    "select " + String.join(", ", names) + ", count(*) from " + renderer.quoted(known.name)
                            + " where " + notNull(names.stream()) + " group by " + String.join(", ", names)
                            + " having count(*) > 1"));
        }
    }

    /** The columns in SQL, or null when the values of one of them are not known. */
    private @Nullable List<String> names(Known table, List<String> columns) {
        return table.columns.keySet().containsAll(columns)
                ? columns.stream()
                        .map(column -> renderer.quoted(Objects.requireNonNull(table.columns.get(column))))
                        .toList()
                : null;
    }

    private static String notNull(Stream<String> columns) {
        return columns.map(column -> column + " is not null").collect(Collectors.joining(" and "));
    }

    /** An expression is asked only where it names columns as they were called before the migration. */
    private void satisfies(AddCheck add, Table table, CheckConstraint check) {
        probe(add, add.table(), "rows of " + add.table() + " that do not satisfy it", known -> {
            var isKnown = !SqlText.namesTable(check.expression(), add.table())
                    && table.columns().keySet().stream()
                            .filter(column -> SqlText.mentions(check.expression(), column))
                            .allMatch(column -> column.equals(known.columns.get(column)));
            return isKnown ? " where not (" + renderer.expression(check.expression()) + ")" : null;
        });
    }

    private static String counted(String table, String column) {
        return Table.key(table) + "." + column;
    }

    private void refers(AddForeignKey add, String table, ForeignKey key) {
        var known = tables.get(Table.key(table));
        var names = known == null ? null : names(known, key.columns());
        if (known == null || names == null) {
            return;
        }
        var isCountedAnew = key.referencedColumns().stream()
                .anyMatch(column -> counted.contains(counted(key.referencedTable(), column)));
        var columns = String.join(", ", key.columns());
        if (isCountedAnew) {
            probes.add(new RowProbe(
                    add,
                    false,
                    "rows of " + table + " whose " + columns + " is from before the rows of " + key.referencedTable()
                            + " are numbered anew",
                    "select * from " + renderer.quoted(known.name) + " where " + notNull(names.stream())));
            return;
        }
        probe(
                add,
                table,
                "rows of " + table + " that refer to nothing in " + key.referencedTable(),
                child -> references(names, key));
    }

    private @Nullable String references(List<String> names, ForeignKey key) {
        var refer = " child where " + renderer.whereReferencesAreChecked()
                + notNull(names.stream().map(name -> "child." + name));
        if (created.contains(Table.key(key.referencedTable()))) {
            return refer;
        }
        var target = tables.get(Table.key(key.referencedTable()));
        var targets = target == null ? null : names(target, key.referencedColumns());
        if (target == null || targets == null) {
            return null;
        }
        var equal = new ArrayList<String>();
        for (var i = 0; i < names.size(); i++) {
            equal.add("parent." + targets.get(i) + " = child." + names.get(i));
        }
        return refer + " and not exists (select 1 from " + renderer.quoted(target.name) + " parent where "
                + String.join(" and ", equal) + ")";
    }
}
