package dev.qorm.generate;

import com.palantir.javapoet.CodeBlock;
import dev.qorm.operation.AddCheck;
import dev.qorm.operation.AddColumn;
import dev.qorm.operation.AddForeignKey;
import dev.qorm.operation.AddPrimaryKey;
import dev.qorm.operation.AddUnique;
import dev.qorm.operation.AlterColumn;
import dev.qorm.operation.CommentTable;
import dev.qorm.operation.CreateIndex;
import dev.qorm.operation.CreateTable;
import dev.qorm.operation.DropCheck;
import dev.qorm.operation.DropColumn;
import dev.qorm.operation.DropForeignKey;
import dev.qorm.operation.DropIndex;
import dev.qorm.operation.DropPrimaryKey;
import dev.qorm.operation.DropTable;
import dev.qorm.operation.DropUnique;
import dev.qorm.operation.HandmadeOperation;
import dev.qorm.operation.Operation;
import dev.qorm.operation.RenameColumn;
import dev.qorm.operation.RenameConstraint;
import dev.qorm.operation.RenameIndex;
import dev.qorm.operation.RenameTable;
import dev.qorm.operation.RunJava;
import dev.qorm.operation.RunSql;
import dev.qorm.schema.DefaultValue;
import dev.qorm.schema.Table;
import dev.qorm.schema.TableElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generates the call that creates an operation: {@code addColumn("post", column("slug", varchar(80)))}. */
final class OperationCode implements Operation.Visitor<CodeBlock> {
    static final OperationCode INSTANCE = new OperationCode();

    private OperationCode() {}

    static CodeBlock strings(List<String> values) {
        return values.stream().map(value -> CodeBlock.of("$S", value)).collect(CodeBlock.joining(", "));
    }

    private static CodeBlock call(String name, String table, TableElement... elements) {
        var code = CodeBlock.builder().add("$L($S", name, table);
        for (var element : elements) {
            code.add(", $L", ElementCode.of(element));
        }
        return code.add(")").build();
    }

    private static CodeBlock concurrently(CodeBlock call, Operation operation) {
        return operation.isConcurrent() ? CodeBlock.of("$L.concurrently()", call) : call;
    }

    private static CodeBlock table(String name, Table table) {
        var code = CodeBlock.builder().add("$L(\n$>$>$S", name, table.name());
        table.elements().forEach(element -> code.add(",\n$L", ElementCode.of(element)));
        code.add(")$<$<");
        if (table.comment() != null) {
            code.add(".comment($S)", table.comment());
        }
        return code.build();
    }

    private static CodeBlock backfill(CodeBlock call, @Nullable DefaultValue backfill) {
        return value(call, "backfill", backfill);
    }

    private static CodeBlock value(CodeBlock call, String method, @Nullable DefaultValue value) {
        if (value == null) {
            return call;
        }
        return value instanceof DefaultValue.Literal literal
                ? CodeBlock.of("$L.$L($L)", call, method, ElementCode.literal(literal))
                : CodeBlock.of("$L.$LSql($S)", call, method, ((DefaultValue.Expression) value).sql());
    }

    @Override
    public CodeBlock visit(CreateTable operation) {
        return table("createTable", operation.table());
    }

    @Override
    public CodeBlock visit(DropTable operation) {
        return table("dropTable", operation.table());
    }

    @Override
    public CodeBlock visit(CommentTable operation) {
        return CodeBlock.of("commentTable($S, $S, $S)", operation.table(), operation.from(), operation.to());
    }

    @Override
    public CodeBlock visit(AddColumn operation) {
        return backfill(call("addColumn", operation.table(), operation.column()), operation.backfill());
    }

    @Override
    public CodeBlock visit(DropColumn operation) {
        return value(
                call("dropColumn", operation.table(), operation.column()), "reversedBy", operation.reverseBackfill());
    }

