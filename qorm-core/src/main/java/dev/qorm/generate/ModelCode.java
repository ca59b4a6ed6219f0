package dev.qorm.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.qorm.generate.ModelFields.Field;
import dev.qorm.model.Naming;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.Schema;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Generates the statements of a model's {@code schema} method. */
final class ModelCode {
    private static final int MAX_WIDTH = 110;

    private final Table table;
    private final Map<String, ModelFields> allFields;
    private final ModelFields fields;
    private final ConstraintNames names;
    private final Function<String, ClassName> classes;
    private final Schema schema;
    private final Set<ReferentialAction> actions = EnumSet.noneOf(ReferentialAction.class);
    /**
     * The elements that are declared on a field, with {@code .unique()} or {@code .indexed()}, or that a field implies.
     */
    private final List<Object> declared = new ArrayList<>();

    ModelCode(
            Table table,
            Map<String, ModelFields> allFields,
            ConstraintNames names,
            Function<String, ClassName> classes,
            Schema schema) {
        this.table = table;
        this.allFields = allFields;
        this.fields = fields(table.name());
        this.names = names;
        this.classes = classes;
        this.schema = schema;
    }

    private ModelFields fields(String name) {
        var found = allFields.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no table " + name);
        }
        return found;
    }

    /** Returns the referential actions that the statements name. */
    Set<ReferentialAction> actions() {
        return actions;
    }

    List<CodeBlock> statements() {
        var statements = new ArrayList<CodeBlock>();
        tableOptions(statements);
        for (var field : fields.declared()) {
            statements.add(field.relation() == null ? field(field) : relation(field, field.relation()));
        }
        primaryKey(statements);
        uniques(statements);
        indexes(statements);
        foreignKeys(statements);
        for (var check : table.checks().values()) {
            statements.add(CodeBlock.of("fields.check($S, $S)", check.name(), check.expression()));
        }
        return statements;
    }

    private static CodeBlock chained(List<CodeBlock> calls) {
        var oneLine = calls.stream().collect(CodeBlock.joining("."));
        return oneLine.toString().length() <= MAX_WIDTH || calls.size() <= 2
                ? oneLine
                : CodeBlock.of("$L.$L", calls.get(0), calls.stream().skip(1).collect(CodeBlock.joining("\n.")));
    }

    private static CodeBlock of(String format, Object... arguments) {
        return CodeBlock.of(format, arguments);
    }

    private void tableOptions(List<CodeBlock> statements) {
        var calls = new ArrayList<CodeBlock>(List.of(of("fields"), of("table()")));
        if (!Naming.snakeCase(classes.apply(table.name()).simpleName()).equals(table.name())) {
            calls.add(of("name($S)", table.name()));
        }
        if (table.comment() != null) {
            calls.add(of("comment($S)", table.comment()));
        }
        if (table.primaryKey() == null) {
            calls.add(of("withoutPrimaryKey()"));
        }
        if (calls.size() > 2) {
            statements.add(chained(calls));
        }
    }

    private CodeBlock field(Field field) {
        var column = table.column(field.columns().get(0));
        var calls = new ArrayList<CodeBlock>(List.of(of("fields"), TypeCode.field(field.name(), column.type())));
        if (column.isNullable()) {
            calls.add(of("nullable()"));
        }
        if (column.defaultValue() instanceof DefaultValue.Literal literal) {
            calls.add(of("defaultValue($L)", literal(literal)));
        }
        if (column.defaultValue() instanceof DefaultValue.Expression expression) {
            calls.add(of("defaultExpression($S)", expression.sql()));
        }
        if (column.isAutoIncrement()) {
            calls.add(of("autoIncrement()"));
        }
        if (column.generatedAs() != null) {
            calls.add(of("generatedAs($S)", column.generatedAs()));
        }
        column.collations().forEach(each -> calls.add(of("collation($S, $S)", each.database(), each.name())));
        common(field, Naming.snakeCase(field.name()), calls);
        for (var unique : table.uniques().values()) {
            if (isUniqueOf(field, unique)) {
                declared.add(unique);
                calls.add(of("unique()"));
            }
        }
        for (var index : table.indexes().values()) {
            if (isPlain(index, field) && !declared.contains(index)) {
                declared.add(index);
                calls.add(of("indexed()"));
            }
        }
        return chained(calls);
    }

    /** Generates the calls that fields and relations have in common. */
    private void common(Field field, String derivedColumn, List<CodeBlock> calls) {
        var column = table.column(field.columns().get(0));
        if (isPrimaryKey(field)) {
            calls.add(of("primaryKey()"));
        }
        if (field.columns().size() == 1 && !column.name().equals(derivedColumn)) {
            calls.add(of("column($S)", column.name()));
        }
        if (column.comment() != null) {
            calls.add(of("comment($S)", column.comment()));
        }
    }

    private static CodeBlock literal(DefaultValue.Literal literal) {
        return literal.value() instanceof DefaultValue.Bytes bytes
                ? of("$T.of().parseHex($S)", HexFormat.class, bytes.hex())
                : ElementCode.literal(literal);
    }

    /** Whether the field alone is the primary key, with the derived name. */
    private boolean isPrimaryKey(Field field) {
        var key = table.primaryKey();
        return key != null
                && key.columns().equals(field.columns())
                && names.isDerived(key.name(), table.name(), List.of(), "pkey");
    }

    private boolean isDerived(UniqueConstraint unique) {
        return names.isDerived(unique.name(), table.name(), unique.columns(), "key");
    }

    /** Whether it is the constraint that a unique field has. */
    private boolean isUniqueOf(Field field, UniqueConstraint unique) {
        return unique.columns().equals(field.columns())
                && unique.describeMore().isEmpty()
                && isOnlyKeyOver(unique)
                && isDerived(unique);
    }

    /** A model adds no unique constraint for a field if it declares a key over the same columns. */
    private boolean isOnlyKeyOver(UniqueConstraint unique) {
        return (table.primaryKey() == null || !table.primaryKey().columns().equals(unique.columns()))
                && table.uniques().values().stream()
                                .filter(other -> other.columns().equals(unique.columns()))
                                .count()
                        == 1;
    }

    /** Whether it is the index that a field or relation has by default. */
    private boolean isPlain(Index index, Field field) {
        return !index.isUnique()
                && index.isOverColumns()
                && index.include().isEmpty()
                && index.columns().stream().noneMatch(IndexColumn::isDescending)
                && index.columnNames().equals(field.columns())
                && names.isDerived(index.name(), table.name(), field.columns(), "idx");
    }

    private CodeBlock relation(Field field, ForeignKey key) {
        declared.add(key);
        var target = schema.table(key.referencedTable());
        var isKey = isKeyOver(field.columns());
        var calls = new ArrayList<CodeBlock>(List.of(
                of("fields"),
                of("$L($S, $T.class)", isKey ? "oneToOne" : "manyToOne", field.name(), classes.apply(target.name()))));
        if (!Relations.isToPrimaryKey(target, key)) {
            calls.add(of(
                    "references($L)",
                    OperationCode.strings(fields(target.name()).names(key.referencedColumns()))));
        }
        if (table.column(field.columns().get(0)).isNullable()) {
            calls.add(of("nullable()"));
        }
        common(
                field,
                Naming.snakeCase(field.name()) + "_" + key.referencedColumns().get(0),
                calls);
        if (!names.isDerived(key.name(), table.name(), key.columns(), "fkey")) {
            calls.add(of("constraint($S)", key.name()));
        }
        actions(key, calls);
        if (isKey) {
            table.uniques().values().stream()
                    .filter(unique -> isUniqueOf(field, unique))
                    .forEach(declared::add);
        } else if (!isCovered(field)) {
            var index = table.indexes().values().stream()
                    .filter(each -> isPlain(each, field))
                    .findFirst();
            index.ifPresentOrElse(declared::add, () -> calls.add(of("notIndexed()")));
        }
        return chained(calls);
    }

    private void actions(ForeignKey key, List<CodeBlock> calls) {
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            actions.add(key.onDelete());
            calls.add(of("onDelete($L)", key.onDelete()));
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            actions.add(key.onUpdate());
            calls.add(of("onUpdate($L)", key.onUpdate()));
        }
        if (key.deferral() != null) {
            calls.add(ElementCode.deferral(key.deferral()));
        }
    }

    private boolean isKeyOver(List<String> columns) {
        return (table.primaryKey() != null && table.primaryKey().columns().equals(columns))
                || table.uniques().values().stream()
                        .anyMatch(unique -> unique.columns().equals(columns));
    }

    /** Whether a model creates no index for the relation, because a key or a declared index starts with its columns. */
    private boolean isCovered(Field relation) {
        var columns = relation.columns();
        return (table.primaryKey() != null && startsWith(table.primaryKey().columns(), columns))
                || table.uniques().values().stream().anyMatch(unique -> startsWith(unique.columns(), columns))
                || table.indexes().values().stream()
                        .anyMatch(index -> index.isOverColumns()
                                && startsWith(index.columnNames(), columns)
                                && !isPlain(index, relation));
    }

    private static boolean startsWith(List<String> columns, List<String> start) {
        return columns.size() >= start.size()
                && columns.subList(0, start.size()).equals(start);
    }

    private void primaryKey(List<CodeBlock> statements) {
        var key = table.primaryKey();
        if (key == null
                || fields.hasDefaultKey()
                || isPrimaryKey(fields.of(key.columns().get(0)))) {
            return;
        }
        var isDerived = names.isDerived(key.name(), table.name(), List.of(), "pkey");
        statements.add(named("primaryKey", key, isDerived));
    }

    private CodeBlock named(String call, TableElement key, boolean isDerived) {
        var code = of("fields.$L($L)$L", call, OperationCode.strings(fields.names(key.columnNames())), more(key));
        return isDerived ? code : of("$L.named($S)", code, key.name());
    }

    private CodeBlock more(TableElement key) {
        return ElementCode.more(key, fields.names(key.include()));
    }

    private void uniques(List<CodeBlock> statements) {
        for (var unique : table.uniques().values()) {
            if (!declared.contains(unique)) {
                statements.add(named("unique", unique, isDerived(unique)));
            }
        }
    }

    private void indexes(List<CodeBlock> statements) {
        for (var index : table.indexes().values()) {
            if (!declared.contains(index)) {
                statements.add(index(index));
            }
        }
    }

    private CodeBlock index(Index index) {
        var calls = new ArrayList<CodeBlock>(
                List.of(of("fields"), of("index($L)", OperationCode.strings(fields.indexed(index.columns())))));
        var descending =
                index.columns().stream().filter(IndexColumn::isDescending).toList();
        if (!descending.isEmpty()) {
            calls.add(of("descending($L)", OperationCode.strings(fields.indexed(descending))));
        }
        if (index.isUnique()) {
            calls.add(of("unique()"));
        }
        if (!index.include().isEmpty()) {
            calls.add(of("include($L)", OperationCode.strings(fields.names(index.include()))));
        }
        if (index.isNullsNotDistinct()) {
            calls.add(of("nullsNotDistinct()"));
        }
        if (index.where() != null) {
            calls.add(of("where($S)", index.where()));
        }
        if (!names.isDerived(index.name(), table.name(), Naming.parts(index.columns()), "idx")) {
            calls.add(of("named($S)", index.name()));
        }
        return chained(calls);
    }

    private void foreignKeys(List<CodeBlock> statements) {
        for (var key : table.foreignKeys().values()) {
            if (!declared.contains(key)) {
                statements.add(foreignKey(key));
            }
        }
    }

    private CodeBlock foreignKey(ForeignKey key) {
        var target = schema.table(key.referencedTable());
        var calls = new ArrayList<CodeBlock>(
                List.of(of("fields"), of("foreignKey($L)", OperationCode.strings(fields.names(key.columns())))));
        var references = fields(target.name()).names(key.referencedColumns());
        calls.add(
                Relations.isToPrimaryKey(target, key)
                        ? of("references($T.class)", classes.apply(target.name()))
                        : of(
                                "references($T.class, $L)",
                                classes.apply(target.name()),
                                OperationCode.strings(references)));
        actions(key, calls);
        if (!names.isDerived(key.name(), table.name(), key.columns(), "fkey")) {
            calls.add(of("named($S)", key.name()));
        }
        return chained(calls);
    }
}
