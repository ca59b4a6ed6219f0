package dev.qorm.generate;

import com.palantir.javapoet.CodeBlock;
import dev.qorm.schema.CheckConstraint;
import dev.qorm.schema.Column;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Deferral;
import dev.qorm.schema.ForeignKey;
import dev.qorm.schema.Index;
import dev.qorm.schema.IndexColumn;
import dev.qorm.schema.PrimaryKey;
import dev.qorm.schema.ReferentialAction;
import dev.qorm.schema.TableElement;
import dev.qorm.schema.UniqueConstraint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Generates the call that creates an element of a table: {@code column("slug", varchar(80)).defaultValue("")}. */
final class ElementCode {
    private static final int MAX_WIDTH = 90;

    private ElementCode() {}

    static CodeBlock of(TableElement element) {
        if (element instanceof Column column) {
            return column(column);
        }
        if (element instanceof PrimaryKey key) {
            return named("primaryKey", key.name(), key.columns());
        }
        if (element instanceof UniqueConstraint unique) {
            return CodeBlock.join(
                    List.of(named("unique", unique.name(), unique.columns()), more(unique, unique.include())), "");
        }
        if (element instanceof CheckConstraint check) {
            return CodeBlock.of("check($S, $S)", check.name(), check.expression());
        }
        return element instanceof Index index ? index(index) : foreignKey((ForeignKey) element);
    }

    private static CodeBlock named(String call, String name, List<String> columns) {
        var all = Stream.concat(Stream.of(name), columns.stream()).toList();
        return CodeBlock.of("$L($L)", call, OperationCode.strings(all));
    }

    private static CodeBlock column(Column column) {
        var code = CodeBlock.builder()
                .add("column($S, $L)", column.name(), column.type().accept(TypeCode.INSTANCE));
        if (column.isNullable()) {
            code.add(".nullable()");
        }
        if (column.defaultValue() instanceof DefaultValue.Literal literal) {
            code.add(".defaultValue($L)", literal(literal));
        }
        if (column.defaultValue() instanceof DefaultValue.Expression expression) {
            code.add(".defaultExpression($S)", expression.sql());
        }
        if (column.isAutoIncrement()) {
            code.add(".autoIncrement()");
        }
        if (column.generatedAs() != null) {
            code.add(".generatedAs($S)", column.generatedAs());
        }
        if (column.comment() != null) {
            code.add(".comment($S)", column.comment());
        }
        var calls = new ArrayList<>(List.of(code.build()));
        column.collations().forEach(each -> calls.add(CodeBlock.of("collation($S, $S)", each.database(), each.name())));
        return chained(calls);
    }

    static CodeBlock literal(DefaultValue.Literal literal) {
        var value = literal.value();
        if (value instanceof String) {
            return CodeBlock.of("$S", value);
        }
        if (value instanceof Long number) {
            return CodeBlock.of(number == number.intValue() ? "$L" : "$LL", number);
        }
        if (value instanceof BigDecimal number) {
            return CodeBlock.of("new $T($S)", BigDecimal.class, number.toPlainString());
        }
        if (value instanceof DefaultValue.Bytes bytes) {
            return CodeBlock.of("new $T($S)", DefaultValue.Bytes.class, bytes.hex());
        }
        if (value instanceof UUID) {
            return CodeBlock.of("$T.fromString($S)", UUID.class, value);
        }
        if (value instanceof Boolean || value instanceof Double) {
            return CodeBlock.of("$L", value);
        }
        // The remaining values are of java.time classes, whose parse() method reads their text.
        return CodeBlock.of("$T.parse($S)", value.getClass(), value);
    }

    private static CodeBlock index(Index index) {
        var code = CodeBlock.builder();
        var call = index.isUnique() ? "uniqueIndex" : "index";
        if (index.columns().stream().anyMatch(column -> column.isDescending() || column.isExpression())) {
            code.add("$L($S", call, index.name());
            index.columns().forEach(column -> code.add(", $L", column(column)));
            code.add(")");
        } else {
            code.add(named(call, index.name(), index.columnNames()));
        }
        if (index.where() != null) {
            code.add(".where($S)", index.where());
        }
        return code.add(more(index, index.include())).build();
    }

    /**
     * Generates the calls for what a key or an index has beside its columns.
     *
     * @param included what it includes, by the names of columns or fields
     */
    static CodeBlock more(TableElement key, List<String> included) {
        var code = CodeBlock.builder();
        if (!included.isEmpty()) {
            code.add(".include($L)", OperationCode.strings(included));
        }
        if (key.isNullsNotDistinct()) {
            code.add(".nullsNotDistinct()");
        }
        if (key.deferral() != null) {
            code.add(".$L", deferral(key.deferral()));
        }
        return code.build();
    }

    private static CodeBlock column(IndexColumn column) {
        return column.isExpression()
                ? CodeBlock.of("expression($S)$L", column.name(), column.isDescending() ? ".descending()" : "")
                : CodeBlock.of("$L($S)", column.isDescending() ? "desc" : "asc", column.name());
    }

    /** Generates the call that makes a key deferrable, which is the same in migrations and models. */
    static CodeBlock deferral(Deferral deferral) {
        return CodeBlock.of(
                switch (deferral) {
                    case INITIALLY_IMMEDIATE -> "deferrable()";
                    case INITIALLY_DEFERRED -> "initiallyDeferred()";
                });
    }

    private static CodeBlock foreignKey(ForeignKey key) {
        var calls = new ArrayList<CodeBlock>();
        calls.add(named("foreignKey", key.name(), key.columns()));
        calls.add(CodeBlock.of(
                "$L($S, $L)",
                key.isExternal() ? "referencesExternal" : "references",
                key.referencedTable(),
                OperationCode.strings(key.referencedColumns())));
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            calls.add(CodeBlock.of("onDelete($T.$L)", ReferentialAction.class, key.onDelete()));
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            calls.add(CodeBlock.of("onUpdate($T.$L)", ReferentialAction.class, key.onUpdate()));
        }
        if (key.deferral() != null) {
            calls.add(deferral(key.deferral()));
        }
        return chained(calls);
    }

    /** Generates a single line if it is short, otherwise one line for each call. */
    private static CodeBlock chained(List<CodeBlock> calls) {
        var oneLine = calls.stream().collect(CodeBlock.joining("."));
        if (oneLine.toString()
                        .replace(ReferentialAction.class.getPackageName() + ".", "")
                        .length()
                <= MAX_WIDTH) {
            return oneLine;
        }
        var lines = CodeBlock.builder().add("$L$>$>", calls.get(0));
        calls.stream().skip(1).forEach(call -> lines.add("\n.$L", call));
        return lines.add("$<$<").build();
    }
}