    @Override
    public CodeBlock visit(AlterColumn operation) {
        var call = CodeBlock.of(
                "alterColumn(\n$>$>$S,\n$L,\n$L)$<$<",
                operation.table(),
                ElementCode.of(operation.from()),
                ElementCode.of(operation.to()));
        return concurrently(
                value(backfill(call, operation.backfill()), "reversedBy", operation.reverseBackfill()), operation);
    }

    @Override
    public CodeBlock visit(AddPrimaryKey operation) {
        return call("addPrimaryKey", operation.table(), operation.key());
    }

    @Override
    public CodeBlock visit(DropPrimaryKey operation) {
        return call("dropPrimaryKey", operation.table(), operation.key());
    }

    @Override
    public CodeBlock visit(AddUnique operation) {
        return concurrently(call("addUnique", operation.table(), operation.unique()), operation);
    }

    @Override
    public CodeBlock visit(DropUnique operation) {
        return concurrently(call("dropUnique", operation.table(), operation.unique()), operation);
    }

    @Override
    public CodeBlock visit(CreateIndex operation) {
        return concurrently(call("createIndex", operation.table(), operation.index()), operation);
    }

    @Override
    public CodeBlock visit(DropIndex operation) {
        return concurrently(call("dropIndex", operation.table(), operation.index()), operation);
    }

    @Override
    public CodeBlock visit(AddCheck operation) {
        return concurrently(call("addCheck", operation.table(), operation.check()), operation);
    }

    @Override
    public CodeBlock visit(DropCheck operation) {
        return concurrently(call("dropCheck", operation.table(), operation.check()), operation);
    }

    @Override
    public CodeBlock visit(AddForeignKey operation) {
        return concurrently(call("addForeignKey", operation.table(), operation.key()), operation);
    }

    @Override
    public CodeBlock visit(DropForeignKey operation) {
        return concurrently(call("dropForeignKey", operation.table(), operation.key()), operation);
    }

    @Override
    public CodeBlock visit(RenameTable operation) {
        return CodeBlock.of("renameTable($S, $S)", operation.from(), operation.to());
    }

    @Override
    public CodeBlock visit(RenameColumn operation) {
        return CodeBlock.of("renameColumn($S, $S, $S)", operation.table(), operation.from(), operation.to());
    }

    @Override
    public CodeBlock visit(RenameConstraint operation) {
        return CodeBlock.of("renameConstraint($S, $S, $S)", operation.table(), operation.from(), operation.to());
    }

    @Override
    public CodeBlock visit(RenameIndex operation) {
        return CodeBlock.of("renameIndex($S, $S, $S)", operation.table(), operation.from(), operation.to());
    }

    @Override
    public CodeBlock visit(RunSql operation) {
        var call = handmade(
                operation.reverseSql() == null
                        ? CodeBlock.of("runSql($S)", operation.sql())
                        : CodeBlock.of("runSql($S).reversedBy($S)", operation.sql(), operation.reverseSql()),
                operation);
        return operation.operations().isEmpty()
                ? call
                : CodeBlock.of(
                        "$L.insteadOf(\n$>$>$L)$<$<",
                        call,
                        operation.operations().stream()
                                .map(each -> each.accept(this))
                                .collect(CodeBlock.joining(",\n")));
    }

    @Override
    public CodeBlock visit(RunJava operation) {
        return handmade(
                operation.reverseStep() == null
                        ? CodeBlock.of("runJava($T.class)", operation.step())
                        : CodeBlock.of(
                                "runJava($T.class).reversedBy($T.class)", operation.step(), operation.reverseStep()),
                operation);
    }

    private static CodeBlock handmade(CodeBlock call, HandmadeOperation operation) {
        var all = call.toBuilder();
        if (operation.isElidable()) {
            all.add(".elidable()");
        }
        if (!operation.databases().isEmpty()) {
            all.add(
                    ".on($L)",
                    operation.databases().stream()
                            .map(database -> CodeBlock.of("$S", database))
                            .collect(CodeBlock.joining(", ")));
        }
        return all.build();
    }
}
